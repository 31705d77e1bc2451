package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.List;

/** Walks over the pieces of a text. Whatever is not as expected is a syntax error. */
final class Pieces {
    private final List<Piece> pieces;
    private int at;

    Pieces(List<Piece> pieces) {
        this.pieces = pieces;
    }

    boolean more() {
        return at < pieces.size();
    }

    Piece next() {
        if (!more()) {
            throw DmException.of(ErrorCode.SYNTAX);
        }
        return pieces.get(at++);
    }

    /** Whether the next one is this word, unquoted. */
    boolean is(String word) {
        return more() && pieces.get(at).text().equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return more() && pieces.get(at).is(symbol);
    }

    boolean skip(String word) {
        boolean skipped = is(word);
        at += skipped ? 1 : 0;
        return skipped;
    }

    boolean skipSymbol(String symbol) {
        boolean skipped = isSymbol(symbol);
        at += skipped ? 1 : 0;
        return skipped;
    }

    void expect(String... words) {
        for (String word : words) {
            if (!skip(word)) {
                throw DmException.of(ErrorCode.SYNTAX);
            }
        }
    }

    void expectSymbol(String symbol) {
        if (!skipSymbol(symbol)) {
            throw DmException.of(ErrorCode.SYNTAX);
        }
    }

    String name() {
        Piece piece = next();
        if (piece.name().isEmpty()) {
            throw DmException.of(ErrorCode.SYNTAX);
        }
        return piece.name();
    }

    /** A whole number from {@code least} to {@code most}. */
    int number(int least, int most) {
        String digits = next().text();
        if (!digits.matches("\\d{1,9}")) {
            throw DmException.of(ErrorCode.SYNTAX);
        }
        int number = Integer.parseInt(digits);
        if (number < least || number > most) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, digits);
        }
        return number;
    }
}
