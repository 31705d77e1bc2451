package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;

/** Single fields of a statement reply, read where they lie. Source: {@code docs/protocol/statements.md} 3, 8. */
final class ReplyView {
    /** "Not known yet" as a number of rows. */
    static final long UNKNOWN = Long.MAX_VALUE;
    /** Not an error: the rows asked for are beyond the end. */
    static final int BEYOND_END = -7036;
    /** No further result set. */
    static final int NO_MORE_RESULTS = 111;

    private static final int TYPE = 20;
    private static final int COLUMNS = 22;
    private static final int TOTAL = 24;
    private static final int ROWS = 35;
    private static final int STATUS = 60;

    private ReplyView() {}

    /** Execute replies: statement type. */
    static int type(ByteBuf frame) {
        return Header.u8(frame, TYPE) | Header.u8(frame, TYPE + 1) << 8;
    }

    /** Execute replies: column descriptors in the body. */
    static int columns(ByteBuf frame) {
        return Header.u8(frame, COLUMNS) | Header.u8(frame, COLUMNS + 1) << 8;
    }

    /** Execute replies: total rows, {@link #UNKNOWN} if not known yet. */
    static long total(ByteBuf frame) {
        return frame.getLongLE(frame.readerIndex() + TOTAL);
    }

    /** Execute replies: rows in this message. */
    static int rows(ByteBuf frame) {
        return Header.i32(frame, ROWS);
    }

    /** Execute replies: transaction status. */
    static int status(ByteBuf frame) {
        return Header.i32(frame, STATUS);
    }

    /** Changes the transaction status of an execute reply. */
    static void status(ByteBuf frame, int status) {
        frame.setIntLE(frame.readerIndex() + STATUS, status);
    }

    /** Fetch replies: total rows, {@link #UNKNOWN} if not known yet. */
    static long fetchTotal(ByteBuf frame) {
        return frame.getLongLE(frame.readerIndex() + 20);
    }

    /** Fetch replies: rows in this message. */
    static int fetchRows(ByteBuf frame) {
        return Header.i32(frame, 28);
    }
}
