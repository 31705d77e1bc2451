package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code a & b}, {@code a | b}, {@code a << n}, {@code a >> n}: functions in H2. They are taken to bind tighter than
 * everything else, from left to right.
 */
final class BitOperators {
    private static final Map<String, String> FUNCTIONS =
            Map.of("&", "BITAND", "|", "BITOR", "<<", "LSHIFT", ">>", "RSHIFT");

    private final List<Piece> pieces;

    private BitOperators(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Puts calls in the place of operators. */
    static void replace(List<Piece> pieces) {
        BitOperators operators = new BitOperators(pieces);
        int at = 0;
        while (at < pieces.size()) {
            String function = pieces.get(at).name().isEmpty()
                    ? FUNCTIONS.get(pieces.get(at).text())
                    : null;
            at = function == null ? at + 1 : operators.call(at, function);
        }
    }

    /** Returns the place behind the call. */
    private int call(int operator, String function) {
        int from = start(operator - 1);
        int to = end(operator + 1);
        String call = function + "(" + text(from, operator) + ", " + text(operator + 1, to) + ")";
        pieces.subList(from, to).clear();
        pieces.add(from, Piece.value(call));
        return from + 1;
    }

    private String text(int from, int to) {
        return pieces.subList(from, to).stream().map(Piece::text).collect(Collectors.joining(" "));
    }

    /** Where what ends at {@code last} begins. */
    private int start(int last) {
        int at = last;
        if (at >= 0 && pieces.get(at).is(")")) {
            at = matching(at, -1);
            if (at > 0 && Functions.has(pieces.get(at - 1).name())) {
                at--;
            }
        }
        require(at);
        while (at > 1 && pieces.get(at - 1).is(".")) {
            at -= 2;
        }
        return at;
    }

    /** The place behind what begins at {@code first}. */
    private int end(int first) {
        int at = first < pieces.size() && pieces.get(first).is("-") ? first + 1 : first;
        require(at);
        while (at + 2 < pieces.size() && pieces.get(at + 1).is(".")) {
            at += 2;
        }
        if (pieces.get(at).is("(")) {
            return matching(at, 1) + 1;
        }
        boolean call = at + 1 < pieces.size()
                && pieces.get(at + 1).is("(")
                && Functions.has(pieces.get(at).name());
        return call ? matching(at + 1, 1) + 1 : at + 1;
    }

    private void require(int at) {
        if (at < 0
                || at >= pieces.size()
                || !pieces.get(at).value() && !pieces.get(at).is("(")) {
            throw syntax();
        }
    }

    private int matching(int from, int step) {
        int depth = 0;
        for (int i = from; i >= 0 && i < pieces.size(); i += step) {
            depth += pieces.get(i).is("(") ? 1 : pieces.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw syntax();
    }

    private static DmException syntax() {
        return DmException.of(ErrorCode.SYNTAX);
    }
}
