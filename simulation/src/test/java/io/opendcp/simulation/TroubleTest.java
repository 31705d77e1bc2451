package io.opendcp.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.simulator.fault.FaultSyntaxException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroubleTest {
    @Test
    void what_is_written_is_read() {
        for (String text : new String[] {
            "1.25 s, for 0.3 s: on EP02, stall its replies",
            "0 s, for 0.000000001 s: on DCP1, refuse connections",
            "10 s, for 0 s: when EP01 has answered 3 commits, cut its 4th reply after 7 bytes"
        }) {
            assertThat(Trouble.parse(text)).hasToString(text);
        }
        assertThat(Trouble.parse("1.25 s, for 0.3 s: on EP02, pause it").until())
                .isEqualTo(Duration.ofMillis(1550));
    }

    @Test
    void what_is_no_trouble_is_refused() {
        assertThatThrownBy(() -> Trouble.parse("soon: on EP02, pause it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("soon: on EP02, pause it");
        assertThatThrownBy(() -> Trouble.parse("1 s, for 1 s: on EP02, sing")).isInstanceOf(FaultSyntaxException.class);
    }
}
