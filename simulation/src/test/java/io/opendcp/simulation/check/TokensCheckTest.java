package io.opendcp.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulation.check.Operation.Outcome;
import io.opendcp.simulation.check.TokenOperation.Ask;
import io.opendcp.simulation.check.TokenOperation.Count;
import io.opendcp.simulation.check.TokenOperation.Put;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At most once, and no cross-session reply. */
class TokensCheckTest {
    private final Histories<TokenOperation> tokens = new Histories<>();

    private List<String> counted(String... there) {
        tokens.operation("manager", Outcome.DONE, new Count(List.of(there)));
        return AtMostOnce.check(tokens.history()).stream()
                .map(Violation::sentence)
                .toList();
    }

    private void put(Outcome outcome, String token) {
        tokens.operation("c1", outcome, new Put(token));
    }

    @Test
    void done_once_failed_never_unknown_either() {
        put(Outcome.DONE, "a");
        put(Outcome.FAILED, "b");
        put(Outcome.UNKNOWN, "c");
        put(Outcome.UNKNOWN, "d");

        assertThat(counted("a", "d")).isEmpty();
    }

    @Test
    void twice_lost_done_though_failed_and_out_of_nowhere_are_found() {
        put(Outcome.UNKNOWN, "a");
        put(Outcome.DONE, "b");
        put(Outcome.FAILED, "c");

        assertThat(counted("a", "a", "c", "x"))
                .containsExactly(
                        "a is there 2 times",
                        "c1 was told that it did put b, but it is lost",
                        "c1 was told that it failed to put c, but it did",
                        "x is there, and nobody has put it there");
    }

    @Test
    void without_a_count_nothing_is_known() {
        assertThat(AtMostOnce.check(tokens.history()))
                .extracting(Violation::sentence)
                .containsExactly("nobody has counted");
    }

    @Test
    void replies_with_their_tokens_are_right() {
        tokens.together(new Ask("a", "a"), new Ask("b", "b")).operation("c1", Outcome.FAILED, new Ask("c", ""));

        assertThat(OwnReplies.check(tokens.history())).isEmpty();
    }

    @Test
    void the_reply_of_another_is_found_and_whose_it_was() {
        tokens.together(new Ask("a", "b"), new Ask("b", "b"));

        List<Violation> found = OwnReplies.check(tokens.history());

        assertThat(found)
                .extracting(Violation::sentence)
                .containsExactly("c1 asked with a and was answered 'b', which is for c2");
        assertThat(found.get(0).evidence()).extracting(Evidence::party).containsExactly("c1", "c2");
    }
}
