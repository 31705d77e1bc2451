package io.opendcp.simulator.store;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.message.DbException;

/** H2's errors in DM's words. */
public final class H2Errors {
    private static final String MARK = "[*]";
    private static final Pattern HOLDER = Pattern.compile("is locked by tx (\\d+)");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");
    private static final Pattern ON_TABLE = Pattern.compile(" ON (?:\"?[^\".(]+\"?\\.)?\"?([^\".(]+)\"?\\(");

    private H2Errors() {}

    /** What {@code error}, met in {@code session}, is to be told as. */
    static RuntimeException translate(DbException error, H2Session session) {
        int code = error.getErrorCode();
        if (code == org.h2.api.ErrorCode.DEADLOCK_1) {
            // Who waits, waits in the simulator's own queue: what H2 calls so is that the row is newer than the
            // snapshot.
            return DmException.of(ErrorCode.WRITE_CONFLICT);
        }
        if (code == org.h2.api.ErrorCode.LOCK_TIMEOUT_1 || code == org.h2.api.ErrorCode.CONCURRENT_UPDATE_1) {
            return LockConflict.met(session, holder(error));
        }
        return told(error, code);
    }

    /** Where in {@code sql} H2 met what it does not understand; it marks the place in a copy of the statement. */
    static OptionalInt syntaxErrorAt(DbException error, String sql) {
        int code = error.getErrorCode();
        if (code != org.h2.api.ErrorCode.SYNTAX_ERROR_1 && code != org.h2.api.ErrorCode.SYNTAX_ERROR_2) {
            return OptionalInt.empty();
        }
        String message = String.valueOf(error.getMessage());
        String marked = message.substring(message.indexOf('"') + 1).replace("\"\"", "\"");
        for (int mark = marked.indexOf(MARK); mark >= 0; mark = marked.indexOf(MARK, mark + 1)) {
            if (mark <= sql.length()
                    && marked.startsWith(sql.substring(0, mark))
                    && marked.startsWith(sql.substring(mark), mark + MARK.length())) {
                return OptionalInt.of(mark);
            }
        }
        return OptionalInt.empty();
    }

    private static int holder(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Matcher matcher = HOLDER.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return LockConflict.UNKNOWN;
    }

    private static RuntimeException told(DbException error, int code) {
        String text = String.valueOf(error.getMessage());
        return switch (code) {
            case org.h2.api.ErrorCode.SYNTAX_ERROR_1, org.h2.api.ErrorCode.SYNTAX_ERROR_2 ->
                DmException.of(ErrorCode.SYNTAX);
            case org.h2.api.ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
                    org.h2.api.ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1,
                    org.h2.api.ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
                    org.h2.api.ErrorCode.VIEW_NOT_FOUND_1 -> DmException.of(ErrorCode.INVALID_TABLE, name(text));
            case org.h2.api.ErrorCode.COLUMN_NOT_FOUND_1 -> DmException.of(ErrorCode.INVALID_COLUMN, name(text));
            case org.h2.api.ErrorCode.AMBIGUOUS_COLUMN_NAME_1 -> DmException.of(ErrorCode.AMBIGUOUS_COLUMN, name(text));
            case org.h2.api.ErrorCode.SCHEMA_NOT_FOUND_1 -> DmException.of(ErrorCode.INVALID_SCHEMA, name(text));
            case org.h2.api.ErrorCode.TABLE_OR_VIEW_ALREADY_EXISTS_1,
                    org.h2.api.ErrorCode.INDEX_ALREADY_EXISTS_1,
                    org.h2.api.ErrorCode.SEQUENCE_ALREADY_EXISTS_1,
                    org.h2.api.ErrorCode.CONSTRAINT_ALREADY_EXISTS_1,
                    org.h2.api.ErrorCode.DUPLICATE_COLUMN_NAME_1,
                    org.h2.api.ErrorCode.SCHEMA_ALREADY_EXISTS_1 -> DmException.of(ErrorCode.OBJECT_EXISTS, name(text));
            case org.h2.api.ErrorCode.INDEX_NOT_FOUND_1,
                    org.h2.api.ErrorCode.SEQUENCE_NOT_FOUND_1,
                    org.h2.api.ErrorCode.CONSTRAINT_NOT_FOUND_1 -> DmException.of(ErrorCode.INVALID_OBJECT, name(text));
            case org.h2.api.ErrorCode.FUNCTION_NOT_FOUND_1 -> DmException.of(ErrorCode.UNKNOWN_FUNCTION, name(text));
            case org.h2.api.ErrorCode.CANNOT_DROP_2 -> DmException.of(ErrorCode.DEPENDED_ON, name(text));
            case org.h2.api.ErrorCode.COLUMN_COUNT_DOES_NOT_MATCH -> DmException.of(ErrorCode.VALUE_COUNT);
            case org.h2.api.ErrorCode.MUST_GROUP_BY_COLUMN_1 -> DmException.of(ErrorCode.NOT_GROUPED);
            case org.h2.api.ErrorCode.INVALID_PARAMETER_COUNT_2 -> DmException.of(ErrorCode.ARGUMENT_COUNT);
            default -> running(error, code, text);
        };
    }

