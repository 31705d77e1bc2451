package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Free;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.ArrayDeque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Statement handles: the client's are not the EPs', and a prepared text runs on any EP. */
class HandlesTest extends Staged {
    @Test
    void are_given_out_here_and_translated_both_ways() {
        int one = client.allocate();
        int two = client.allocate();
        assertThat(two).isNotEqualTo(one);
        assertThat(stage.connections).isEmpty();

        client.direct(two, "SELECT EP 0");
        Frame asked = stage.ep(0).asked(Command.PREPARE);
        assertThat(asked.handle()).isEqualTo(1001);
        assertThat(Header.sealed(asked.content())).isTrue();
        stage.ep(0).rows(1, 1, NONE);

        assertThat(client.fine().handle()).isEqualTo(two);
    }

    @Test
    void freeing_one_twice_or_one_that_never_was_is_harmless() {
        int handle = client.allocate();
        client.send(new Free(handle));
        client.fine();
        client.send(new Free(handle));
        client.fine();
        client.send(new Free(12_345));
        client.fine();

        assertThat(client.allocate()).as("a late second FREE must not reach it").isNotEqualTo(handle);
    }

    @Test
    void there_is_a_limit() {
        for (int i = 0; i < 20; i++) {
            client.allocate();
        }
        client.send(new Allocate(true));
        assertThat(client.error()).isEqualTo(-8904);

        client.send(new Free(1));
        client.fine();
        client.allocate();
    }

    @Test
    void there_is_a_limit_to_what_is_kept_of_their_texts() {
        String long0 = "SELECT /* " + "x".repeat(4 << 20) + " */ EP 0";
        int last = 0;
        for (int i = 0; i < 15; i++) {
            last = client.allocate();
            client.prepare(last, long0);
            stage.ep(0).prepared(StatementType.SELECT, NONE);
            client.fine();
        }
        int more = client.allocate();
        client.prepare(more, long0);
        assertThat(client.error()).isEqualTo(-8904);

        client.send(new Free(last));
        client.fine();
        client.prepare(more, long0);
        stage.ep(0).prepared(StatementType.SELECT, NONE);
        client.fine();
    }

    @Test
    void one_that_is_not_known_is_an_error() {
        client.direct(77, "SELECT EP 0");
        assertThat(client.error()).isEqualTo(-8903);
        client.execute(client.allocate());
        assertThat(client.error()).as("nothing prepared").isEqualTo(-8903);
    }

    @Test
    void a_prepared_text_is_compiled_where_it_is_executed() {
        int handle = client.allocate();
        client.prepare(handle, "INSERT ?");
        stage.ep(0).asked("INSERT ?").prepared(StatementType.INSERT, NONE);
        client.fine();

        client.execute(handle, 1);
        stage.ep(1).asked("INSERT ?").prepared(StatementType.INSERT, NONE);
        stage.ep(1).asked(Command.EXECUTE2);
        stage.ep(1).changed(COMMITTED);
        client.fine();
        client.execute(handle, 0);
        stage.ep(0).asked(Command.EXECUTE2);
        stage.ep(0).changed(COMMITTED);
        client.fine();
    }

    @Test
    void a_text_stays_compiled_for_whoever_runs_it_next() {
        int handle = client.allocate();
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        StagedClient other = stage.client();
        stage.any(1);
        int others = other.allocate();
        other.prepare(others, "INSERT EP 0");
        stage.ep(1).prepared(StatementType.INSERT, NONE);
        other.fine();

        other.execute(others);
        stage.ep(0).asked(Command.EXECUTE2);
        stage.ep(0).changed(COMMITTED);
        other.fine();
    }

