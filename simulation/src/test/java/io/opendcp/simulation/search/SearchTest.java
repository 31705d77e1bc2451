package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.Ticker;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.SimulationSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {
    private static final int OPERATIONS = 100;

    private static String search(Profile profile, long seeds, long first, Path kept) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SearchOptions options = new SearchOptions(profile, seeds, first, OPERATIONS, 0, Duration.ofMinutes(1), kept);
        boolean right = new Search(
                        options, new PrintStream(out, true, StandardCharsets.UTF_8), Ticker.systemTicker(), Case::run)
                .run();
        String told = out.toString(StandardCharsets.UTF_8);
        assertThat(right).as(told).isTrue();
        return told;
    }

    @ParameterizedTest
    @EnumSource
    void seeds_that_are_always_the_same(Profile profile, @TempDir Path kept) throws IOException {
        assertThat(search(profile, 3, 1, kept)).contains("3 right, 0 failed");
    }

    /** What fails here fails again with {@code ci/search --seed N --operations 100}; the seed is in the message. */
    @ParameterizedTest
    @EnumSource
    void seeds_that_nobody_has_tried(Profile profile, @TempDir Path kept) throws IOException {
        search(profile, 2, new SecureRandom().nextLong(1L << 40), kept);
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/cases"))) {
            return files.filter(file -> file.toString().endsWith(".case"))
                    .sorted()
                    .toList();
        }
    }

    /** What searches have found, and what has been mended since. */
    @ParameterizedTest
    @MethodSource("cases")
    void what_was_found_is_found_no_more(Path file) throws IOException {
        Run run = CaseText.read(Files.readAllLines(file)).run();

        assertThat(run.counts()).isNotEmpty();
    }

    /** As if a pause of an EP kept the workload from ending. */
    private static Run endlessWhenPaused(Case each) {
        boolean paused = each.spec().troubles().stream()
                .anyMatch(trouble -> trouble.toString().endsWith("pause it"));
        SimulationSpec spec = each.spec().withTroubles(List.of());
        return each.with(paused ? spec.withLimit(Duration.ofNanos(1)) : spec).run();
    }

    @Test
    void what_fails_is_made_small_and_kept_and_fails_again(@TempDir Path kept) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SearchOptions options = new SearchOptions(Profile.BANK, 5, 1, 40, 0, Duration.ofMinutes(1), kept);

        boolean right = new Search(
                        options,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        Ticker.systemTicker(),
                        SearchTest::endlessWhenPaused)
                .run();

        assertThat(right).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("the workload does not end", " failed");
        try (Stream<Path> files = Files.list(kept)) {
            Path first = files.sorted().findFirst().orElseThrow();
            List<String> lines = Files.readAllLines(first);
            Case small = CaseText.read(lines);
            assertThat(lines.get(0)).isEqualTo("# the workload does not end");
            assertThat(small.spec().troubles()).singleElement().asString().endsWith("pause it");
            assertThat(small.clients()).isEqualTo(1);
            assertThatThrownBy(() -> endlessWhenPaused(small)).isInstanceOf(SimulationException.class);
        }
    }
}
