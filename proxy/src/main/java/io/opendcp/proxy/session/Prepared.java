package io.opendcp.proxy.session;

import io.opendcp.proxy.pool.EpStatements.Compilable;
import java.util.Arrays;

/**
 * A PREPARE that an EP has accepted, to be repeated on others.
 *
 * @param key what tells it from other texts on a connection
 * @param facts of its text
 * @param frame the request as the client sent it
 */
record Prepared(Key key, TextFacts facts, Bytes frame) {
    /**
     * @param schema in which its names were resolved
     * @param flags header fields that change what it compiles to
     */
    record Key(String sql, String schema, long flags) implements Compilable {
        @Override
        public int length() {
            return sql.length();
        }
    }

    /** Bytes that are never changed. */
    static final class Bytes {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        int length() {
            return bytes.length;
        }

        byte[] copy() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    String sql() {
        return key.sql();
    }
}
