package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the manual leaves open is told twice: by a tag in a feature, and by a line of docs/adr/0301. */
class OurReadingsTest {
    private static final Path FEATURES = Path.of("src", "test", "resources", "features");
    private static final Path READINGS = Path.of("..", "docs", "adr", "0301-readings-of-the-manual.md");
    private static final Pattern TAGGED =
            Pattern.compile("@our-reading[^\\n]*\\n(?: *#[^\\n]*\\n)* *Scenario(?: Outline)?: (\\[\\d+])");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| ([^|]+ \\[\\d+]) \\|");

    @Test
    void each_reading_has_a_scenario_and_a_line() throws IOException {
        List<String> tagged = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FEATURES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".feature")).toList()) {
                String name = String.valueOf(file.getFileName()).replace(".feature", "");
                Matcher scenarios = TAGGED.matcher(Files.readString(file));
                while (scenarios.find()) {
                    tagged.add(name + " " + scenarios.group(1));
                }
            }
        }

        Matcher lines = LINE.matcher(Files.readString(READINGS));
        List<String> readings =
                lines.results().map(line -> String.valueOf(line.group(1))).toList();

        assertThat(tagged).isNotEmpty();
        assertThat(readings).containsExactlyInAnyOrderElementsOf(tagged);
    }
}
