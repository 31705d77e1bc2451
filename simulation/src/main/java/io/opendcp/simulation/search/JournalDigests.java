package io.opendcp.simulation.search;

import io.opendcp.simulation.Simulation;

/**
 * Prints a line {@code seed digest} for the bank, with troubles, under each of some seeds; each runs twice and must
 * give the same journal. Arguments: how many, first seed.
 */
public final class JournalDigests {
    private static final int OPERATIONS = 200;

    private JournalDigests() {}

    public static void main(String[] args) {
        int count;
        long first;
        try {
            count = Integer.parseInt(args[0]);
            first = Long.parseLong(args[1]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            System.err.println("usage: ci/journal-equal [SEEDS] [SEED]; " + e.getMessage());
            System.exit(2);
            return;
        }
        for (long seed = first; seed < first + count; seed++) {
            String digest = digest(seed);
            if (!digest.equals(digest(seed))) {
                throw new IllegalStateException("seed " + seed + " gives two journals in one JVM");
            }
            System.out.println(seed + " " + digest);
        }
    }

    private static String digest(long seed) {
        Case drawn = Case.draw(Profile.BANK, seed, OPERATIONS);
        try (Simulation simulation = Simulation.start(drawn.spec())) {
            simulation.run(drawn.workload());
            return simulation.journal().digest();
        }
    }
}
