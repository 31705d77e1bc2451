package io.opendcp.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void a_part_draws_the_same_under_the_same_seed() {
        assertThat(Chance.of(7, "EP01").nextLong())
                .isEqualTo(Chance.of(7, "EP01").nextLong());
    }

    @Test
    void neighbouring_seeds_and_parts_have_streams_of_their_own() {
        Set<Long> drawn = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            for (int part = 0; part < 100; part++) {
                drawn.add(Chance.of(seed, "EP" + part).nextLong());
            }
        }

        assertThat(drawn).hasSize(10_000);
    }
}
