package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figure of {@code ci/cancel-race}, small. */
class CancelRaceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_is_cancelled_is_what_was_meant(int proxies) {
        Map<String, Long> counts = new TreeMap<>();

        assertThat(CancelRace.run(60, proxies, 3, counts)).isEmpty();
        assertThat(counts.get("waiting, told -6515")).isGreaterThan(10);
        assertThat(counts.get("quick, told 0")).isGreaterThan(10);
    }
}
