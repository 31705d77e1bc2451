package io.opendcp.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an MPP, said and healed in words. */
class TroublesTest {
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), new TurnedTime(Instant.EPOCH), 1);

    @AfterEach
    void close() {
        mpp.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on EP02, kill it",
                "on EP02, pause it",
                "on EP02, refuse connections",
                "on EP02, stall its replies",
                "on EP02, delay its replies by 3 s",
                "when EP02 has answered 3 commits of user APP, cut its 4th reply after 7 bytes",
                "when EP01 has been asked for 2 logins, kill it, 2 times"
            })
    void a_trouble_is_listed_in_its_own_words_and_healed_by_them(String words) {
        assertThat(mpp.heals(words)).isFalse();

        mpp.suffers(words);
        assertThat(mpp.troubles()).containsExactly(words);

        assertThat(mpp.heals(words)).isTrue();
        assertThat(mpp.troubles()).isEmpty();
    }

    @Test
    void what_a_trigger_set_off_is_healed_by_the_triggers_words() {
        mpp.suffers("on EP01, swallow its requests");

        assertThat(mpp.heals("when EP01 has answered 3 fetches, swallow its requests"))
                .isTrue();
        assertThat(mpp.troubles()).isEmpty();
    }

    @Test
    void healing_ends_all_of_it() {
        List<String> words = List.of(
                "on EP01, pause it",
                "on EP01, refuse connections",
                "when EP01 has answered 1 commit, kill it",
                "on EP02, kill it");
        words.forEach(mpp::suffers);
        assertThat(mpp.troubles()).containsExactlyElementsOf(words);

        mpp.heal();

        assertThat(mpp.troubles()).isEmpty();
        assertThat(mpp.ep("EP02").isDown()).isFalse();
    }

    @Test
    void an_ep_that_there_is_not_is_named_with_those_there_are() {
        assertThatThrownBy(() -> mpp.suffers("on EP03, kill it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no EP is called EP03; there are EP01, EP02");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on EP01, cut it off from EP01",
                "on EP01, cut it and EP01 off from EP02",
                "on EP01, clog its messages to EP02 and EP01",
                "when EP01 has answered 9 commits, delay its messages to EP01 by 1 s"
            })
    void an_ep_has_no_link_to_itself(String words) {
        assertThatThrownBy(() -> mpp.suffers(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("EP01 has links to other EPs, not to itself");
        assertThat(mpp.troubles()).isEmpty();
    }
}
