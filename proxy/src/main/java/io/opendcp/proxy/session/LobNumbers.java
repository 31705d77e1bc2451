package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.Arrays;

/**
 * LOB ids that leave no room for what a {@link LobMark} says: the client is told a number of its session instead. The last
 * {@value #MOST} are remembered.
 */
final class LobNumbers {
    static final int MOST = 4096;
    private static final int FIRST_ROOM = 16;

    /** A ring: the place of a number is what is left of it by the length. */
    private long[] ids = {};

    private long next;

    /** The number of an id; a new one each time. */
    long number(long id) {
        if (next >= ids.length && ids.length < MOST) {
            ids = Arrays.copyOf(ids, Math.max(FIRST_ROOM, 2 * ids.length)); // all are in their places still
        }
        ids[(int) (next % ids.length)] = id;
        return next++;
    }

    /** @throws DmException if the number was given too long ago, or never */
    long id(long number) {
        if (number < 0 || number >= next || number < next - ids.length) {
            throw DmException.of(ErrorCode.LOB_UNKNOWN_HERE);
        }
        return ids[(int) (number % ids.length)];
    }
}
