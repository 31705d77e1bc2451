package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Emptying the user port: who is moved, who is closed, and what is counted. ADR 0601. */
class DrainTest extends Staged {
    private static final int GO_ELSEWHERE = -613;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String PEER = "10.0.0.8:5236";

    private final int handle = client.allocate();

    private void drain(String peers, String followers) {
        List<@Nullable DmException> told = new ArrayList<>();
        stage.drain.begin(new DrainOrder(DEADLINE, Peer.list(peers), Followers.of(followers)), told::add);
        assertThat(told).containsExactly((DmException) null);
    }

    private DrainView view() {
        return stage.drain.view().get(0);
    }

    private void isSentTo(String peer) {
        assertThat(client.errorReply())
                .satisfies(error -> assertThat(error.code()).isEqualTo(GO_ELSEWHERE))
                .satisfies(error -> assertThat(error.message()).endsWith("_" + peer))
                .satisfies(error -> assertThat(error.transaction()).isEqualTo(NONE));
    }

    @Test
    void who_can_follow_is_sent_to_a_peer_and_counted_when_it_has_gone() {
        drain(PEER, "app");
        client.direct(handle, "INSERT EP 0");

        isSentTo(PEER);
        assertThat(view().moved()).isZero();
        client.leave();
        assertThat(view().moved()).isEqualTo(1);
        assertThat(view().stage()).isEqualTo(DrainView.Stage.DRAINED);
        assertThat(stage.connections).as("the EPs have heard nothing").isEmpty();
    }

    @Test
    void who_does_not_follow_is_sent_once_and_served_again() {
        drain(PEER, "*");
        client.direct(handle, "INSERT EP 0");
        isSentTo(PEER);

        inserts(client, handle, 0);
        client.leave();

        assertThat(view().moved()).isZero();
        assertThat(view().left()).isEqualTo(1);
    }

    @Test
    void only_those_who_are_listed_are_sent() {
        drain(PEER, "other, nowhere.else, \"App\"");

        inserts(client, handle, 0);
    }

    @Test
    void the_address_of_a_client_lists_it() {
        drain(PEER, "Nowhere");
        client.direct(handle, "INSERT EP 0");

        isSentTo(PEER);
    }

    @Test
    void peers_have_their_turns_and_those_that_refuse_are_left_out() {
        drain("a:1, b:2, c:3", "*");
        stage.peerRefusals.put("b:2", DmException.of(ErrorCode.TOO_MANY_SESSIONS));
        stage.time.turn(Peers.PERIOD);
        assertThat(view().livePeers()).isEqualTo("a:1, c:3");

        List<String> named = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            StagedClient each = stage.client();
            each.direct(each.allocate(), "INSERT EP 0");
            named.add(each.errorReply().message());
        }

