package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be done through a DCP, and what no client sends. */
class RefusedRequestsTest extends Staged {
    /** Those of {@link Requests} that are served, or break the protocol. */
    private static final Set<Command> SERVED = EnumSet.of(
            Command.ALLOCATE_STATEMENT,
            Command.FREE_STATEMENT,
            Command.PREPARE,
            Command.EXECUTE,
            Command.EXECUTE2,
            Command.EXECUTE_DIRECT,
            Command.PRE_EXECUTE,
            Command.PUT_DATA,
            Command.PUT_DATA2,
            Command.FETCH,
            Command.MORE_RESULTS,
            Command.SET_CURSOR_NAME,
            Command.CLOSE_STATEMENT,
            Command.COMMIT,
            Command.ROLLBACK,
            Command.SET_ISOLATION,
            Command.GET_LOBS,
            Command.LOB_LENGTH,
            Command.WRITE_LOB,
            Command.TRUNCATE_LOB,
            Command.READ_LOB,
            Command.LOGOUT,
            Command.LOGIN,
            Command.STARTUP);

    private final int handle = client.allocate();

    private ByteBuf bare(int command) {
        ByteBuf bytes = Header.open(Unpooled.buffer(), Command.COMMIT, handle, 0);
        bytes.setShortLE(4, command);
        return Header.close(bytes);
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {"GET_DATA", "XA", "LOG_START", "LOG_STOP", "LOG_GET", "LOG_GET_FROM"})
    void what_is_not_served_is_named_and_the_session_goes_on(Command command) {
        client.raw(bare(command.code()));

        assertThat(client.error()).isEqualTo(-8913);
        selects(client, handle, 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {
                "FAST_INSERT_CHECK",
                "LOAD_TABLE_INFO",
                "LOAD_INSERT",
                "LOAD_FINISH",
                "LOAD_LOB",
                "LOAD_SETUP",
                "LOAD_SEQUENCE",
                "TABLE_DISTRIBUTION"
            })
    void the_fast_loader_is_told_that_it_is_not_taken_and_the_session_goes_on(Command command) {
        client.raw(bare(command.code()));

        ErrorReply told = client.errorReply();
        assertThat(told.code()).isEqualTo(-8975);
        assertThat(told.message()).contains("dmfldr");
        selects(client, handle, 0);
    }

    /** Of 65536 codes those that are served, or end the session, are a few. */
    @Test
    void every_other_code_is_an_error_and_the_session_and_its_transaction_go_on() {
        begins(client, handle, 0);
        int refused = 0;
        for (int code = Short.MIN_VALUE; code <= Short.MAX_VALUE; code++) {
            if (!SERVED.contains(Command.of(code))) {
                client.raw(bare(code));
                assertThat(client.error()).as("code " + code).isIn(-8901, -8913, -8975);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(65_500);
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();
        selects(client, handle, 0);
    }

    @Test
    void an_unknown_command_is_an_error_and_the_session_goes_on() {
        for (int command : new int[] {0, 99, 269, 25, 71, 21, 65_535}) {
            client.raw(bare(command));
            assertThat(client.error()).as("command " + command).isEqualTo(-8901);
        }
        selects(client, handle, 0);
    }

    @Test
    void management_objects_are_not_known_here() {
        client.direct(handle, "SP_DCP_REFRESH_CONFIG()");

        assertThat(client.error()).isEqualTo(-8913);
        assertThat(stage.connections).isEmpty();
    }

    @Test
    void a_second_request_before_the_reply_breaks_the_protocol_and_nothing_else() {
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0");

        assertThatThrownBy(() -> client.commit()).isInstanceOf(ProtocolException.class);
        client.leave();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_second_login_breaks_the_protocol() {
        assertThatThrownBy(() -> client.raw(bare(Command.LOGIN.code()))).isInstanceOf(ProtocolException.class);
    }

    @Test
    void a_compressed_body_breaks_the_protocol() {
        ByteBuf bytes = Prepare.direct(handle, "SELECT EP 0", true).encode(Unpooled.buffer(), EmbeddedEp.FORMAT);
        Header.setU8(bytes, 18, 1);
        Header.seal(bytes);

        assertThatThrownBy(() -> client.raw(bytes)).isInstanceOf(ProtocolException.class);
        assertThat(stage.connections).isEmpty();
    }

    @Test
    void bodies_that_are_cut_off_break_the_protocol() {
        client.prepare(handle, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        ByteBuf bytes = bare(Command.EXECUTE2.code());
        Header.setU16(bytes, 21, 3);
        Header.setI64(bytes, 24, 1);

        assertThatThrownBy(() -> client.raw(bytes)).isInstanceOf(ProtocolException.class);
        client.leave();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void logout_is_answered_and_ends_the_session() {
        begins(client, handle, 0);
        client.raw(bare(Command.LOGOUT.code()));

        client.fine();
        assertThat(client.ended).isTrue();
        assertThat(stage.ep(0).channel.open()).isFalse();
    }

    @Test
    void keep_waiting_frames_of_an_ep_are_not_passed_on() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        stage.ep(0).channel.send(Header.close(Header.open(Unpooled.buffer(), Command.INTERIM, 0, 0)));
        assertThat(client.answered()).isFalse();
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);

        client.fine();
    }

    @Test
    void a_second_reply_of_an_ep_reaches_nobody() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        ByteBuf reply = stage.ep(0).rowsReply(1, 1, NONE);
        ByteBuf second = stage.ep(0).channel.unsolicited();
        reply.writeBytes(second);
        second.release();
        stage.ep(0).reply(reply);

        client.fine();
        assertThat(client.answered()).isFalse();
        assertThat(stage.ep(0).channel.open()).isFalse();
        assertThat(stage.pool.violations()).isEqualTo(1);
        selects(client, handle, 0);
    }

    @Test
    void a_cursor_as_parameter_is_refused_before_its_handle_reaches_an_ep() {
        client.prepare(handle, "CALL P(?)");
        stage.ep(0).prepared(StatementType.CALL, NONE);
        client.fine();
        ByteBuf bytes = bare(Command.EXECUTE2.code());
        Header.setU8(bytes, 20, 1);
        Header.setU16(bytes, 21, 1);
        Header.setI64(bytes, 24, 1);
        bytes.writeByte(1).writeIntLE(120).writeIntLE(0).writeIntLE(0);
        client.raw(Header.close(bytes));

        assertThat(client.error()).isEqualTo(-8913);
        assertThat(stage.ep(0).waiting()).isNull();
    }
}
