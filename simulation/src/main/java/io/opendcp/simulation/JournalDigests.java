package io.opendcp.simulation;

import io.opendcp.simulation.workload.Bank;

/**
 * Prints a line {@code seed digest} for the bank, with connections dying, under each of some seeds; each runs twice and must
 * give the same journal. Arguments: how many, first seed.
 */
public final class JournalDigests {
    private static final int CLIENTS = 5;
    private static final int OPERATIONS = 40;
    private static final int CUTS = 10;

    private JournalDigests() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        long first = Long.parseLong(args[1]);
        for (long seed = first; seed < first + count; seed++) {
            String digest = digest(seed);
            if (!digest.equals(digest(seed))) {
                throw new IllegalStateException("seed " + seed + " gives two journals in one JVM");
            }
            System.out.println(seed + " " + digest);
        }
    }

    private static String digest(long seed) {
        int eps = 2 + (int) Math.floorMod(seed, 3L);
        int proxies = 1 + (int) Math.floorMod(seed, 2L);
        SimulationSpec spec =
                SimulationSpec.ofSeed(seed).withEps(eps).withProxies(proxies).withCuts(CUTS);
        try (Simulation simulation = Simulation.start(spec)) {
            simulation.run(new Bank(CLIENTS, OPERATIONS));
            return simulation.journal().digest();
        }
    }
}