    private static RuntimeException running(DbException error, int code, String text) {
        return switch (code) {
            case org.h2.api.ErrorCode.DUPLICATE_KEY_1 -> duplicate(text);
            case org.h2.api.ErrorCode.NULL_NOT_ALLOWED, org.h2.api.ErrorCode.COLUMN_CONTAINS_NULL_VALUES_1 ->
                DmException.of(ErrorCode.NOT_NULL, name(text));
            case org.h2.api.ErrorCode.CHECK_CONSTRAINT_VIOLATED_1 -> DmException.of(ErrorCode.CHECK, constraint(text));
            case org.h2.api.ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING_1 ->
                DmException.of(ErrorCode.REFERENCE_INSERT, constraint(text));
            case org.h2.api.ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_CHILD_EXISTS_1 ->
                DmException.of(ErrorCode.REFERENCE_DELETE, constraint(text));
            case org.h2.api.ErrorCode.VALUE_TOO_LONG_2 -> tooLong(name(text));
            case org.h2.api.ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_1, org.h2.api.ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_2 ->
                DmException.of(ErrorCode.OVERFLOW);
            case org.h2.api.ErrorCode.DIVISION_BY_ZERO_1 -> DmException.of(ErrorCode.DIVIDE_BY_ZERO);
            case org.h2.api.ErrorCode.INVALID_DATETIME_CONSTANT_2, org.h2.api.ErrorCode.PARSE_ERROR_1 ->
                DmException.of(ErrorCode.INVALID_DATETIME);
            case org.h2.api.ErrorCode.DATA_CONVERSION_ERROR_1 -> DmException.of(ErrorCode.CONVERSION);
            case org.h2.api.ErrorCode.TYPES_ARE_NOT_COMPARABLE_2, org.h2.api.ErrorCode.UNKNOWN_DATA_TYPE_1 ->
                DmException.of(ErrorCode.TYPE_MISMATCH);
            case org.h2.api.ErrorCode.STATEMENT_WAS_CANCELED -> DmException.of(ErrorCode.CANCELLED);
            case org.h2.api.ErrorCode.FEATURE_NOT_SUPPORTED_1 -> DmException.of(ErrorCode.NOT_SUPPORTED, name(text));
            case org.h2.api.ErrorCode.EXCEPTION_IN_FUNCTION_1 -> inFunction(error);
            default -> other(error);
        };
    }

    /** H2 says so of numbers, too; what is quoted is the column with its type. */
    private static DmException tooLong(String column) {
        return column.contains(" NUMERIC(")
                ? DmException.of(ErrorCode.OVERFLOW)
                : DmException.of(ErrorCode.TOO_LONG, column.replaceFirst(" .*", ""));
    }

    /** What a function of ours threw, if it was meant for the client. */
    private static RuntimeException inFunction(DbException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DmException meant) {
                return meant;
            }
        }
        return DmException.of(ErrorCode.STRING_CONVERSION);
    }

    private static RuntimeException other(DbException error) {
        String state = String.valueOf(error.getSQLException().getSQLState());
        if (state.startsWith("22")) {
            return DmException.of(ErrorCode.CONVERSION);
        }
        if (state.startsWith("42") || state.startsWith("21")) {
            return DmException.of(ErrorCode.SYNTAX);
        }
        return error;
    }

    private static DmException duplicate(String text) {
        Matcher table = ON_TABLE.matcher(text);
        return table.find() ? DmException.of(ErrorCode.UNIQUE_TABLE, table.group(1)) : DmException.of(ErrorCode.UNIQUE);
    }

    private static String constraint(String text) {
        String all = name(text);
        int colon = all.indexOf(':');
        return colon < 0 ? all : all.substring(0, colon).replace("\"", "");
    }

    private static String name(String text) {
        Matcher quoted = QUOTED.matcher(text);
        return quoted.find() ? quoted.group(1).replace("\"\"", "\"") : "";
    }
}
