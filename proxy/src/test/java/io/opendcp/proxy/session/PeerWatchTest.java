package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.proxy.cluster.Ep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Peers that are asked what they know, and told of cancels. */
class PeerWatchTest {
    private static final Peer ONE = new Peer("one", 5236);
    private static final Peer TWO = new Peer("two", 5236);
    private static final long ONES_SESSION = 5L << 32 | 17;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Ep EP = new Ep("EP01", 0, "h", 5236);

    private final TurnedTime time = new TurnedTime(START);
    private final SessionIds ids = new SessionIds(new SplittableRandom(1));
    private final List<String> calls = new ArrayList<>();
    /** What each peer gives: the session's id, or why nobody is let in. */
    private final Map<Peer, Object> answers = new HashMap<>();

    private Knowledge theirs = Knowledge.of(List.of(EP), Map.of("S.T", "HASH", "S.THEIRS", "x"));
    private final Knowledge ours = Knowledge.of(List.of(EP), Map.of("S.T", "HASH", "S.OURS", "x"));
    private final List<@Nullable DmException> told = new ArrayList<>();
    private final PeerWatch watch = new PeerWatch(this::call, ids, time);

    private void call(Peer peer, String sql, Duration patience, PeerLine.Told told) {
        calls.add(peer.host() + " " + sql.replaceAll("\\(.*STATE.*|'EP.*", ""));
        Object answer = answers.getOrDefault(peer, DmException.of(ErrorCode.CANNOT_CONNECT, peer));
        if (answer instanceof DmException refusal) {
            told.failed(0, refusal);
            return;
        }
        long session = (Long) answer;
        if (PeerText.read(sql) instanceof PeerText.State state) {
            told.done(
                    session,
                    Outcome.rows(
                            StatementType.SELECT,
                            PeerText.row("DCP_" + peer.host(), theirs.with(state.theirs())),
                            TransactionStatus.NONE));
        } else {
            told.done(session, Outcome.done(StatementType.CALL, TransactionStatus.NONE));
        }
    }

    private void begin(Peer... peers) {
        watch.begin(List.of(peers), () -> ours);
    }

    private int cancelled(long id) {
        told.clear();
        calls.clear();
        watch.cancel(id, "APP", false, told::add);
        assertThat(told).hasSize(1);
        DmException error = told.get(0);
        return error == null ? 0 : error.code();
    }

    @Test
    void a_peer_is_shown_with_what_it_agrees_on() {
        answers.put(ONE, ONES_SESSION);
        begin(ONE, TWO);

        assertThat(watch.views())
                .containsExactly(
                        new PeerView(ONE, "DCP_one", "OK", START, START, 0, "", "AGREES", "AGREES", 1, ""),
                        new PeerView(
                                TWO,
                                "",
                                "UNREACHABLE",
                                START,
                                null,
                                -6012,
                                String.valueOf(DmException.of(ErrorCode.CANNOT_CONNECT, TWO)
                                        .getMessage()),
                                "UNKNOWN",
                                "UNKNOWN",
                                0,
                                ""));
    }

    @Test
    void the_list_may_change() {
        answers.put(ONE, ONES_SESSION);
        answers.put(TWO, 6L << 32 | 17);
        begin(ONE);
        time.turn(Duration.ofSeconds(2));
        calls.clear();

        watch.peers(List.of(TWO, ONE));

        assertThat(calls).as("only who is new").hasSize(1).allMatch(call -> call.startsWith("two"));
        assertThat(watch.views()).extracting(PeerView::peer).containsExactly(TWO, ONE);
        assertThat(watch.views()).extracting(PeerView::since).containsExactly(START.plus(Duration.ofSeconds(2)), START);

        watch.peers(List.of(TWO));
        assertThat(cancelled(ONES_SESSION)).isEqualTo(-2206);
        time.turn(Duration.ofMinutes(1));
        assertThat(calls).isNotEmpty().allMatch(call -> call.startsWith("two"));

        watch.peers(List.of());
        calls.clear();
        time.turn(Duration.ofMinutes(1));
        assertThat(calls).isEmpty();
        assertThat(watch.views()).isEmpty();
        watch.peers(List.of(ONE));
        assertThat(cancelled(ONES_SESSION)).isZero();
        time.turn(PeerWatch.PERIOD);
        assertThat(calls)
                .as("asked once a period, however often it has come and gone")
                .hasSize(2);
    }

