package io.opendcp.simulation.search;

import io.opendcp.simulation.SimulationException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the cases of a search came to, taken together. */
final class Tally {
    private static final double SECONDS = 1e9;
    private static final double MINUTES = 60e9;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> bites = new TreeMap<>();
    /** In how many cases each kind of fault took effect. */
    private final Map<String, Long> bitten = new TreeMap<>();

    private Duration virtual = Duration.ZERO;
    private long right;
    private long failed;

    /** Runs a case; what was wrong, if anything was. */
    Optional<SimulationException> run(Case each, Function<Case, Run> runner) {
        try {
            Run run = runner.apply(each);
            right++;
            run.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            run.bites().forEach((kind, count) -> {
                bites.merge(kind, count, Long::sum);
                bitten.merge(kind, 1L, Long::sum);
            });
            virtual = virtual.plus(run.elapsed());
            return Optional.empty();
        } catch (SimulationException e) {
            failed++;
            return Optional.of(e);
        }
    }

    long failed() {
        return failed;
    }

    /** Of commits, where the workload counts transfers. */
    private String unknown() {
        long transfers = counts.getOrDefault("transfers", 0L);
        long unknown = counts.getOrDefault("unknown", 0L);
        return transfers == 0
                ? ""
                : "\n  commits whose outcome was unknown: %.3f %%".formatted(100.0 * unknown / (transfers + unknown));
    }

    /** @param nanos real time that it took */
    String summary(long nanos) {
        String faults = bites.entrySet().stream()
                .map(each -> "%s %d in %d".formatted(each.getKey(), each.getValue(), bitten.get(each.getKey())))
                .collect(Collectors.joining(", "));
        return """
                %d right, %d failed
                  counts: %s
                  faults, how often in how many seeds: %s%s
                  %.0f virtual seconds in %.0f: %.1f a second; %.1f seeds a minute""".formatted(
                        right,
                        failed,
                        counts,
                        faults,
                        unknown(),
                        virtual.toNanos() / SECONDS,
                        nanos / SECONDS,
                        virtual.toNanos() / (double) nanos,
                        (right + failed) * MINUTES / nanos);
    }
}
