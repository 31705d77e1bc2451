package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;

/** The type of a local table's column: DM's words read, H2's given. */
final class LocalType {
    private static final int MOST_CHARACTERS = 8188;
    private static final int MOST_DIGITS = 38;
    private static final int MOST_FRACTION = 6;

    private LocalType() {}

    static String read(Pieces pieces) {
        String word = pieces.name();
        return switch (word) {
            case "TINYINT", "SMALLINT", "BIGINT", "DATE", "REAL" -> word;
            case "INT", "INTEGER" -> "INTEGER";
            case "CHAR", "CHARACTER" ->
                pieces.skip("VARYING") ? "VARCHAR" + length(pieces, MOST_CHARACTERS) : "CHAR" + length(pieces, 1);
            case "VARCHAR", "VARCHAR2" -> "VARCHAR" + length(pieces, MOST_CHARACTERS);
            case "DECIMAL", "DEC", "NUMERIC", "NUMBER" -> decimal(pieces);
            case "FLOAT" -> {
                if (pieces.skipSymbol("(")) {
                    pieces.number(1, 126);
                    pieces.expectSymbol(")");
                }
                yield "DOUBLE PRECISION";
            }
            case "DOUBLE" -> {
                pieces.skip("PRECISION");
                yield "DOUBLE PRECISION";
            }
            case "TIME" -> "TIME" + fraction(pieces, 0);
            case "TIMESTAMP", "DATETIME" -> "TIMESTAMP" + fraction(pieces, MOST_FRACTION);
            default -> throw DmException.of(ErrorCode.NOT_SUPPORTED, "CREATE TABLE ... " + word);
        };
    }

    private static String length(Pieces pieces, int standard) {
        if (!pieces.skipSymbol("(")) {
            return "(" + standard + ")";
        }
        int length = pieces.number(1, MOST_CHARACTERS);
        if (!pieces.skip("CHAR")) {
            pieces.skip("BYTE");
        }
        pieces.expectSymbol(")");
        return "(" + length + ")";
    }

    private static String decimal(Pieces pieces) {
        if (!pieces.skipSymbol("(")) {
            return "DECFLOAT(" + MOST_DIGITS + ")";
        }
        int precision = pieces.number(1, MOST_DIGITS);
        int scale = pieces.skipSymbol(",") ? pieces.number(0, precision) : 0;
        pieces.expectSymbol(")");
        return "DECIMAL(" + precision + ", " + scale + ")";
    }

    private static String fraction(Pieces pieces, int standard) {
        int digits = standard;
        if (pieces.skipSymbol("(")) {
            digits = pieces.number(0, MOST_FRACTION);
            pieces.expectSymbol(")");
        }
        return "(" + digits + ")";
    }
}