        assertThat(named).map(text -> text.substring(text.indexOf('_'))).containsExactly("_a:1", "_c:3", "_a:1");
    }

    @Test
    void nobody_is_sent_while_no_peer_answers() {
        drain(PEER, "*");
        stage.peerRefusals.put(PEER, DmException.of(ErrorCode.CANNOT_CONNECT, PEER));
        stage.time.turn(Peers.PERIOD);
        inserts(client, handle, 0);

        stage.peerRefusals.clear();
        stage.time.turn(Peers.PERIOD);
        client.direct(handle, "INSERT EP 0");
        isSentTo(PEER);
    }

    @Test
    void nothing_begins_if_a_peer_refuses() {
        stage.peerRefusals.put(PEER, DmException.of(ErrorCode.PEER_REFUSES, PEER, -6012));
        List<@Nullable DmException> told = new ArrayList<>();
        stage.drain.begin(new DrainOrder(DEADLINE, Peer.list("a:1," + PEER), Followers.of("*")), told::add);

        assertThat(told).singleElement().isNotNull();
        assertThat(stage.drain.on()).isFalse();
        inserts(client, handle, 0);
        drain("a:1", "*");
    }

    @Test
    void a_transaction_goes_on_to_its_end() {
        begins(client, handle, 0);
        drain(PEER, "*");
        client.direct(handle, "INSERT MORE EP 0");
        stage.ep(0).asked("INSERT MORE EP 0").changed(OPEN);
        client.fine();
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();

        client.direct(handle, "INSERT EP 0");
        isSentTo(PEER);
    }

    @Test
    void rows_that_are_left_to_be_fetched_are_fetched_first() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").rows(1, 2, NONE);
        client.fine();
        drain(PEER, "*");
        int other = client.allocate();
        inserts(client, other, 0);

        client.fetch(handle, 1);
        stage.ep(0).asked(Command.FETCH);
        stage.ep(0).fetched(1, 1, 2);
        client.fine();
        client.direct(handle, "SELECT EP 0");
        isSentTo(PEER);
    }

    @Test
    void rows_that_the_client_may_be_reading_keep_it_for_half_of_the_time() {
        selects(client, handle, 0);
        drain(PEER, "*");
        int other = client.allocate();
        inserts(client, other, 0);

        stage.time.turn(DEADLINE.dividedBy(2));
        client.direct(other, "INSERT EP 0");
        isSentTo(PEER);
    }

    @Test
    void a_statement_that_is_run_again_shows_its_old_rows_no_more() {
        selects(client, handle, 0);
        drain(PEER, "*");
        client.direct(handle, "SELECT EP 0");

        isSentTo(PEER);
    }

    @Test
    void drivers_lose_the_answers_to_what_is_no_execution_so_these_are_given() {
        drain(PEER, "*");

        int other = client.allocate();
        client.prepare(other, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.commit();
        client.fine();
        client.direct(handle, "/*DMJDBC*/ INSERT EP 0");
        stage.ep(0).asked("/*DMJDBC*/ INSERT EP 0").changed(COMMITTED);
        client.fine();
        client.execute(other, 1);
        isSentTo(PEER);
    }

    @Test
    void older_drivers_do_not_mark_what_they_send_for_themselves_so_they_stay() {
        drain(PEER, "*");
        stage.olderDrivers = true;
        StagedClient older = stage.client();

        inserts(older, older.allocate(), 0);
    }

    @Test
    void another_schema_than_the_logins_would_be_lost_so_it_stays() {
        drain(PEER, "*");
        client.direct(handle, "SET SCHEMA SHOP");
        stage.ep(0).asked("SET SCHEMA SHOP").outcome(Outcome.schema("SHOP", NONE));
        client.fine();

        inserts(client, handle, 0);
    }

    @Test
    void at_the_deadline_all_are_closed_and_counted_apart() {
        StagedClient inTransaction = stage.client();
        begins(inTransaction, inTransaction.allocate(), 0);
        StagedClient busy = stage.client();
        busy.direct(busy.allocate(), "INSERT EP 1");
        StagedClient leaves = stage.client();
        drain(PEER, "NOBODY");
        leaves.leave();
        stage.time.turn(DEADLINE.minusMillis(1));
        assertThat(view().sessions()).isEqualTo(3);

        stage.time.turn(Duration.ofMillis(1));

        assertThat(client.ended && inTransaction.ended && busy.ended).isTrue();
        assertThat(view())
                .isEqualTo(new DrainView(
                        DrainView.Stage.DRAINED,
                        stage.time.now().minus(DEADLINE),
                        stage.time.now(),
                        0,
                        0,
                        1,
                        2,
                        1,
                        ""));
        assertThat(stage.pool.backends()).as("EPs roll back what is closed").isEmpty();
    }

    @Test
    void of_several_refusals_that_of_the_first_in_the_list_is_told() {
        List<Consumer<@Nullable DmException>> asked = new ArrayList<>();
        Drain drain = new Drain(List::of, (peer, told) -> asked.add(told), stage.time);
        List<@Nullable DmException> told = new ArrayList<>();
        drain.begin(new DrainOrder(DEADLINE, Peer.list("a:1, b:2, c:3"), Followers.NONE), told::add);
        asked.get(2).accept(DmException.of(ErrorCode.PEER_REFUSES, "c:3", -6001));
        asked.get(0).accept(null);
        asked.get(1).accept(DmException.of(ErrorCode.PEER_REFUSES, "b:2", -6012));

        assertThat(told).singleElement().satisfies(error -> assertThat(error).hasMessageContaining("b:2"));
    }

    @Test
    void when_all_is_over_no_peer_is_asked_and_no_answer_makes_it_begin() {
        List<Consumer<@Nullable DmException>> asked = new ArrayList<>();
        Drain drain = new Drain(List::of, (peer, told) -> asked.add(told), stage.time);
        DrainOrder order = new DrainOrder(DEADLINE, Peer.list("a:1, b:2"), Followers.NONE);
        List<@Nullable DmException> told = new ArrayList<>();
        drain.begin(order, told::add);
        asked.get(0).accept(null);
        drain.close();
        asked.get(1).accept(null);
        stage.time.turn(DEADLINE);

        assertThat(told).singleElement().extracting(DmException::code).isEqualTo(-6010);
        assertThat(asked).hasSize(2);
        assertThat(drain.view()).isEmpty();
        assertThatExceptionOfType(DmException.class).isThrownBy(() -> drain.begin(order, told::add));
    }

    @Test
    void a_defect_on_the_way_to_a_peer_leaves_it_as_it_was() {
        List<Consumer<@Nullable DmException>> asked = new ArrayList<>();
        Drain drain = new Drain(
                List::of,
                (peer, told) -> {
                    if (peer.port() == 2) {
                        throw new IllegalStateException("a defect");
                    }
                    asked.add(told);
                },
                stage.time);
        List<@Nullable DmException> told = new ArrayList<>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> drain.begin(new DrainOrder(DEADLINE, Peer.list("a:1, b:2"), Followers.NONE), told::add));
        drain.begin(new DrainOrder(DEADLINE, Peer.list("a:1"), Followers.NONE), told::add);
        asked.forEach(each -> each.accept(null));

        assertThat(told).containsExactly((DmException) null);
        assertThat(drain.on()).isTrue();
        drain.close();
    }

    @Test
    void until_it_is_cleared_nobody_is_let_in_and_it_cannot_begin_again() {
        drain(PEER, "*");
        assertThat(stage.drain.on()).isTrue();
        assertThatExceptionOfType(DmException.class)
                .isThrownBy(() -> drain(PEER, "*"))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.DRAINING.code()));

        stage.drain.clear();

        assertThat(stage.drain.on()).isFalse();
        assertThat(view().stage()).isEqualTo(DrainView.Stage.CLEARED);
        inserts(client, handle, 0);
        stage.time.turn(DEADLINE.multipliedBy(2));
        assertThat(client.ended).isFalse();
        assertThatExceptionOfType(DmException.class)
                .isThrownBy(stage.drain::clear)
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.NOT_DRAINING.code()));
        drain(PEER, "*");
    }
}
