package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.LobLength;
import io.opendcp.protocol.message.LobLengthReply;
import io.opendcp.protocol.message.LobPosition;
import io.opendcp.protocol.message.OffRow;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.WriteLob;
import io.opendcp.protocol.message.WriteLobReply;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** LOBs out of row: what clients ask about one goes to the EP that has it. */
class LobsTest extends Staged {
    private static final int GONE = -8976;
    private static final int ELSEWHERE = -8977;
    private static final LobOwner TABLE = new LobOwner(1111, 3, new RowId(0, 0, 7));
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);

    private final int handle = client.allocate();

    private static LobLocator locator(long id, LobOwner owner) {
        return LobLocator.outOfRow(new LobAddress(id, 2, 1, 50), 50_000, owner);
    }

    /** Selects a LOB on {@code epno}, whose id there is {@code id}; returns what the client is told of it. */
    private LobLocator given(StagedClient by, int on, int epno, long id, LobOwner owner, TransactionStatus status) {
        by.direct(on, "SELECT EP " + epno);
        stage.ep(epno).asked("SELECT EP " + epno).value(CLOB, locator(id, owner), status);
        ExecuteReply reply = ExecuteReply.decode(by.fine(), ReplyContext.plain(false), EmbeddedEp.FORMAT);
        Object value = reply.outcome().resultSets().get(0).rows().get(0)[0];
        return (LobLocator) Objects.requireNonNull(value);
    }

    private LobLocator given(int epno, long id, LobOwner owner) {
        return given(client, handle, epno, id, owner, client.autoCommit ? NONE : OPEN);
    }

    private static LobLength length(LobLocator of) {
        return new LobLength(true, of.address(), of.owner(), -1);
    }

    /** Asks for the length; {@code epno} is asked for {@code id}. */
    private void read(StagedClient by, LobLocator lob, int epno, long id) {
        by.send(length(lob));
        LobLength asked = LobLength.decode(stage.ep(epno).asked(Command.LOB_LENGTH), EmbeddedEp.FORMAT);
        assertThat(asked.address()).isEqualTo(new LobAddress(id, 2, 1, 50));
        assertThat(asked.owner().table()).isEqualTo(lob.owner().table());
        stage.ep(epno).reply(new LobLengthReply(50_000).encode(Unpooled.buffer(), EmbeddedEp.FORMAT));
        assertThat(LobLengthReply.decode(by.fine(), EmbeddedEp.FORMAT).length()).isEqualTo(50_000);
    }

    private static WriteLob write(LobLocator lob) {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {65}).asReadOnlyBuffer();
        return new WriteLob(true, WriteLob.WHOLE, lob.address(), new LobPosition(1, 50, 0), lob.owner(), 0, data, -1);
    }

    private void commits() {
        client.commit();
        stage.ep(1).asked(Command.COMMIT);
        stage.ep(1).empty();
        client.fine();
    }

    @Test
    void equal_ids_of_two_eps_are_told_apart_and_each_goes_to_its_own() {
        LobLocator one = given(0, 1001, TABLE);
        LobLocator two = given(1, 1001, TABLE);

        assertThat(one.address().id()).isNotEqualTo(two.address().id());
        assertThat(stage.lent()).isZero();
        read(client, two, 1, 1001);
        read(client, one, 0, 1001);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_tables_lob_outlives_its_transaction_and_its_statement_and_another_session_may_be_told_of_it() {
        client.autoCommit = false;
        LobLocator lob = given(1, 1001, TABLE);
        commits();
        client.autoCommit = true;
        selects(client, handle, 0);
        StagedClient other = stage.client();

        read(other, lob, 1, 1001);
    }

    @Test
    void while_a_transaction_is_open_elsewhere_a_lob_is_read_beside_it() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);

        read(client, lob, 0, 1001);

        assertThat(stage.lent()).isEqualTo(1);
        assertThat(client.session.holding().transactionOpen()).isTrue();
        commits();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_connection_that_breaks_beside_a_transaction_leaves_the_transaction() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        client.send(length(lob));
        stage.ep(0).cut();

        assertThat(client.error()).isEqualTo(-6010);
        commits();
    }

    @Test
    void who_leaves_while_reading_beside_a_transaction_leaves_nothing() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        client.send(length(lob));

        client.leave();

        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_lob_that_is_no_tables_keeps_its_connection_until_its_statement_is_done() {
        LobLocator lob = given(1, 1001, LobOwner.SESSION);

        assertThat(client.session.holding().bonds()).containsExactly(Bond.LOBS);
        read(client, lob, 1, 1001);
        assertThat(Objects.requireNonNull(client.session.tie()).word()).isEqualTo("LOBS");
        selects(client, handle, 0);
        assertThat(stage.lent()).isZero();
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void a_lob_of_an_earlier_connection_is_not_taken_for_one_of_the_present_one() {
        LobLocator old = given(1, 1001, LobOwner.SESSION);
        LobLocator young = given(1, 1001, LobOwner.SESSION);

        client.send(length(old));
        assertThat(client.error()).isEqualTo(GONE);
        read(client, young, 1, 1001);
        StagedClient other = stage.client();
        other.send(length(young));
        assertThat(other.error()).isEqualTo(GONE);
    }

    @Test
    void freeing_or_closing_its_statement_lets_the_connection_go() {
        given(1, 1001, LobOwner.SESSION);
        client.send(new io.opendcp.protocol.message.CloseCursor(handle));
        client.fine();
        assertThat(stage.lent()).isZero();

        given(1, 1001, LobOwner.SESSION);
        client.send(new io.opendcp.protocol.message.Free(handle));
        client.fine();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void silence_ends_it_as_it_ends_rows_that_are_left() {
        LobLocator lob = given(1, 1001, LobOwner.SESSION);

        stage.time.turn(Stage.HOLD.plusSeconds(1));

        assertThat(stage.lent()).isZero();
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void past_the_limit_the_one_that_has_been_silent_longest_loses_them() {
        stage.limit("DCP_RESULT_HOLD_MOST", 1);
        LobLocator lob = given(1, 1001, LobOwner.SESSION);
        StagedClient other = stage.client();
        given(other, other.allocate(), 1, 1002, LobOwner.SESSION, NONE);

        assertThat(stage.lent()).isEqualTo(1);
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void what_no_dcp_has_told_is_no_lob() {
        client.send(length(locator(1001, TABLE)));
        assertThat(client.error()).isEqualTo(GONE);
        client.send(length(locator(-1, TABLE)));
        assertThat(client.error()).isEqualTo(GONE);
        client.send(length(locator(LobMark.told(77, 0, 1001, new LobNumbers()), TABLE)));
        assertThat(client.error()).as("an EP that there is not").isEqualTo(GONE);
    }

    @Test
    void an_id_that_leaves_no_room_has_a_number_for_as_long_as_the_last_of_them() {
        long[] ids = {1L << 40, -7, Long.MIN_VALUE, Long.MAX_VALUE};
        List<LobLocator> lobs = new ArrayList<>();
        for (long id : ids) {
            lobs.add(given(1, id, TABLE));
        }
        for (int i = 0; i < ids.length; i++) {
            read(client, lobs.get(i), 1, ids[i]);
        }
        for (int i = ids.length; i < LobNumbers.MOST; i++) {
            given(1, -i, TABLE);
        }
        read(client, lobs.get(0), 1, ids[0]);
        LobLocator last = given(1, 1L << 50, TABLE);

        client.send(length(lobs.get(0)));
        assertThat(client.error()).as("one more").isEqualTo(GONE);
        read(client, lobs.get(1), 1, ids[1]);
        read(client, last, 1, 1L << 50);
        StagedClient other = stage.client();
        other.send(length(last));
        assertThat(other.error()).as("a number of another session").isEqualTo(GONE);
    }

    @Test
    void an_ep_whose_number_cannot_be_told_has_no_lobs_for_clients() {
        assertThat(LobMark.of(LobMark.told(1024, 0, 1, new LobNumbers()))).isNull();
        assertThat(LobMark.of(LobMark.told(1, 2048, 1, new LobNumbers()))).isNull();
        assertThat(LobMark.of(LobMark.told(1023, 2047, 1, new LobNumbers())))
                .isEqualTo(new LobMark(1023, 2047, false, 1));
    }

    @Test
    void a_change_belongs_to_the_transaction_and_its_answer_tells_the_id_anew() {
        client.autoCommit = false;
        LobLocator lob = given(1, 1001, TABLE);
        client.send(write(lob));
        WriteLob asked = WriteLob.decode(stage.ep(1).asked(Command.WRITE_LOB), EmbeddedEp.FORMAT);
        assertThat(asked.address().id()).isEqualTo(1001);
        stage.ep(1)
                .reply(new WriteLobReply(1, new LobAddress(2002, 2, 1, 60), new LobPosition(1, 60, 1))
                        .encode(Unpooled.buffer()));
        LobAddress now = WriteLobReply.decode(client.fine()).address();
        assertThat(LobMark.of(now.id())).isEqualTo(new LobMark(1, 0, false, 2002));
        commits();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_change_outside_a_transaction_begins_one_where_the_last_statement_would_have() {
        LobLocator lob = given(1, 1001, TABLE);
        client.autoCommit = false;
        given(1, 1001, TABLE);
        commits();
        client.send(write(lob));
        stage.ep(1).asked("SELECT 1").rows(1, 1, OPEN);
        stage.ep(1).asked(Command.WRITE_LOB);
        stage.ep(1)
                .reply(new WriteLobReply(1, new LobAddress(1001, 2, 1, 50), new LobPosition(1, 50, 1))
                        .encode(Unpooled.buffer()));
        client.fine();

        assertThat(client.session.holding().transactionOpen()).isTrue();
        commits();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_change_that_is_committed_at_once_leaves_no_transaction_and_is_unknown_if_nobody_answers() {
        LobLocator lob = given(1, 1001, TABLE);
        client.send(write(lob));
        stage.ep(1).asked("SELECT 1").rows(1, 1, NONE);
        stage.ep(1).asked(Command.WRITE_LOB);
        stage.ep(1)
                .reply(new WriteLobReply(1, new LobAddress(1001, 2, 1, 50), new LobPosition(1, 50, 1))
                        .encode(Unpooled.buffer()));
        client.fine();
        assertThat(stage.lent()).isZero();

        client.send(write(lob));
        stage.ep(1).asked("SELECT 1").rows(1, 1, NONE);
        stage.ep(1).asked(Command.WRITE_LOB);
        stage.ep(1).cut();
        assertThat(client.error()).isEqualTo(-8912);
    }

    @Test
    void a_change_of_a_lob_of_another_ep_than_the_transactions_is_refused() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);

        client.send(write(lob));

        assertThat(client.error()).isEqualTo(ELSEWHERE);
        commits();
    }

    @Test
    void a_statement_that_copies_a_lob_runs_on_its_ep() {
        LobLocator lob = given(1, 1001, TABLE);
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        client.fine();

        client.send(copying(lob));
        stage.ep(1).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        Execute asked = Execute.decode(stage.ep(1).asked(Command.EXECUTE2), 1, EmbeddedEp.FORMAT);
        assertThat(asked.binds().rows().get(0)[0]).isEqualTo(new OffRow.LobCopy(locator(1001, TABLE)));
        stage.ep(1).changed(COMMITTED);
        client.fine();

        begins(client, client.allocate(), 0);
        client.send(copying(lob));
        assertThat(client.error()).isEqualTo(ELSEWHERE);
        client.rollback();
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();
        client.fine();
    }

    @Test
    void a_statement_that_copies_a_lob_of_its_own_last_run_finds_it() {
        client.prepare(handle, "SELECT EP 1");
        stage.ep(0).asked("SELECT EP 1").prepared(StatementType.SELECT, NONE);
        client.fine();
        client.execute(handle);
        stage.ep(1).asked("SELECT EP 1").prepared(StatementType.SELECT, NONE);
        stage.ep(1).asked(Command.EXECUTE2);
        stage.ep(1).value(CLOB, locator(1001, LobOwner.SESSION), NONE);
        ExecuteReply told = ExecuteReply.decode(client.fine(), ReplyContext.plain(false), EmbeddedEp.FORMAT);
        Object lob = told.outcome().resultSets().get(0).rows().get(0)[0];

        client.send(copying((LobLocator) Objects.requireNonNull(lob)));

        Execute asked = Execute.decode(stage.ep(1).asked(Command.EXECUTE2), 1, EmbeddedEp.FORMAT);
        assertThat(asked.binds().rows().get(0)[0]).isEqualTo(new OffRow.LobCopy(locator(1001, LobOwner.SESSION)));
        stage.ep(1).rows(1, 1, NONE);
        client.fine();
    }

    private Execute copying(LobLocator lob) {
        Binds binds = new Binds(
                List.of(Declaration.in(CLOB)),
                Collections.singletonList(new @Nullable Object[] {new OffRow.LobCopy(lob)}));
        return new Execute(handle, ExecuteOptions.plain(client.autoCommit), KeyRequest.NONE, binds);
    }

    @Test
    void an_ep_that_is_silent_beside_a_transaction_costs_the_answer_and_not_the_transaction() {
        stage.limit("DCP_STATEMENT_TIMEOUT", 5);
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        client.send(length(lob));
        stage.ep(0).asked(Command.LOB_LENGTH);

        stage.time.turn(Duration.ofSeconds(6));
        assertThat(stage.cancelled)
                .containsExactly(stage.ep(0).channel.backend().epSessionId());
        Objects.requireNonNull(stage.cancels.poll()).run();
        stage.time.turn(Duration.ofSeconds(61));

        assertThat(client.error()).isEqualTo(-7049);
        assertThat(stage.ep(0).channel.open()).isFalse();
        assertThat(client.session.holding().transactionOpen()).isTrue();
        commits();
    }

    @Test
    void who_waits_for_a_connection_beside_a_transaction_can_stop_waiting() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        stage.loginsLater = new ArrayDeque<>();
        stage.pool.clear(10);
        client.send(length(lob));

        client.session.cancel(() -> {});

        assertThat(client.error()).isEqualTo(-6515);
        Objects.requireNonNull(stage.loginsLater.poll()).run();
        assertThat(client.session.holding().transactionOpen()).isTrue();
        commits();
    }

    @Test
    void rows_that_are_read_ahead_tell_of_lobs_as_others_do() {
        stage.limit("DCP_RESULT_READ_AHEAD", 256);
        List<Descriptor> columns = List.of(Descriptor.column("V", CLOB));
        client.send(Prepare.direct(handle, "SELECT EP 1", true));
        Frame asked = stage.ep(1).asked(Command.PREPARE);
        Outcome first = Outcome.rows(StatementType.SELECT, new RowSet(columns, row(locator(1, TABLE))), NONE);
        stage.ep(1)
                .reply(new ExecuteReply(Command.PREPARE, asked.handle(), 0, 2, 1, first)
                        .encode(Unpooled.buffer(), 1 << 20, ReplyContext.plain(false), EmbeddedEp.FORMAT));
        client.fine();
        Frame fetch = stage.ep(1).asked(Command.FETCH);
        stage.ep(1)
                .reply(new FetchReply(fetch.handle(), 2, 1, columns, row(locator(2, TABLE)))
                        .encode(Unpooled.buffer(), 1 << 20, EmbeddedEp.FORMAT));
        assertThat(stage.lent()).as("all is here").isZero();

        client.fetch(handle, 1);

        FetchReply told = FetchReply.decode(client.fine(), 1, columns, EmbeddedEp.FORMAT);
        LobLocator lob = (LobLocator) Objects.requireNonNull(told.rows().get(0)[0]);
        assertThat(LobMark.of(lob.address().id())).isEqualTo(new LobMark(1, 0, false, 2));
    }

    private static List<@Nullable Object[]> row(LobLocator lob) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {lob});
        return rows;
    }

    @Test
    void in_manual_mode_lobs_of_its_own_go_with_the_transaction() {
        stage.manualMode();
        client.autoCommit = false;
        LobLocator lob = given(1, 1001, LobOwner.SESSION);
        commits();

        assertThat(stage.lent()).isZero();
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }
}
