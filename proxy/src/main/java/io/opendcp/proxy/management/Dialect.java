package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * DM's SQL in H2's words: operators, hexadecimal numbers, and what depends on who asks and when. Only functions that are
 * known to be harmless pass.
 */
final class Dialect {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Map<String, String> SYMBOLS = Map.of("==", "=", "^=", "<>", "~=", "<>");

    private final List<Piece> pieces;
    private final Speaker speaker;

    private Dialect(List<Piece> pieces, Speaker speaker) {
        this.pieces = pieces;
        this.speaker = speaker;
    }

    /** @throws DmException if the text calls what it may not, or is out of order */
    static String h2(String sql, Speaker speaker) {
        List<Piece> pieces = Piece.of(sql);
        new Dialect(pieces, speaker).translate();
        BitOperators.replace(pieces);
        return pieces.stream().map(Piece::text).collect(Collectors.joining(" "));
    }

    private void translate() {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.name().isEmpty()) {
                pieces.set(
                        i,
                        piece.value()
                                ? piece
                                : new Piece(SYMBOLS.getOrDefault(piece.text(), piece.text()), "", piece.value()));
            } else {
                word(i, piece);
            }
        }
    }

    private void word(int at, Piece piece) {
        if (piece.name().equals("INFORMATION_SCHEMA")) {
            throw DmException.of(ErrorCode.INVALID_SCHEMA, piece.name());
        }
        if (piece.text().charAt(0) == '@') {
            throw DmException.of(ErrorCode.SYNTAX); // H2's variables, which sessions would share
        }
        if (piece.text().charAt(0) != '"' && !isPartOfName(at)) {
            String literal = literal(at, piece.name());
            if (literal != null) {
                dropArguments(at);
                pieces.set(at, Piece.value(literal));
                return;
            }
        }
        if (is(at + 1, "(")) {
            if (!Functions.allows(pieces, at)) {
                throw DmException.of(ErrorCode.UNKNOWN_FUNCTION, piece.name());
            }
            if (piece.name().equals("INSTR")) {
                pieces.set(at, new Piece("DM_INSTR", "INSTR", true)); // H2's takes no fourth argument
            }
        }
    }

    private boolean isPartOfName(int at) {
        boolean alias = at > 0 && pieces.get(at - 1).name().equals("AS");
        return alias || is(at + 1, ".") || at > 0 && is(at - 1, ".");
    }

    private boolean is(int at, String symbol) {
        return at < pieces.size() && pieces.get(at).is(symbol);
    }

    private void dropArguments(int at) {
        if (is(at + 1, "(")) {
            int close = at + 2;
            while (close < pieces.size() && !is(close, ")")) {
                close++;
            }
            pieces.subList(at + 1, Math.min(close + 1, pieces.size())).clear();
        }
    }

    private @Nullable String literal(int at, String word) {
        return switch (word) {
            case "USER", "CURRENT_USER", "SESSION_USER" -> text(speaker.user());
            case "UID" -> Integer.toString(speaker.uid());
            case "CURRENT_USERTYPE" -> speaker.dba() ? "1" : "0";
            case "CURRENT_SCHID" -> Integer.toString(Dictionary.schemaId(speaker.uid()));
            case "SESSID" -> Long.toString(speaker.session());
            case "SYSDATE", "GETDATE", "NOW" -> "TIMESTAMP " + text(SECONDS.format(speaker.now()));
            case "SYSTIMESTAMP", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" ->
                "TIMESTAMP " + text(TIMESTAMP.format(speaker.now()));
            case "CURRENT_DATE", "CURDATE" ->
                "DATE " + text(TIMESTAMP.format(speaker.now()).substring(0, 10));
            case "CURRENT_TIME", "CURTIME", "LOCALTIME" ->
                "TIME " + text(SECONDS.format(speaker.now()).substring(11));
            case "SYS_CONTEXT" -> is(at + 1, "(") ? context(at) : null;
            default -> null;
        };
    }

    /** {@code SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')}; what is not known is NULL. */
    private String context(int at) {
        String asked = at + 4 < pieces.size() ? pieces.get(at + 4).text() : "";
        return switch (asked.toUpperCase(java.util.Locale.ROOT)) {
            case "'CURRENT_SCHEMA'" -> text(speaker.schema());
            case "'CURRENT_USER'", "'SESSION_USER'" -> text(speaker.user());
            case "'SESSIONID'", "'SID'" -> text(Long.toString(speaker.session()));
            default -> "CAST(NULL AS VARCHAR(128))";
        };
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
