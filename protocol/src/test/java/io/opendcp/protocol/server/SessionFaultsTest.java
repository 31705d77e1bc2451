package io.opendcp.protocol.server;

import static io.opendcp.protocol.server.SessionUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Commit;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks a session and what does not: nonsense, impatience, leaving, and our own mistakes. */
class SessionFaultsTest {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);

    private final SessionUnderTest client = new SessionUnderTest();
    private int expectedDefects;

    @AfterEach
    void nothing_unexpected_went_wrong() {
        assertThat(client.defects).hasSize(expectedDefects);
    }

    @ParameterizedTest
    @EnumSource(
            value = Command.class,
            names = {
                "LOGIN",
                "STARTUP",
                "XA",
                "TABLE_TIMESTAMPS",
                "LOAD_LOB",
                "TABLE_DISTRIBUTION",
                "EXPLAIN",
                "INTERIM"
            })
    void a_command_that_is_not_served_is_told_so_and_the_session_lives(Command command) {
        ErrorReply error = refused(client.ask(command), ErrorReply.Layout.OTHER);

        assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_COMMAND.code());
        assertThat(error.message()).contains(Integer.toString(command.code()));
        assertThat(client.allocate()).isPositive();
        assertThat(client.ended()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 65_535})
    void a_command_that_nobody_knows_is_told_so_and_the_session_lives(int code) {
        ByteBuf frame = Header.open(Unpooled.buffer(), Command.COMMIT, 0, 0);
        Header.setU16(frame, 4, code);

        ErrorReply error = refused(client.askRaw(Header.close(frame)), ErrorReply.Layout.OTHER);

        assertThat(error.message()).contains(Integer.toString(code));
        assertThat(client.allocate()).isPositive();
    }

    @Test
    void a_malformed_body_is_told_so_and_the_session_lives() {
        for (Command command : List.of(
                Command.PREPARE,
                Command.EXECUTE_DIRECT,
                Command.SET_CURSOR_NAME,
                Command.PUT_DATA,
                Command.PUT_DATA2)) {
            Frame reply = client.ask(command);

            assertThat(Header.code(reply.content())).isEqualTo(ErrorCode.BAD_MESSAGE.code());
        }
        assertThat(client.allocate()).isPositive();
    }

    @Test
    void a_body_said_to_be_compressed_is_refused() {
        ByteBuf frame = Header.open(Unpooled.buffer(), Command.COMMIT, 0, 0);
        Header.setU8(frame, 18, 1);

        assertThat(Header.code(client.askRaw(Header.close(frame)).content())).isEqualTo(ErrorCode.BAD_MESSAGE.code());
        assertThat(client.sql.calls).isEmpty();
    }

    @Test
    void a_second_request_before_the_reply_ends_the_connection() {
        int handle = client.allocate();
        client.sql.teach("x", StatementType.UPDATE, execution -> done());
        client.sql.slow = true;
        client.post(Prepare.direct(handle, "x", true));

        client.post(new Commit());

        assertThat(client.ended()).isTrue();
        assertThat(client.sql.calls).isEmpty();
        waiting().done(done());
        assertThat(client.silent()).isTrue();
        client.post(new Commit());
        assertThat(client.silent()).isTrue();
    }

    @Test
    void a_client_that_leaves_closes_the_session_and_late_results_are_dropped() {
        int handle = client.allocate();
        client.sql.teach("x", StatementType.UPDATE, execution -> done());
        client.sql.slow = true;
        client.post(Prepare.direct(handle, "x", true));

        client.session.onClosed();
        waiting().done(done());
        waiting().failed(DmException.of(ErrorCode.DEADLOCK));

        assertThat(client.sql.calls).containsExactly("close");
        assertThat(client.silent()).isTrue();
    }

    @Test
    void a_defect_is_reported_and_its_number_told_and_the_session_lives() {
        expectedDefects = 2;
        int handle = client.allocate();
        client.sql.teach("broken", StatementType.UPDATE, execution -> {
            throw new IllegalStateException("ours");
        });

        ErrorReply first = refused(client.ask(Prepare.direct(handle, "broken", true)));
        ErrorReply second = refused(client.ask(Prepare.direct(handle, "broken", true)));

        assertThat(first.code()).isEqualTo(ErrorCode.INTERNAL.code());
        assertThat(first.message()).contains("D1");
        assertThat(second.message()).contains("D2");
        assertThat(client.defects.get(0)).hasMessage("ours");
        assertThat(client.allocate()).isPositive();
    }

    @Test
    void a_result_that_cannot_be_written_is_a_defect() {
        expectedDefects = 1;
        int handle = client.allocate();
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {"no number"});
        RowSet wrong = new RowSet(List.of(Descriptor.column("A", INTEGER)), rows);
        client.sql.teach(
                "q",
                StatementType.SELECT,
                execution -> Outcome.rows(StatementType.SELECT, wrong, TransactionStatus.NONE));

        assertThat(refused(client.ask(Prepare.direct(handle, "q", true))).code())
                .isEqualTo(-8900);
        assertThat(client.defects.get(0)).isInstanceOf(ClassCastException.class);
    }

    @Test
    void a_completion_that_comes_twice_is_a_defect_and_answered_once() {
        expectedDefects = 1;
        int handle = client.allocate();
        client.sql.teach("x", StatementType.UPDATE, execution -> done());
        client.direct(handle, "x");

        waiting().done(done());

        assertThat(client.silent()).isTrue();
    }

    private SqlSession.Completion waiting() {
        SqlSession.Completion completion = client.sql.waiting;
        assertThat(completion).isNotNull();
        return java.util.Objects.requireNonNull(completion);
    }

    private static Outcome done() {
        return Outcome.changed(StatementType.UPDATE, 1, TransactionStatus.OPEN);
    }
}
