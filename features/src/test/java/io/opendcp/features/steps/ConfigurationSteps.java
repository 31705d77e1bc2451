package io.opendcp.features.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.opendcp.features.world.Login;
import io.opendcp.features.world.Outcome;
import io.opendcp.features.world.Port;
import io.opendcp.features.world.World;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.ini.IniFile;
import io.opendcp.protocol.ini.IniProblems;
import io.opendcp.protocol.ini.IniSection;
import io.opendcp.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The ini files, and the tools that make them. The manual's {@code /dm/data} is a folder of the scenario's own. */
public final class ConfigurationSteps {
    private static final String MANUALS_FOLDER = "/dm/data";

    private final World world;
    private String printed = "";
    private List<List<String>> eps = List.of();
    private @Nullable IniException refusal;

    public ConfigurationSteps(World world) {
        this.world = world;
    }

    private Path path(String name) {
        return name.startsWith(MANUALS_FOLDER)
                ? Path.of(name.replace(MANUALS_FOLDER, world.dir().toString()))
                : world.files().resolve(name);
    }

    @Given("{string} is a copy of {string}")
    public void copied(String to, String from) throws IOException {
        Path copy = path(to);
        Files.createDirectories(copy.resolveSibling(""));
        Files.copy(path(from), copy);
    }

    @When("the MPP's ini files are read")
    public void readFiles() {
        Scenario read = Scenario.load(world.files());
        eps = read.eps().stream()
                .map(ep -> List.of(
                        ep.instanceName(),
                        ep.host(),
                        Integer.toString(ep.port()),
                        Integer.toString(ep.malPort()),
                        Integer.toString(ep.epno())))
                .toList();
    }

    @Then("they plan these EPs:")
    public void plan(DataTable expected) {
        assertThat(eps).isEqualTo(expected.cells().subList(1, expected.height()));
    }

    @When("somebody runs {string}")
    public void runs(String command) {
        StringWriter out = new StringWriter();
        assertThat(run(out, command)).as(out.toString()).isZero();
        printed = out.toString();
    }

    private int run(StringWriter out, String command) {
        String[] words = command.replace(MANUALS_FOLDER, world.dir().toString()).split(" ", -1);
        PrintWriter writer = new PrintWriter(out);
        return ToolProvider.findFirst(words[0])
                .orElseThrow()
                .run(writer, writer, Arrays.copyOfRange(words, 1, words.length));
    }

    @Then("the file {string} says:")
    public void says(String file, DataTable expected) {
        assertThat(settings(path(file))).isEqualTo(filled(expected));
    }

    @Then("the file {string} is not text")
    public void binary(String file) throws IOException {
        assertThat(new String(Files.readAllBytes(path(file)), StandardCharsets.ISO_8859_1))
                .contains("\0");
    }

    /** Rows without their empty cells: what stands before all sections has none. */
    private static List<List<String>> filled(DataTable table) {
        return table.asLists().stream()
                .map(row -> row.stream().filter(cell -> cell != null).toList())
                .toList();
    }

    /** Name and value of each setting, under its section where there is one. */
    private static List<List<String>> settings(Path file) {
        IniFile ini = IniFile.read(file, new IniProblems());
        List<List<String>> settings = new ArrayList<>();
        ini.globals().settings().forEach(each -> settings.add(List.of(each.key(), each.value())));
        for (IniSection section : ini.sections()) {
            section.settings()
                    .forEach(each -> settings.add(List.of("[" + section.name() + "]", each.key(), each.value())));
        }
        return settings;
    }

    @Then("the password that was printed lets SYSDBA in to the {port}")
    public void printedPassword(Port port) {
        String line = printed.lines()
                .filter(each -> each.contains("SYSDBA"))
                .findFirst()
                .orElseThrow();
        Login sysdba = new Login("SYSDBA", line.substring(line.lastIndexOf(' ') + 1));
        assertThat(world.login("somebody", port, sysdba)).isInstanceOf(Outcome.Done.class);
    }

    @When("the DCP is to start")
    public void isToStart() {
        refusal = catchThrowableOfType(IniException.class, () -> world.dcp().start());
    }

    @Then("it does not start, and says:")
    public void didNotStart(DataTable words) {
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        IniException.class,
                        why -> assertThat(why.message(Language.ENGLISH)).contains(words.asList()));
    }

    @Then("no file of the DCP contains {string}")
    public void hidden(String secret) throws IOException {
        List<Path> files = world.dcp().files();
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
            assertThat(bytes).as(file.getFileName().toString()).doesNotContain(secret.toUpperCase(Locale.ROOT));
        }
    }
}
