package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/manual-coverage.md names each sentence of the manual's chapters 1 to 5 once, and only scenarios that there are. */
class ManualCoverageTest {
    private static final Path PAGE = Path.of("..", "docs", "manual-coverage.md");
    private static final Path TESTS = Path.of("src", "test");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d[.\\d]*)/(\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern SENTENCE = Pattern.compile("(\\d[.\\d]*)/(\\d+)");
    private static final Pattern SCENARIO = Pattern.compile("(?m)^ *Scenario(?: Outline)?: (\\[\\d+])");
    private static final Set<String> SECTIONS = Set.of(
            "1", "2", "3", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2", "4.3", "4.4", "4.5", "5", "5.1", "5.2",
            "5.3", "5.4");

    @Test
    void no_sentence_is_left_out_or_named_twice() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, List<Integer>> named = new TreeMap<>();
        ROW.matcher(page)
                .results()
                .forEach(row -> named.computeIfAbsent(row.group(1), section -> new ArrayList<>())
                        .add(Integer.parseInt(row.group(2))));
        SENTENCE.matcher(page.substring(page.indexOf("No promise:")))
                .results()
                .forEach(each -> named.computeIfAbsent(each.group(1), section -> new ArrayList<>())
                        .add(Integer.parseInt(each.group(2))));

        assertThat(named.keySet()).isEqualTo(new TreeSet<>(SECTIONS));
        named.forEach((section, numbers) -> assertThat(numbers.stream().sorted())
                .as("sentences of " + section)
                .containsExactlyElementsOf(Stream.iterate(1, each -> each + 1)
                        .limit(numbers.size())
                        .toList()));
    }

    @Test
    void what_shows_a_sentence_is_there() throws IOException {
        Set<String> there = scenariosAndTests();
        Matcher rows = ROW.matcher(Files.readString(PAGE));

        while (rows.find()) {
            assertThat(there).as(rows.group()).contains(rows.group(3).split(", "));
        }
    }

    private static Set<String> scenariosAndTests() throws IOException {
        Set<String> there = new HashSet<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith("Test.java")) {
                    there.add(name.replace(".java", ""));
                } else if (name.endsWith(".feature")) {
                    SCENARIO.matcher(Files.readString(file))
                            .results()
                            .forEach(scenario -> there.add(name.replace(".feature", "") + " " + scenario.group(1)));
                }
            }
        }
        return there;
    }
}
