package io.opendcp.protocol.statement;

import io.opendcp.protocol.type.RowId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution came to. Source: {@code docs/protocol/statements.md} 3.1.
 *
 * @param type decides how the reply is laid out
 * @param updateCount rows changed, 0 for what changes none
 * @param resultSets result sets in order; a SELECT has exactly one, a CALL any number
 * @param batchCounts rows changed per bound row, empty unless several rows were bound
 * @param lastRow the last row inserted or updated, if there is one
 * @param generatedKeys identity values of the inserted rows, empty unless they were asked for
 * @param outValues values of the OUT and INOUT parameters
 * @param detail what the statement type says comes last: schema (SET_SCHEMA), plan (EXPLAIN), minutes from UTC in
 *     decimal (SET_TIME_ZONE), isolation level as in message 52 (SET_SESSION_TRANSACTION), else empty
 * @param printed output of PRINT, else empty
 * @param transaction whether a transaction is open afterwards
 * @param keyColumns values of the columns that {@link KeyRequest} asked for by name or number, one row per inserted row
 * @param rowErrors rows of a batch that failed while the others went on; their counts are {@link #FAILED}
 */
public record Outcome(
        StatementType type,
        long updateCount,
        List<RowSet> resultSets,
        List<Long> batchCounts,
        @Nullable RowId lastRow,
        List<Long> generatedKeys,
        List<@Nullable Object> outValues,
        String detail,
        String printed,
        TransactionStatus transaction,
        @Nullable RowSet keyColumns,
        List<RowError> rowErrors) {

    /** The batch count of a row that failed. */
    public static final long FAILED = -3;

    public Outcome(
            StatementType type,
            long updateCount,
            List<RowSet> resultSets,
            List<Long> batchCounts,
            @Nullable RowId lastRow,
            List<Long> generatedKeys,
            List<@Nullable Object> outValues,
            String detail,
            String printed,
            TransactionStatus transaction) {
        this(
                type,
                updateCount,
                resultSets,
                batchCounts,
                lastRow,
                generatedKeys,
                outValues,
                detail,
                printed,
                transaction,
                null,
                List.of());
    }

    /** Something that neither counts nor answers: DDL, COMMIT, a setting. */
    public static Outcome done(StatementType type, TransactionStatus transaction) {
        return new Outcome(type, 0, List.of(), List.of(), null, List.of(), List.of(), "", "", transaction);
    }

    public static Outcome rows(StatementType type, RowSet rows, TransactionStatus transaction) {
        return new Outcome(type, 0, List.of(rows), List.of(), null, List.of(), List.of(), "", "", transaction);
    }

    public static Outcome changed(StatementType type, long updateCount, TransactionStatus transaction) {
        return new Outcome(type, updateCount, List.of(), List.of(), null, List.of(), List.of(), "", "", transaction);
    }

    /** SET SCHEMA, whose reply tells the client its new schema. */
    public static Outcome schema(String schema, TransactionStatus transaction) {
        return new Outcome(
                StatementType.SET_SCHEMA, 0, List.of(), List.of(), null, List.of(), List.of(), schema, "", transaction);
    }

    /** The same with other result sets. */
    public Outcome withResultSets(List<RowSet> sets) {
        return new Outcome(
                type,
                updateCount,
                sets,
                batchCounts,
                lastRow,
                generatedKeys,
                outValues,
                detail,
                printed,
                transaction,
                keyColumns,
                rowErrors);
    }

    /** A further result set of the same call: what MORE RESULTS answers with. */
    public Outcome further(RowSet rows) {
        return new Outcome(
                type,
                updateCount,
                List.of(rows),
                List.of(),
                null,
                List.of(),
                List.of(),
                "",
                "",
                transaction,
                null,
                List.of());
    }
}
