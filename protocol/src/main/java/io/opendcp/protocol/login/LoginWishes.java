package io.opendcp.protocol.login;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;

/**
 * What a login asks of its session: the header's fields. Source: {@code docs/protocol/session.md} 7.1.
 *
 * @param isolation -1 for the default, else 0 to 3
 * @param language 0 zh_CN, 1 other than Chinese, 2 zh_HK and zh_TW
 * @param timeZoneMinutes east of UTC
 * @param timeoutSeconds 0 for none
 * @param local only this EP's data ({@code mppLocal})
 * @param separation read/write separation, 0 off
 * @param newLobs whether LOB messages carry table, column and row
 * @param osAuthentication 0 none
 * @param longLobs whether LOB offsets have 64 bits
 * @param interim whether interim frames are taken
 */
public record LoginWishes(
        int isolation,
        int language,
        boolean readOnly,
        int timeZoneMinutes,
        int timeoutSeconds,
        boolean local,
        int separation,
        boolean newLobs,
        int osAuthentication,
        boolean longLobs,
        boolean interim) {
    private static final int EAST_EIGHT = 480;

    /** Nothing special, in {@code language}. */
    public static LoginWishes plain(int language) {
        return new LoginWishes(-1, language, false, EAST_EIGHT, 0, false, 0, true, 0, true, false);
    }

    static LoginWishes read(ByteBuf head) {
        return new LoginWishes(
                Header.i32(head, 24),
                Header.i32(head, 28),
                Header.u8(head, 32) == 1,
                (short) (Header.u8(head, 33) | Header.u8(head, 34) << 8),
                Header.i32(head, 35),
                Header.u8(head, 39) == 1,
                Header.u8(head, 40),
                Header.u8(head, 41) == 1,
                Header.u8(head, 42),
                Header.u8(head, 43) == 1,
                Header.u8(head, 44) == 1);
    }

    void write(ByteBuf head) {
        head.setIntLE(24, isolation);
        head.setIntLE(28, language);
        head.setBoolean(32, readOnly);
        head.setShortLE(33, timeZoneMinutes);
        head.setIntLE(35, timeoutSeconds);
        head.setBoolean(39, local);
        head.setByte(40, separation);
        head.setBoolean(41, newLobs);
        head.setByte(42, osAuthentication);
        head.setBoolean(43, longLobs);
        head.setBoolean(44, interim);
    }
}
