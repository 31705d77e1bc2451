package io.opendcp.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.ini.IniProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a scenario that a test may spoil. */
record ScenarioFolder(Path dir) {
    /** Tests run in the module's folder. */
    static Path of(String scenario) {
        return Path.of("..", "scenarios", scenario);
    }

    static ScenarioFolder copy(String scenario, Path dir) throws IOException {
        Path from = of(scenario);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = dir.resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return new ScenarioFolder(dir);
    }

    /** Replaces {@code what}, blanks in it standing for any number of them. */
    void edit(String file, String what, String with) throws IOException {
        String text = Files.readString(dir.resolve(file));
        String pattern = "\\Q" + what.replace(" ", "\\E +\\Q") + "\\E";
        String edited = text.replaceFirst(pattern, with);
        assertThat(edited).as("%s has %s", file, what).isNotEqualTo(text);
        Files.writeString(dir.resolve(file), edited);
    }

    /** The problems of {@code scenario}'s files, without the folder. */
    List<String> warnings(Scenario scenario) {
        return scenario.warnings().stream().map(this::shortened).toList();
    }

    /** That loading is refused because of {@code errors}, warnings left out. */
    void refused(WatchForm form, String... errors) {
        assertThatThrownBy(() -> Scenario.load(dir, form))
                .isInstanceOfSatisfying(
                        IniException.class,
                        e -> assertThat(e.problems().stream()
                                        .filter(problem -> problem.severity() == IniProblem.Severity.ERROR)
                                        .map(this::shortened))
                                .containsExactly(errors));
    }

    private String shortened(IniProblem problem) {
        return problem.toString().replace(dir + "/", "");
    }
}
