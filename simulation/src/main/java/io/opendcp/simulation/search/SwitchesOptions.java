package io.opendcp.simulation.search;

import io.opendcp.simulation.search.Switches.Way;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code ci/switches} is asked for.
 *
 * @param ways one or all
 * @param seeds of each way
 * @param groups an EP and its standby each
 * @param transactions of each client
 */
record SwitchesOptions(List<Way> ways, int seeds, int firstSeed, int groups, int clients, int transactions) {
    private static final String USAGE = "usage: ci/switches [SEEDS [SEED [GROUPS [CLIENTS [TRANSACTIONS"
            + " [switchover|overlapping|takeover]]]]]]";
    private static final int NUMBERS = 5;
    private static final int MOST = 1_000_000;
    private static final int MOST_GROUPS = 100;
    private static final int MOST_CLIENTS = 10_000;

    SwitchesOptions {
        requireWithin("SEEDS", seeds, 1, MOST);
        requireWithin("SEED", firstSeed, 1, MOST);
        requireWithin("GROUPS", groups, ways.contains(Way.OVERLAPPING) ? 2 : 1, MOST_GROUPS);
        requireWithin("CLIENTS", clients, 1, MOST_CLIENTS);
        requireWithin("TRANSACTIONS", transactions, 1, MOST);
        ways = List.copyOf(ways);
    }

    private static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is %d, and may be %d to %d; %s".formatted(name, value, least, most, USAGE));
        }
    }

    /**
     * Without arguments 20 seeds from 1 of each way, 4 groups, 50 clients, 200 transactions.
     *
     * @throws IllegalArgumentException with what is wrong and the usage
     */
    static SwitchesOptions parse(String... args) {
        if (args.length > NUMBERS + 1) {
            throw new IllegalArgumentException("too many arguments; " + USAGE);
        }
        int[] numbers = {20, 1, 4, 50, 200};
        for (int i = 0; i < Math.min(args.length, NUMBERS); i++) {
            numbers[i] = number(args[i]);
        }
        List<Way> ways = args.length > NUMBERS ? List.of(way(args[NUMBERS])) : List.of(Way.values());
        return new SwitchesOptions(ways, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    private static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no whole number: " + word + "; " + USAGE, e);
        }
    }

    private static Way way(String word) {
        return Stream.of(Way.values())
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no way of switching: " + word + "; " + USAGE));
    }
}
