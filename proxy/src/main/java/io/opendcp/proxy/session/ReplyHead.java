package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.message.ReplyView;

/**
 * What a reply's header says, read before the frame is passed on. A field means something only in replies to the command
 * that has it.
 *
 * @param code 0 fine, negative an error
 * @param type of the statement that ran
 * @param status of the transaction after an execution
 * @param compiledStatus of the transaction after a text has been compiled
 * @param leavesCursor after an execution: whether rows or result sets are left
 */
record ReplyHead(int code, int type, int status, int compiledStatus, boolean leavesCursor) {
    static ReplyHead of(ByteBuf frame) {
        return new ReplyHead(
                ReplyView.code(frame),
                ReplyView.statementType(frame),
                ReplyView.executeTransaction(frame),
                ReplyView.prepareTransaction(frame),
                ReplyView.executeLeavesCursor(frame));
    }

    boolean failed() {
        return code < 0;
    }
}
