package io.opendcp.features.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The figure of {@code ci/hostile-guests}, small. */
class HostileGuestsTest {
    @Test
    void nonsense_ends_clearly_and_nobody_else_notices() throws Exception {
        HostileGuests.Seen seen = new HostileGuests(3, 11).run();

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.served()).isPositive();
    }
}
