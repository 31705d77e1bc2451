package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowError;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.RowIdCodec;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an execute reply behind the printed text: row id, OUT values, then what the statement type says.
 * Source: {@code docs/protocol/statements.md} 3.1.
 */
record ExecuteReplyBody(
        @Nullable RowId lastRow,
        List<@Nullable Object> outValues,
        List<RowSet> resultSets,
        List<Long> batchCounts,
        List<Long> generatedKeys,
        @Nullable RowSet keyColumns,
        List<RowError> rowErrors,
        String detail) {
    /** Drivers of message version 8 and before read a read-only flag behind the isolation level. */
    private static final int READ_ONLY_FLAG = 8;

    static void write(
            ByteBuf out, Outcome outcome, @Nullable RowSet rows, int room, ReplyContext context, WireFormat format) {
        StatementType type = outcome.type();
        if (carriesRowId(type) && format.longRowIds()) {
            RowIdCodec.write(out, outcome.lastRow() == null ? new RowId(0, 0, 0) : outcome.lastRow(), format);
        }
        writeOutValues(out, outcome.outValues(), context.outTypes(), format);
        if (type.counts()) {
            writeCounts(out, outcome, context, format);
        } else if (type.mayHaveRows() && rows != null) {
            Header.setU16(out, ExecuteReply.COLUMNS, rows.columns().size());
            DescriptorCodec.writeColumns(out, rows.columns(), context.baseNames(), format);
            Header.setI32(out, ExecuteReply.ROWS, RowCodec.write(out, rows.columns(), rows.rows(), 0, room, format));
        } else if (type == StatementType.EXPLAIN || type == StatementType.SET_SCHEMA) {
            WireText.write4(out, outcome.detail(), format.charset());
        } else if (type == StatementType.SET_TIME_ZONE || type == StatementType.SET_SESSION_TRANSACTION) {
            out.writeShortLE(Integer.parseInt(outcome.detail()));
            if (type == StatementType.SET_SESSION_TRANSACTION && format.msgVersion() <= READ_ONLY_FLAG) {
                out.writeByte(0);
            }
        }
    }

    static ExecuteReplyBody read(
            ByteBuf frame, ByteBuf in, StatementType type, ReplyContext context, WireFormat format) {
        RowId lastRow = readRowId(frame, in, type, format);
        List<@Nullable Object> outValues = new ArrayList<>();
        for (DmType out : context.outTypes()) {
            outValues.add(RowCodec.readValue(in, out, format));
        }
        int flags = Header.u8(frame, ExecuteReply.FLAGS);
        List<Long> counts = List.of();
        GeneratedKeys keys = GeneratedKeys.NONE;
        List<RowError> errors = List.of();
        if (type.counts()) {
            counts = (flags & ExecuteReply.COUNTS_FOLLOW) == 0 ? List.of() : GeneratedKeys.readLongs(in);
            keys = (flags & ExecuteReply.KEYS_FOLLOW) == 0
                    ? GeneratedKeys.NONE
                    : GeneratedKeys.read(in, context.keys(), format);
            errors = Header.code(frame) == ExecuteReply.BATCH_WITH_ERRORS ? readErrors(in, format) : List.of();
        }
        return new ExecuteReplyBody(
                lastRow,
                outValues,
                type.mayHaveRows() ? readRows(frame, in, context, format) : List.of(),
                counts,
                keys.identities(),
                keys.columns(),
                errors,
                readDetail(in, type, format));
    }

    /** INSERT and UPDATE, whose last row's id is in the body whether there is one or not. */
    static boolean carriesRowId(StatementType type) {
        return type == StatementType.INSERT || type == StatementType.UPDATE;
    }

    private static @Nullable RowId readRowId(ByteBuf frame, ByteBuf in, StatementType type, WireFormat format) {
        RowId id = new RowId(0, 0, 0);
        if (!format.longRowIds() && type.counts()) {
            int at = frame.readerIndex() + ExecuteReply.OLD_ROWID;
            id = RowIdCodec.read(frame.slice(at, format.rowIdLength()), format);
        } else if (format.longRowIds() && carriesRowId(type)) {
            WireText.need(in, format.rowIdLength(), "row id");
            id = RowIdCodec.read(in, format);
        }
        return id.row() == 0 ? null : id;
    }

    private static void writeOutValues(
            ByteBuf out, List<@Nullable Object> values, List<DmType> types, WireFormat format) {
        if (values.size() != types.size()) {
            throw new IllegalStateException(values.size() + " OUT values for " + types.size() + " parameters");
        }
        for (int i = 0; i < types.size(); i++) {
            RowCodec.writeValue(out, types.get(i), values.get(i), format);
        }
    }

    private static void writeCounts(ByteBuf out, Outcome outcome, ReplyContext context, WireFormat format) {
        int flags = 0;
        if (!outcome.batchCounts().isEmpty()) {
            flags |= ExecuteReply.COUNTS_FOLLOW;
            GeneratedKeys.writeLongs(out, outcome.batchCounts());
        }
        if (GeneratedKeys.write(out, outcome, context.keys(), format)) {
            flags |= ExecuteReply.KEYS_FOLLOW;
        }
        Header.setU8(out, ExecuteReply.FLAGS, flags);
        if (!outcome.rowErrors().isEmpty()) {
            out.writeIntLE(0).writeIntLE(outcome.rowErrors().size());
            for (RowError error : outcome.rowErrors()) {
                out.writeIntLE(error.row()).writeIntLE(error.error().code());
                WireText.write2(out, error.error().message(format.language()), format.charset());
            }
        }
    }

    private static List<RowError> readErrors(ByteBuf in, WireFormat format) {
        WireText.need(in, 2 * Integer.BYTES, "row errors");
        in.skipBytes(Integer.BYTES);
        List<RowError> errors = new ArrayList<>();
        for (int left = in.readIntLE(); left > 0; left--) {
            WireText.need(in, 2 * Integer.BYTES, "row error");
            int row = in.readIntLE();
            int code = in.readIntLE();
            errors.add(new RowError(row, DmException.relayed(code, WireText.read2(in, format.charset()))));
        }
        return errors;
    }

    private static List<RowSet> readRows(ByteBuf frame, ByteBuf in, ReplyContext context, WireFormat format) {
        int count = Header.u16(frame, ExecuteReply.COLUMNS);
        int rows = Header.i32(frame, ExecuteReply.ROWS);
        if (Header.u8(frame, ExecuteReply.ROW_FORMAT) == Columnar.FORMAT) {
            throw new ProtocolException("rows by column, which were not asked for");
        }
        List<Descriptor> told = DescriptorCodec.readColumns(in, count, context.baseNames(), format);
        List<Descriptor> columns = told.isEmpty() ? context.columns() : told;
        return columns.isEmpty() && rows == 0
                ? List.of()
                : List.of(new RowSet(columns, RowCodec.read(in, columns, rows, format)));
    }

    private static String readDetail(ByteBuf in, StatementType type, WireFormat format) {
        if (type == StatementType.EXPLAIN || type == StatementType.SET_SCHEMA) {
            return WireText.read4(in, format.charset());
        }
        if (type == StatementType.SET_TIME_ZONE || type == StatementType.SET_SESSION_TRANSACTION) {
            WireText.need(in, Short.BYTES, "setting");
            return Short.toString(in.readShortLE());
        }
        return "";
    }

    /** The other row format, which we never ask for and refuse at startup. */
    private static final class Columnar {
        private static final int FORMAT = 2;
    }
}
