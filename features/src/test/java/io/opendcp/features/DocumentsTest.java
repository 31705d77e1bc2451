package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.protocol.ini.IniKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables in docs/ say what the code says. */
class DocumentsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([\\w./-]+)\\)");

    private static List<String> rows(String file, String firstCell) throws IOException {
        return Files.readAllLines(DOCS.resolve(file)).stream()
                .filter(line -> line.matches("\\| " + firstCell + " \\|.*"))
                .toList();
    }

    @Test
    void every_error_is_in_its_page_with_both_texts() throws IOException {
        List<String> documented = rows("dm-errors.md", "-\\d+");

        for (ErrorCode code : ErrorCode.values()) {
            String row =
                    "| %d | %s | %s |".formatted(code.code(), code.text(Language.CHINESE), code.text(Language.ENGLISH));
            assertThat(documented).as(code.name()).anyMatch(line -> line.startsWith(row));
        }
    }

    @Test
    void no_error_is_in_the_page_that_the_code_does_not_have() throws IOException {
        Set<Integer> codes = Stream.of(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet());

        for (String row : rows("dm-errors.md", "-\\d+")) {
            assertThat(codes).as(row).contains(Integer.parseInt(row.substring(2, row.indexOf(' ', 2))));
        }
    }

    @Test
    void the_table_of_settings_is_the_codes() throws IOException {
        List<String> expected = new ArrayList<>();
        for (IniKey key : DmIniKeys.ALL) {
            expected.add("| `%s` | %s | %s | %s | %s |"
                    .formatted(
                            key.name(),
                            key.allowed().describe(Language.ENGLISH),
                            Objects.requireNonNullElse(key.defaultValue(), "must be set"),
                            key.dynamic() ? "live" : "at start",
                            key.english()));
        }

        assertThat(rows("configuration.md", "`[A-Z_]+`")).containsExactlyElementsOf(expected);
    }

    @Test
    void the_test_that_the_simulators_page_shows_is_one_that_runs() throws IOException {
        String page = Files.readString(Path.of("..", "mpp-simulator", "README.md"));
        int shown = page.indexOf("@MppCluster");

        String test = Files.readString(Path.of(
                "..",
                "simulation",
                "src",
                "test",
                "java",
                "io",
                "opendcp",
                "simulation",
                "junit",
                "LostReplyTest.java"));

        assertThat(test).endsWith(page.substring(shown, page.indexOf("```", shown)));
    }

    @Test
    void pages_link_only_to_what_is_there() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of(".."))) {
            for (Path page : pages.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("target"))
                    .toList()) {
                Matcher links = LINK.matcher(Files.readString(page));
                while (links.find()) {
                    assertThat(page.resolveSibling(links.group(1)))
                            .as(page.toString())
                            .exists();
                }
            }
        }
    }
}
