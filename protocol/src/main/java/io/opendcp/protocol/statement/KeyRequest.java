package io.opendcp.protocol.statement;

import java.util.List;

/**
 * Which generated values an INSERT's client wants back. Source: {@code docs/protocol/statements.md} 2.5.
 *
 * @param kind how the columns are named
 * @param names for {@link Kind#NAMES}, as the client wrote them, else empty
 * @param positions for {@link Kind#POSITIONS}, the table's columns from 1, else empty
 */
public record KeyRequest(Kind kind, List<String> names, List<Integer> positions) {
    /** How the columns are named. */
    public enum Kind {
        NONE(0),
        IDENTITY(1),
        NAMES(2),
        POSITIONS(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** Its number on the wire. */
        public int code() {
            return code;
        }
    }

    public static final KeyRequest NONE = new KeyRequest(Kind.NONE, List.of(), List.of());
    public static final KeyRequest IDENTITY = new KeyRequest(Kind.IDENTITY, List.of(), List.of());

    public static KeyRequest names(List<String> names) {
        return new KeyRequest(Kind.NAMES, names, List.of());
    }

    public static KeyRequest positions(List<Integer> positions) {
        return new KeyRequest(Kind.POSITIONS, List.of(), positions);
    }
}
