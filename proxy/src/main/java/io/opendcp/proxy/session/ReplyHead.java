package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;

/**
 * What a reply's header says, read before the frame is passed on. Fields mean what the command makes of them.
 *
 * @param code 0 fine, negative an error
 */
record ReplyHead(
        int code, int type, int columns, long total, int rows, int status, long fetchTotal, int fetchRows) {
    static ReplyHead of(ByteBuf frame) {
        return new ReplyHead(
                Header.code(frame),
                ReplyView.type(frame),
                ReplyView.columns(frame),
                ReplyView.total(frame),
                ReplyView.rows(frame),
                ReplyView.status(frame),
                ReplyView.fetchTotal(frame),
                ReplyView.fetchRows(frame));
    }

    boolean failed() {
        return code < 0;
    }
}
