package io.opendcp.simulation.search;

import io.netty.util.concurrent.Ticker;
import io.opendcp.simulation.SimulationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a profile's cases, a seed each, and looks for one in which something is wrong; that is made small and kept as a file that
 * {@link Replay} runs.
 */
public final class Search {
    private static final int SHRINKING_TRIES = 300;

    private final SearchOptions options;
    private final PrintStream out;
    private final Ticker clock;
    private final Function<Case, Run> runner;
    private final long begun;
    private final Tally tally = new Tally();

    /**
     * @param clock real time
     * @param runner runs a case; throws a {@link SimulationException} if something is wrong
     */
    Search(SearchOptions options, PrintStream out, Ticker clock, Function<Case, Run> runner) {
        this.options = options;
        this.out = out;
        this.clock = clock;
        this.runner = runner;
        begun = clock.nanoTime();
    }

    /** Arguments: {@link SearchOptions#parse}. Ends with 1 if something was found, with 2 if they are wrong. */
    public static void main(String[] args) throws IOException {
        SearchOptions options;
        try {
            options = SearchOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try {
            System.exit(new Search(options, System.out, Ticker.systemTicker(), Case::run).run() ? 0 : 1);
        } catch (FileAlreadyExistsException e) {
            System.err.println("--keep: " + e.getMessage() + " is no folder");
            System.exit(2);
        }
    }

    /** Whether all was right. */
    boolean run() throws IOException {
        Files.createDirectories(options.keep()); // while nothing has been found that could not be kept
        long seed = options.firstSeed();
        while (seed - options.firstSeed() < options.seeds() && !late()) {
            Case drawn = Case.draw(options.profile(), seed, options.operations(), options.eps());
            Optional<SimulationException> failure = tally.run(drawn, runner);
            if (failure.isPresent()) {
                found(drawn, failure.get());
            }
            seed++;
        }
        out.println(options.profile().word() + ", seeds " + options.firstSeed() + " to " + (seed - 1) + ": "
                + tally.summary(clock.nanoTime() - begun));
        return tally.failed() == 0;
    }

    private boolean late() {
        return clock.nanoTime() - begun >= options.time().toNanos();
    }

    private void found(Case drawn, SimulationException failure) throws IOException {
        out.println("seed " + drawn.spec().seed() + ": " + failure.what());
        Shrinker shrinker = new Shrinker(
                each -> !late()
                        && failure(each)
                                .filter(e -> e.kind().equals(failure.kind()))
                                .isPresent(),
                SHRINKING_TRIES);
        Case small = shrinker.shrink(drawn);
        String what = failure(small).map(SimulationException::what).orElse("right when it runs once more");
        Path file = options.keep()
                .resolve(drawn.profile().word() + "-" + drawn.spec().seed() + ".case");
        String comment = what.replaceAll("(?m)^", "# ");
        Files.writeString(file, comment + "\n" + CaseText.write(small), StandardCharsets.UTF_8);
        out.println("  %d troubles, %d clients, %d operations, made %d, %d, %d: %s"
                .formatted(
                        drawn.spec().troubles().size(),
                        drawn.clients(),
                        drawn.operations(),
                        small.spec().troubles().size(),
                        small.clients(),
                        small.operations(),
                        file));
    }

    private Optional<SimulationException> failure(Case each) {
        try {
            var unused = runner.apply(each);
            return Optional.empty();
        } catch (SimulationException e) {
            return Optional.of(e);
        }
    }
}
