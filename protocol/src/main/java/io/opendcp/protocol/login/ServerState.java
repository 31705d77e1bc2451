package io.opendcp.protocol.login;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;

/**
 * What a login's answer says about the server itself. Source: {@code docs/protocol/session.md} 7.2.
 *
 * @param instance its name
 * @param mode 0 normal, 1 primary, 2 standby
 * @param state 3 mount, 4 open, 5 suspend
 * @param maxRowSize bytes
 * @param ddlCommits whether DDL commits the transaction
 * @param caseSensitive names
 * @param timeZoneMinutes the server's, east of UTC
 * @param fetchKiB fetch buffer, at least 32
 */
public record ServerState(
        String instance,
        String database,
        String guid,
        int mode,
        int state,
        int maxRowSize,
        boolean ddlCommits,
        boolean caseSensitive,
        int timeZoneMinutes,
        int fetchKiB,
        Sites sites) {
    public static final int NORMAL = 0;
    public static final int PRIMARY = 1;
    public static final int STANDBY = 2;
    public static final int MOUNT = 3;
    public static final int OPEN = 4;

    /** Offset of "LOB locators and messages tell table, column and row". */
    static final int NEW_LOBS = 43;

    private static final int MAX_ROW_SIZE = 8188;
    private static final int FETCH_KIB = 32;
    private static final int EAST_EIGHT = 480;

    /** A server in its ordinary state: NORMAL, OPEN, case sensitive, UTC+8. */
    public static ServerState open(String instance, Sites sites) {
        return new ServerState(
                instance, "DAMENG", "", NORMAL, OPEN, MAX_ROW_SIZE, true, true, EAST_EIGHT, FETCH_KIB, sites);
    }

    static ServerState read(ByteBuf head, String instance, String database, String guid, Sites sites) {
        return new ServerState(
                instance,
                database,
                guid,
                Header.u8(head, 35) | Header.u8(head, 36) << 8,
                Header.u8(head, 37) | Header.u8(head, 38) << 8,
                Header.i32(head, 20),
                Header.u8(head, 28) == 1,
                Header.u8(head, 33) == 1,
                (short) (Header.u8(head, 40) | Header.u8(head, 41) << 8),
                Header.i32(head, 44),
                sites);
    }

    void write(ByteBuf head) {
        head.setIntLE(20, maxRowSize);
        head.setIntLE(24, 1); // not read by any client; what the recorded server sent
        head.setBoolean(28, ddlCommits);
        head.setBoolean(33, caseSensitive);
        head.setShortLE(35, mode);
        head.setShortLE(37, state);
        head.setShortLE(40, timeZoneMinutes);
        head.setByte(NEW_LOBS, 1);
        head.setIntLE(44, fetchKiB);
        head.setShortLE(48, -1); // password does not expire
    }
}