    @Test
    void it_is_asked_again_and_what_differs_is_named() {
        answers.put(ONE, ONES_SESSION);
        begin(ONE);
        theirs = Knowledge.of(List.of(EP), Map.of("S.T", "RANDOM"));
        time.turn(PeerWatch.PERIOD);
        PeerView view = watch.views().get(0);
        assertThat(List.of(view.topology(), view.placement(), view.differsIn()))
                .containsExactly("AGREES", "DIFFERS", "S.T");
        assertThat(view.since()).isEqualTo(START);
        assertThat(view.answered()).isEqualTo(START.plus(PeerWatch.PERIOD));

        theirs = Knowledge.of(List.of(new Ep("EP01", 0, "elsewhere", 5236)), Map.of());
        time.turn(PeerWatch.PERIOD);
        view = watch.views().get(0);
        assertThat(List.of(view.topology(), view.placement(), view.differsIn()))
                .containsExactly("DIFFERS", "UNKNOWN", "EP 0");
        theirs = Knowledge.of(List.of(), Map.of());
        time.turn(PeerWatch.PERIOD);
        assertThat(watch.views().get(0).topology()).isEqualTo("UNKNOWN");
    }

    @Test
    void a_cancel_goes_to_the_peer_whose_session_it_is_and_to_no_other() {
        answers.put(ONE, ONES_SESSION);
        answers.put(TWO, 6L << 32 | 1);
        begin(ONE, TWO);

        assertThat(cancelled(5L << 32 | 99)).isZero();
        assertThat(calls).containsExactly("one SP_DCP_PEER_CANCEL(" + (5L << 32 | 99) + ", 'APP', 0)");
        assertThat(cancelled(ids.next())).as("our own").isEqualTo(-2206);
        assertThat(calls).isEmpty();
    }

    @Test
    void an_id_that_nobody_is_known_to_give_makes_peers_be_asked_once_more() {
        begin(ONE, TWO);
        answers.put(ONE, ONES_SESSION);
        assertThat(cancelled(7L << 32)).isEqualTo(-8968);
        assertThat(String.valueOf(told.get(0))).contains("two:5236").doesNotContain("one:5236");
        answers.put(TWO, 7L << 32 | 1);
        assertThat(cancelled(7L << 32)).isZero();
        assertThat(cancelled(8L << 32)).isEqualTo(-2206);
    }

    @Test
    void this_dcp_itself_is_no_peer() {
        answers.put(ONE, ids.next());
        begin(ONE);

        assertThat(watch.views().get(0).status()).isEqualTo("SELF");
        assertThat(cancelled(9L << 32)).isEqualTo(-2206);
    }

    @Test
    void a_peer_that_lets_nobody_in_and_one_that_comes_back_are_told_apart() {
        answers.put(ONE, DmException.of(ErrorCode.TOO_MANY_SESSIONS));
        begin(ONE);
        assertThat(watch.views().get(0).status()).isEqualTo("REFUSES");
        assertThat(watch.views().get(0).answered()).isEqualTo(START);

        answers.put(ONE, ONES_SESSION);
        time.turn(PeerWatch.PERIOD);
        assertThat(watch.views().get(0).status()).isEqualTo("OK");
        assertThat(watch.views().get(0).since()).isEqualTo(START.plus(PeerWatch.PERIOD));
        answers.remove(ONE);
        time.turn(PeerWatch.PERIOD);
        assertThat(watch.views().get(0).status()).isEqualTo("UNREACHABLE");
        assertThat(watch.views().get(0).answered()).isEqualTo(START.plus(PeerWatch.PERIOD));
        watch.close();
        calls.clear();
        time.turn(Duration.ofMinutes(1));
        assertThat(calls).hasSizeLessThanOrEqualTo(1);
    }
}
