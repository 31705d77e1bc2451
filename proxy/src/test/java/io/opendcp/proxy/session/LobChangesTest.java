package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.LobPosition;
import io.opendcp.protocol.message.OffRow;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.WriteLob;
import io.opendcp.protocol.message.WriteLobReply;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** LOBs that are changed, and such as are copied into rows. */
class LobChangesTest extends StagedLobs {
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

    private static WriteLob write(LobLocator lob) {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {65}).asReadOnlyBuffer();
        return new WriteLob(true, WriteLob.WHOLE, lob.address(), new LobPosition(1, 50, 0), lob.owner(), 0, data, -1);
    }

    private Execute copying(LobLocator lob) {
        Binds binds = new Binds(
                List.of(Declaration.in(CLOB)),
                Collections.singletonList(new @Nullable Object[] {new OffRow.LobCopy(lob)}));
        return new Execute(handle, ExecuteOptions.plain(client.autoCommit), KeyRequest.NONE, binds);
    }
}
