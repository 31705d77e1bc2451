package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.ini.DmIniKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figure of {@code ci/every-parameter}, small. */
class EveryParameterTest {
    @Test
    void bounds_are_kept_and_changes_harm_nobody() {
        EveryParameter.Seen seen = new EveryParameter(30, 4).run(3);

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.settings()).isEqualTo(DmIniKeys.SERVER.size() + DmIniKeys.DCP.size());
        assertThat(seen.refused()).isGreaterThanOrEqualTo(2 * seen.settings());
        assertThat(seen.changes()).isEqualTo(30);
        assertThat(seen.committed()).isPositive();
    }

    @Test
    void values_are_at_the_bounds_and_beside_them() {
        assertThat(ParameterValues.of(DmIniKeys.DCP_CONN_POOL_SIZE))
                .isEqualTo(new ParameterValues(List.of("1", "10000"), List.of("0", "10001"), List.of("1000")));
        assertThat(ParameterValues.of(DmIniKeys.DW_PORT))
                .isEqualTo(new ParameterValues(List.of("1024", "65534"), List.of("1023", "65535"), List.of("0")));
        assertThat(ParameterValues.of(DmIniKeys.INSTANCE_NAME))
                .isEqualTo(new ParameterValues(
                        List.of("'X'", "'" + "X".repeat(16) + "'"),
                        List.of("''", "'" + "X".repeat(17) + "'"),
                        List.of()));
    }
}
