package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of {@code ci/auth-truth}, small. */
class LoginFiguresTest {
    @ParameterizedTest
    @EnumSource(AuthTruth.Way.class)
    void what_the_mpp_takes_no_more_is_refused_within_five_seconds(AuthTruth.Way way) {
        AuthTruth.Seen seen = AuthTruth.run(way, 1);

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.before()).isPositive();
        assertThat(seen.refused()).isPositive();
        assertThat(seen.longestMs()).isLessThan(5010);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void a_host_that_guesses_is_in_nobodys_way(int users) {
        Guessing.Seen seen = Guessing.run(users, 3000, 1);

        assertThat(seen.failed()).isZero();
        assertThat(seen.guesses()).doesNotContainKey(0);
        assertThat(seen.meanwhile().count()).isPositive();
        assertThat(seen.meanwhile().longest()).isLessThan(100);
    }
}
