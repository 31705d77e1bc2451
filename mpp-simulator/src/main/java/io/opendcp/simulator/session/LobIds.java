package io.opendcp.simulator.session;

import io.opendcp.protocol.type.LobOwner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers of the LOBs of tables: drawn from where a LOB stands and what it holds, so that nothing has to be remembered, and
 * a number means no other data than those it was given to, but for one in 10^12.
 */
final class LobIds {
    private static final long MOST = (1L << 40) - 1;

    private LobIds() {}

    /** Positive, and different for another table, column, row or value. */
    static long of(LobOwner owner, Object value) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Integer.BYTES * 3 + Long.BYTES * 2)
                .putInt(owner.table())
                .putInt(owner.column())
                .putInt(owner.row().epno())
                .putLong(owner.row().partition())
                .putLong(owner.row().row())
                .flip());
        digest.update(value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value);
        return Math.max(1, ByteBuffer.wrap(digest.digest()).getLong() & MOST);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
