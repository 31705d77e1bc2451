package io.opendcp.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedBugsTest {
    private static final long SEED = Long.parseLong(
            System.getProperty("dcp.seed", "").isBlank()
                    ? "1"
                    : System.getProperty("dcp.seed", "").strip());
    private static final int MOST_SEEDS = 10;

    static List<Planted> planted() {
        return Planted.ALL;
    }

    @ParameterizedTest
    @MethodSource("planted")
    void each_is_found_in_few_seeds_and_nothing_is_found_without_it(Planted planted) {
        int seeds = planted.seeds(SEED, MOST_SEEDS);

        assertThat(seeds).as("seeds from %d until found", SEED).isLessThanOrEqualTo(MOST_SEEDS);
        assertThat(planted.run(SEED + seeds - 1, false))
                .as("seed %d without the bug", SEED + seeds - 1)
                .isEmpty();
    }
}
