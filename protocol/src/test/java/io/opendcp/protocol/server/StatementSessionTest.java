package io.opendcp.protocol.server;

import static io.opendcp.protocol.server.SessionUnderTest.FORMAT;
import static io.opendcp.protocol.server.SessionUnderTest.executed;
import static io.opendcp.protocol.server.SessionUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.Commit;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Free;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.message.Rollback;
import io.opendcp.protocol.message.SetCursorName;
import io.opendcp.protocol.message.SetIsolation;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handles, errors and transactions. */
class StatementSessionTest {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);

    private final SessionUnderTest client = new SessionUnderTest();
    private int expectedDefects;

    @AfterEach
    void nothing_unexpected_went_wrong() {
        assertThat(client.defects).hasSize(expectedDefects);
    }

    @Test
    void handles_are_given_out_once_and_freed_twice_without_harm() {
        int first = client.allocate();
        int second = client.allocate();
        assertThat(EmptyReply.decode(client.ask(new Free(first))))
                .isEqualTo(new EmptyReply(Command.FREE_STATEMENT, first, 0));
        int third = client.allocate();

        assertThat(Header.code(client.ask(new Free(first)).content())).isZero();
        assertThat(Header.code(client.ask(new Free(4711)).content())).isZero();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        client.sql.teach("x", StatementType.CREATE_TABLE, execution -> done());
        client.direct(third, "x");
    }

    @Test
    void base_column_names_are_promised_to_who_can_read_them_and_kept() {
        Descriptor column = new Descriptor("L", INTEGER, "INTEGER", true, "T", "S", "BASE", false, Descriptor.Io.IN);
        client.sql.teach(
                "q", new ScriptedSql.Line(StatementType.SELECT, List.of(), List.of(column), execution -> done()));
        for (boolean wanted : new boolean[] {true, false}) {
            AllocateReply reply = AllocateReply.decode(client.ask(new io.opendcp.protocol.message.Allocate(wanted)));
            assertThat(reply.baseNames()).isEqualTo(wanted);

            PrepareReply prepared = PrepareReply.decode(client.ask(Prepare.only(reply.handle(), "q")), wanted, FORMAT);

            assertThat(prepared.columns().get(0).baseColumn()).isEqualTo(wanted ? "BASE" : "");
        }
    }

    @Test
    void a_handle_that_is_not_allocated_is_told_so() {
        ErrorReply error = refused(client.ask(Prepare.direct(99, "x", true)));

        assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_HANDLE.code());
        assertThat(error.message()).contains("99");
    }

    @Test
    void an_error_tells_the_transaction_where_the_client_will_look() {
        int handle = client.allocate();
        client.sql.inTransaction = true;

        ErrorReply direct = refused(client.ask(Prepare.direct(handle, "nonsense", false)));
        ErrorReply prepare = refused(client.ask(Prepare.only(handle, "nonsense")), ErrorReply.Layout.PREPARE);

        assertThat(direct.code()).isEqualTo(ErrorCode.INVALID_TABLE.code());
        assertThat(direct.message()).isEqualTo("Invalid table or view name [nonsense]");
        assertThat(direct.transaction()).isEqualTo(TransactionStatus.OPEN);
        assertThat(prepare.transaction()).isEqualTo(TransactionStatus.OPEN);
        client.sql.inTransaction = false;
        assertThat(refused(client.ask(Prepare.direct(handle, "nonsense", false)))
                        .transaction())
                .isEqualTo(TransactionStatus.NONE);
    }

    @Test
    void an_execution_that_fails_later_is_answered_later() {
        int handle = client.allocate();
        client.sql.teach("x", StatementType.UPDATE, execution -> done());
        client.sql.slow = true;

        client.post(Prepare.direct(handle, "x", true));
        assertThat(client.silent()).isTrue();
        waiting().failed(DmException.of(ErrorCode.DEADLOCK));

        assertThat(refused(client.reply()).code()).isEqualTo(ErrorCode.DEADLOCK.code());
    }

    @Test
    void commit_rollback_and_isolation_are_passed_on() {
        assertThat(EmptyReply.decode(client.ask(new Commit()))).isEqualTo(new EmptyReply(Command.COMMIT, 0, 0));
        assertThat(EmptyReply.decode(client.ask(new Rollback()))).isEqualTo(new EmptyReply(Command.ROLLBACK, 0, 0));
        for (int level = -1; level <= 3; level++) {
            assertThat(Header.code(client.ask(new SetIsolation(level)).content()))
                    .isZero();
        }
        assertThat(client.sql.calls)
                .containsExactly(
                        "commit",
                        "rollback",
                        "isolation -1",
                        "isolation 0",
                        "isolation 1",
                        "isolation 2",
                        "isolation 3");
    }

    @Test
    void an_isolation_level_that_does_not_exist_or_comes_too_late_is_refused() {
        client.sql.inTransaction = true;

        assertThat(Header.code(client.ask(new SetIsolation(4)).content())).isEqualTo(-2206);
        assertThat(Header.code(client.ask(new SetIsolation(-2)).content())).isEqualTo(-2206);
        assertThat(Header.code(client.ask(new SetIsolation(1)).content())).isEqualTo(-6510);
    }

    @Test
    void a_cursor_may_be_named() {
        int handle = client.allocate();

        assertThat(Header.code(client.ask(new SetCursorName(handle, "C")).content()))
                .isZero();
        assertThat(Header.code(client.ask(new SetCursorName(77, "C")).content()))
                .isEqualTo(-8903);
    }

    @Test
    void logout_is_answered_and_ends_the_connection() {
        assertThat(Header.code(client.ask(Command.LOGOUT).content())).isZero();
        assertThat(client.ended()).isTrue();
    }

    @Test
    void the_kind_of_statement_is_checked_for_drivers_that_insist_on_it() {
        int handle = client.allocate();
        client.sql.teach("q", StatementType.SELECT, execution -> done());
        client.sql.teach("u", StatementType.UPDATE, execution -> done());
        client.sql.teach("c", StatementType.CALL, execution -> done());

        assertThat(code(insisting(handle, "u", 0x81))).isEqualTo(-2003);
        assertThat(code(insisting(handle, "q", 0x82))).isEqualTo(-2003);
        for (String allowed : List.of("q", "c")) {
            assertThat(code(insisting(handle, allowed, 0x81))).isZero();
        }
        for (String allowed : List.of("u", "c")) {
            assertThat(code(insisting(handle, allowed, 0x82))).isZero();
        }
        assertThat(code(insisting(handle, "u", 1))).isZero();
    }

    @Test
    void the_clients_wishes_reach_the_execution() {
        int handle = client.allocate();
        client.sql.teach("x", StatementType.INSERT, execution -> done());

        executed(client.ask(new Prepare(handle, "x", true, true, true, 0, 5, false, KeyRequest.IDENTITY, 7, false)));

        Execution execution = client.sql.executions.get(0);
        assertThat(execution.autoCommit()).isTrue();
        assertThat(execution.maxRows()).isEqualTo(5);
        assertThat(execution.timeoutSeconds()).isEqualTo(7);
        assertThat(execution.generatedKeys()).isTrue();
        assertThat(execution.rows()).hasSize(1);
        assertThat(execution.rows().get(0)).isEmpty();
    }

    private int code(Prepare request) {
        return Header.code(client.ask(request).content());
    }

    private static Prepare insisting(int handle, String text, int executionType) {
        return new Prepare(
                handle, text, true, true, true, executionType, Long.MAX_VALUE, false, KeyRequest.NONE, 0, false);
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
