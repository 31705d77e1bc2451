package io.opendcp.features.several;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.watch.WatchSpec;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figure of {@code ci/drivers-and-switches}, small. */
class DriversAndSwitchesTest {
    private static final WatchSpec QUICK = new WatchSpec(
            true,
            Duration.ofMillis(50),
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            false,
            Duration.ofMillis(1),
            Duration.ofMillis(20));

    @ParameterizedTest
    @EnumSource(DriversAndSwitches.Way.class)
    void no_new_transaction_fails_and_no_session_is_lost(DriversAndSwitches.Way way) throws Exception {
        DriversAndSwitches.Seen seen = new DriversAndSwitches(6, 40, 2, 7, QUICK).run(way);

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.committed()).isGreaterThanOrEqualTo(6 * 40 - 6);
    }
}
