package io.opendcp.simulation.search;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a search is asked for.
 *
 * @param seeds at most so many
 * @param operations of a case
 * @param eps EPs of each cluster; 0 to draw them
 * @param time real; no seed is begun after it
 * @param keep folder for what is found
 */
record SearchOptions(Profile profile, long seeds, long firstSeed, int operations, int eps, Duration time, Path keep) {
    private static final String USAGE =
            "usage: search [--profile NAME] [--seeds N] [--seed FIRST] [--operations N] [--eps N] [--minutes M] [--keep FOLDER]";

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(100);

    /** The bank, 100 seeds from 1, 400 operations, ten minutes, kept in {@code failures}. */
    static final SearchOptions USUAL =
            new SearchOptions(Profile.BANK, 100, 1, 400, 0, Duration.ofMinutes(10), Path.of("failures"));

    SearchOptions {
        if (seeds < 1
                || operations < 1
                || eps < 0
                || eps == 1
                || eps > Case.MOST_EPS
                || time.compareTo(SHORTEST) < 0
                || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%d seeds of %d operations on %d EPs (2 to %d, or 0 to draw them) in %s (a minute to 100 days)"
                            .formatted(seeds, operations, eps, Case.MOST_EPS, time));
        }
    }

    /** @throws IllegalArgumentException with what is wrong and the usage */
    static SearchOptions parse(String... args) {
        SearchOptions options = USUAL;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " without a value; " + USAGE);
            }
            try {
                options = options.with(args[i], args[i + 1]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(args[i] + " is no whole number: " + args[i + 1] + "; " + USAGE, e);
            }
        }
        return options;
    }

    private SearchOptions with(String name, String value) {
        return switch (name) {
            case "--profile" -> new SearchOptions(Profile.named(value), seeds, firstSeed, operations, eps, time, keep);
            case "--seeds" -> new SearchOptions(profile, Long.parseLong(value), firstSeed, operations, eps, time, keep);
            case "--seed" -> new SearchOptions(profile, seeds, Long.parseLong(value), operations, eps, time, keep);
            case "--operations" ->
                new SearchOptions(profile, seeds, firstSeed, Integer.parseInt(value), eps, time, keep);
            case "--eps" ->
                new SearchOptions(profile, seeds, firstSeed, operations, Integer.parseInt(value), time, keep);
            case "--minutes" -> new SearchOptions(profile, seeds, firstSeed, operations, eps, minutes(value), keep);
            case "--keep" -> new SearchOptions(profile, seeds, firstSeed, operations, eps, time, Path.of(value));
            default -> throw new IllegalArgumentException("unknown: " + name + "; " + USAGE);
        };
    }

    private static Duration minutes(String value) {
        long minutes = Long.parseLong(value);
        return Duration.ofMinutes(Math.min(minutes, LONGEST.toMinutes() + 1)); // which is refused
    }
}
