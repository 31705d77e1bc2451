package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ErrorReply.Layout;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.statement.TransactionStatus;

/** "No", as the answer to a request of a client. */
final class Refusal {
    private Refusal() {}

    static ErrorReply of(Errand refused, DmException error, TransactionStatus status, Language language) {
        return reply(refused, told(error), status, language);
    }

    /** {@code error} sends the client to another DCP: the only -613 that a client hears. */
    static ErrorReply sendAway(Errand refused, DmException error, Language language) {
        return reply(refused, error, TransactionStatus.NONE, language);
    }

    private static ErrorReply reply(Errand refused, DmException told, TransactionStatus status, Language language) {
        Layout layout = switch (refused.command()) {
            case EXECUTE, EXECUTE2, EXECUTE_DIRECT, MORE_RESULTS, FETCH -> Layout.EXECUTE;
            case PREPARE -> PrepareView.direct(refused.frame()) ? Layout.EXECUTE : Layout.PREPARE;
            case PRE_EXECUTE -> Layout.PREPARE;
            default -> Layout.OTHER;
        };
        return new ErrorReply(refused.command(), refused.handle(), layout, told.code(), told.message(language), status);
    }

    /** What a client may be told: it would follow "switch to EP n" to an EP. */
    static DmException told(DmException error) {
        return error.code() == ErrorCode.SWITCH_EP.code() ? DmException.of(ErrorCode.NOT_MOVED) : error;
    }
}
