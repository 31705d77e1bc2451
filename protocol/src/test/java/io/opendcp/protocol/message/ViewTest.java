package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {
    private static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final WireFormat OLD = new WireFormat(0, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final long MAX = Long.MAX_VALUE;

    @Test
    void fields_of_a_prepare_are_seen() {
        ByteBuf frame = Golden.frame("statement-exec-direct-request");

        assertThat(PrepareView.autoCommit(frame)).isTrue();
        assertThat(PrepareView.direct(frame)).isTrue();
        assertThat(PrepareView.forwardOnly(frame)).isTrue();
        assertThat(PrepareView.wantsKeys(frame)).isFalse();
        assertThat(PrepareView.timeoutSeconds(frame)).isZero();
        assertThat(PrepareView.sql(frame, FORMAT)).isEqualTo("select ID, NAME from T_TWO");
        PrepareView.setAutoCommit(frame, false);
        assertThat(PrepareView.autoCommit(frame)).isFalse();
        assertThat(Header.sealed(frame)).isTrue();
        assertThat(PrepareView.direct(Golden.frame("statement-prepare-request")))
                .isFalse();
    }

    @Test
    void fields_of_an_execute_are_seen() {
        ByteBuf frame = Golden.frame("statement-batch-request");

        assertThat(ExecuteView.autoCommit(frame)).isTrue();
        assertThat(ExecuteView.parameters(frame)).isEqualTo(3);
        assertThat(ExecuteView.rows(frame)).isEqualTo(2);
        assertThat(ExecuteView.forwardOnly(frame)).isTrue();
        assertThat(ExecuteView.continueOnError(frame)).isFalse();
        assertThat(ExecuteView.wantsKeys(frame)).isFalse();
        assertThat(ExecuteView.timeoutSeconds(frame)).isZero();
        ExecuteView.setAutoCommit(frame, false);
        assertThat(ExecuteView.autoCommit(frame)).isFalse();
        ByteBuf direct = Golden.frame("statement-exec91-request");
        assertThat(ExecuteView.sql(direct, FORMAT))
                .startsWith("/*DMJDBC*/ SELECT")
                .endsWith("ASC;");
        assertThat(ExecuteView.binds(direct, FORMAT).value(0, 0)).isEqualTo("SYSDBA");
    }

    @Test
    void the_text_is_found_behind_the_wanted_key_columns() {
        KeyRequest byName = KeyRequest.names(List.of("ID", "编号"));
        KeyRequest byPosition = KeyRequest.positions(List.of(1, 300));
        for (KeyRequest keys : List.of(byName, byPosition, KeyRequest.IDENTITY)) {
            for (WireFormat format : List.of(FORMAT, OLD)) {
                Prepare direct = new Prepare(1, "insert", true, true, true, 0, MAX, false, keys, 0, false);
                ByteBuf frame = direct.encode(Unpooled.buffer(), format);
                assertThat(PrepareView.sql(frame, format)).isEqualTo("insert");
                assertThat(PrepareView.wantsKeys(frame)).isTrue();
                ExecuteDirect bound =
                        new ExecuteDirect(1, "insert ?", ExecuteOptions.plain(false), false, 0, keys, Binds.NONE);
                assertThat(ExecuteView.sql(bound.encode(Unpooled.buffer(), format), format))
                        .isEqualTo("insert ?");
            }
            ByteBuf frame = new Prepare(1, "insert", true, true, true, 0, MAX, false, keys, 0, false)
                    .encode(Unpooled.buffer(), FORMAT);
            assertThat(Prepare.decode(new Frame(frame), FORMAT).keys()).isEqualTo(keys);
        }
    }

    @Test
    void a_text_that_does_not_end_is_refused() {
        ByteBuf frame = Golden.frame("statement-exec-direct-request");
        frame.writerIndex(frame.writerIndex() - 1);

        assertThatThrownBy(() -> PrepareView.sql(frame, FORMAT)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void fields_of_replies_are_seen() {
        ByteBuf rows = Golden.frame("statement-exec-direct-response-rows");
        assertThat(ReplyView.code(rows)).isZero();
        assertThat(ReplyView.statementType(rows)).isEqualTo(StatementType.SELECT.code());
        assertThat(ReplyView.executeTotal(rows)).isEqualTo(2);
        assertThat(ReplyView.executeRows(rows)).isEqualTo(2);
        assertThat(ReplyView.executeTransaction(rows)).isEqualTo(TransactionStatus.COMMITTED.code());
        assertThat(ReplyView.executeLeavesCursor(rows)).isFalse();
        ByteBuf fetched = Golden.frame("statement-fetch-response");
        assertThat(ReplyView.fetchTotal(fetched)).isEqualTo(ReplyView.UNKNOWN);
        assertThat(ReplyView.fetchRows(fetched)).isEqualTo(3);
        assertThat(ReplyView.fetchLeavesCursor(fetched, 100)).isTrue();
        ByteBuf prepared = Golden.frame("statement-prepare-response");
        assertThat(ReplyView.prepareParameters(prepared)).isEqualTo(3);
        assertThat(ReplyView.prepareTransaction(prepared)).isZero();
        assertThat(ReplyView.isError(Golden.frame("statement-error-response"))).isTrue();
        assertThat(ReplyView.executeLeavesCursor(Golden.frame("statement-error-response")))
                .isFalse();
    }

    /** docs/protocol/statements.md 3.6, line by line. */
    @ParameterizedTest
    @CsvSource({
        "SELECT, 2, 10, 10, false",
        "SELECT, 2, 10, 9, true",
        "SELECT, 0, 10, 9, true",
        "SELECT, 2, 9223372036854775807, 9, true",
        "SELECT, 2, 9223372036854775807, 0, true",
        "SELECT, 2, 0, 0, false",
        "CALL, 2, 10, 10, true",
        "CALL, 0, 0, 0, false",
        "EXECUTE_PROCEDURE, 1, 0, 0, true",
        "INSERT, 0, 10, 0, false",
        "CREATE_TABLE, 0, 0, 0, false"
    })
    void a_cursor_is_left_when_there_is_something_to_ask_for(
            StatementType type, int columns, long total, int rows, boolean left) {
        ByteBuf frame = Header.open(Unpooled.buffer(), Command.EXECUTE2, 1, 0);
        Header.setU16(frame, ExecuteReply.TYPE, type.code());
        Header.setU16(frame, ExecuteReply.COLUMNS, columns);
        Header.setI64(frame, ExecuteReply.COUNT, total);
        Header.setI32(frame, ExecuteReply.ROWS, rows);

        assertThat(ReplyView.executeLeavesCursor(frame)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5, 10, 5, false",
        "0, 5, 10, 4, true",
        "0, 5, 9223372036854775807, 5, true",
        "0, 5, 9223372036854775807, 0, false",
        "-7036, 5, 0, 0, false",
        "-6515, 5, 0, 0, true"
    })
    void fetching_forwards_ends_with_the_last_row(int code, long first, long total, int rows, boolean left) {
        ByteBuf frame = Header.open(Unpooled.buffer(), Command.FETCH, 1, code);
        Header.setI64(frame, FetchReply.TOTAL, total);
        Header.setI32(frame, FetchReply.ROWS, rows);

        assertThat(ReplyView.fetchLeavesCursor(frame, first)).isEqualTo(left);
    }
}
