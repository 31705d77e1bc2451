package io.opendcp.simulation.planted;

import java.util.ArrayList;
import java.util.List;

/**
 * Plants each bug, and prints after how many seeds its checker has found it; and that the same seeds are clean without it.
 * Arguments: the most seeds, the first seed.
 */
public final class PlantedBugs {
    private PlantedBugs() {}

    public static void main(String[] args) {
        int most = Integer.parseInt(args[0]);
        long first = Long.parseLong(args[1]);
        List<String> wrong = new ArrayList<>();
        System.out.printf("%-24s%-30s%s%n", "checker", "bug", "seeds until found");
        for (Planted planted : Planted.ALL) {
            int seeds = planted.seeds(first, most);
            System.out.printf(
                    "%-24s%-30s%s%n", planted.checker(), planted, seeds > most ? "not in " + most : "" + seeds);
            if (seeds > most) {
                wrong.add(planted + " is not found");
            }
            for (long seed = first; seed < first + Math.min(seeds, most); seed++) {
                if (!planted.run(seed, false).isEmpty()) {
                    wrong.add(planted + " is found without it, seed " + seed);
                }
            }
        }
        wrong.forEach(System.err::println);
        if (!wrong.isEmpty()) {
            System.exit(1);
        }
    }
}
