package io.opendcp.proxy.management;

import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A piece of a text on its way to H2.
 *
 * @param name what it is called if it is a name or a word, else empty
 * @param value whether it can stand on a side of an operator
 */
record Piece(String text, String name, boolean value) {
    private static final Set<TokenKind> VALUES = Set.of(
            TokenKind.WORD,
            TokenKind.QUOTED_WORD,
            TokenKind.STRING,
            TokenKind.NUMBER,
            TokenKind.HEX,
            TokenKind.PARAMETER,
            TokenKind.NAMED_PARAMETER);

    static Piece value(String text) {
        return new Piece(text, "", true);
    }

    boolean is(String symbol) {
        return name.isEmpty() && text.equals(symbol);
    }

    /** The pieces of a text, without comments and the semicolon at its end. */
    static List<Piece> of(String sql) {
        List<Piece> pieces = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.nextSignificant()) {
            if (!scanner.isSymbol(';')) {
                pieces.add(of(scanner));
            }
        }
        return pieces;
    }

    private static Piece of(SqlScanner scanner) {
        String text = scanner.text();
        return switch (scanner.kind()) {
            case WORD -> new Piece(text, scanner.name(), true);
            case QUOTED_WORD -> new Piece(text, scanner.name(), true);
            case STRING -> value(string(text));
            case HEX -> value(number(text));
            case NAMED_PARAMETER -> value("?");
            default -> new Piece(text, "", VALUES.contains(scanner.kind()));
        };
    }

    /** {@code N'x'} and {@code q'[x]'} as H2 writes them. */
    private static String string(String text) {
        return switch (text.charAt(0)) {
            case 'n', 'N' -> text.substring(1);
            case 'q', 'Q' -> "'" + text.substring(3, text.length() - 2).replace("'", "''") + "'";
            default -> text;
        };
    }

    /** {@code 0x1F} as H2 reads a number; a longer one stays what it is there, bytes. */
    private static String number(String text) {
        String digits = text.substring(2);
        return digits.isEmpty() || digits.length() > 15
                ? "X'" + digits + "'"
                : Long.toString(Long.parseLong(digits, 16));
    }
}
