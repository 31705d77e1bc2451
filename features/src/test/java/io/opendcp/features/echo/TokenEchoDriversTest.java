package io.opendcp.features.echo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The figure of {@code ci/token-echo-drivers}, small. */
class TokenEchoDriversTest {
    @Test
    void each_reply_is_its_requests() throws Exception {
        TokenEchoDrivers.Seen seen = new TokenEchoDrivers(8, 3).run(1600, 3);

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.asked()).isGreaterThanOrEqualTo(1600);
    }
}