    @Test
    void a_text_is_compiled_in_the_schema_in_which_it_was_prepared() {
        int handle = client.allocate();
        client.prepare(handle, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        int second = client.allocate();
        client.direct(second, "SET SCHEMA SHOP EP 0");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();

        client.execute(handle, 1);
        stage.ep(1).asked("SET SCHEMA \"SHOP\"").outcome(Outcome.schema("SHOP", NONE));
        stage.ep(1).asked("SET SCHEMA \"APP\"").outcome(Outcome.schema("APP", NONE));
        stage.ep(1).asked("INSERT ?").prepared(StatementType.INSERT, NONE);
        stage.ep(1).asked("SET SCHEMA \"SHOP\"").outcome(Outcome.schema("SHOP", NONE));
        stage.ep(1).asked(Command.EXECUTE2);
        stage.ep(1).changed(COMMITTED);
        client.fine();
        client.execute(handle, 1);
        stage.ep(1).asked(Command.EXECUTE2);
        stage.ep(1).changed(COMMITTED);
        client.fine();
    }

    @Test
    void a_schema_that_is_gone_is_the_executions_error() {
        int handle = client.allocate();
        client.prepare(handle, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        int second = client.allocate();
        client.direct(second, "SET SCHEMA SHOP EP 1");
        stage.ep(1).outcome(Outcome.schema("SHOP", NONE));
        client.fine();

        client.execute(handle, 1);
        stage.ep(1).asked("SET SCHEMA \"APP\"").error(-2103, "no such schema", NONE);
        assertThat(client.error()).isEqualTo(-2103);
        selects(client, second, 1);
        client.execute(handle, 1);
        StagedEp first = stage.ep(1);
        first.asked("SET SCHEMA \"APP\"").outcome(Outcome.schema("APP", NONE));
        first.asked("INSERT ?").error(-2106, "no such table", NONE);
        first.asked("SET SCHEMA \"SHOP\"").error(-2103, "no such schema", NONE);
        assertThat(first.channel.open()).as("there is no way back").isFalse();
        stage.ep(1).asked("SET SCHEMA \"SHOP\"").error(-2103, "no such schema", NONE);
        assertThat(client.error()).isEqualTo(-2103);
    }

    @Test
    void what_is_compiled_on_the_way_does_not_commit_the_transaction() {
        client.autoCommit = true;
        int handle = client.allocate();
        client.send(new Prepare(
                handle, "INSERT ?", false, true, true, 0, Long.MAX_VALUE, false, KeyRequest.NONE, 0, false));
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        int second = client.allocate();
        begins(client, second, 1);

        client.execute(handle, 1);
        assertThat(PrepareView.autoCommit(stage.ep(1).asked(Command.PREPARE).content()))
                .isFalse();
        stage.ep(1).prepared(StatementType.INSERT, OPEN);
        stage.ep(1).asked(Command.EXECUTE2);
        stage.ep(1).changed(OPEN);
        client.fine();
    }

    @Test
    void ddl_makes_texts_be_compiled_again() {
        int handle = client.allocate();
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        int second = client.allocate();
        client.direct(second, "ALTER TABLE T EP 0");
        stage.ep(0).done(StatementType.ALTER_TABLE, COMMITTED);
        client.fine();
        assertThat(stage.guide.ddl).containsExactly("APP: ALTER TABLE T EP 0");

        client.execute(handle);
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        stage.ep(0).asked(Command.EXECUTE2);
        stage.ep(0).changed(COMMITTED);
        client.fine();
    }

    @Test
    void dropping_under_the_other_number_is_ddl_too() {
        int handle = client.allocate();
        client.direct(handle, "DROP TABLE T EP 0");
        Frame asked = stage.ep(0).asked(Command.PREPARE);
        ByteBuf reply = Header.open(Unpooled.buffer(), Command.PREPARE, asked.handle(), 0);
        Header.setU16(reply, 20, 191);
        stage.ep(0).reply(Header.close(reply));
        client.fine();

        assertThat(stage.guide.ddl).hasSize(1);
    }

    @Test
    void a_text_that_does_not_compile_where_it_is_executed_is_the_executions_error() {
        int handle = client.allocate();
        client.prepare(handle, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();

        client.execute(handle, 1);
        stage.ep(1).error(-2106, "no such table", NONE);
        assertThat(client.error()).isEqualTo(-2106);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void an_ep_that_gives_no_handle_is_the_statements_error() {
        int handle = client.allocate();
        stage.loginsLater = new ArrayDeque<>();
        client.direct(handle, "SELECT EP 0");
        stage.loginsLater.remove().run();
        EmbeddedEp ep = stage.connections.get(0).channel;
        ByteBuf asked = Objects.requireNonNull(ep.sent());
        assertThat(Header.command(asked)).isEqualTo(Command.ALLOCATE_STATEMENT);
        asked.release();
        ep.send(new ErrorReply(Command.ALLOCATE_STATEMENT, 0, ErrorReply.Layout.OTHER, -8904, "too many", NONE)
                .encode(Unpooled.buffer(), EmbeddedEp.FORMAT));

        assertThat(client.error()).isEqualTo(-8904);
        assertThat(stage.lent()).isZero();
    }
}
