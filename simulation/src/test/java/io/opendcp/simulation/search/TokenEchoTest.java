package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The figure of {@code ci/token-echo}, small. */
class TokenEchoTest {
    @Test
    void each_reply_is_its_requests_and_nothing_comes_back_in_a_transaction() {
        TokenEcho.Seen seen = new TokenEcho(60, 3).run(1500, 7);

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.asked()).isGreaterThanOrEqualTo(1500);
        assertThat(seen.counts()).containsKeys("Reset", "left", "inserted", "LOBs of no table", "LOBs of a table");
        assertThat(seen.counts().get("answered")).isGreaterThan(1300);
    }
}
