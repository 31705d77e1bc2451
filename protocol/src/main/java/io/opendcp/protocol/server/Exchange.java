package io.opendcp.protocol.server;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import java.util.function.Consumer;

/** One request on its way to exactly one reply. Confined to its event loop. */
final class Exchange {
    /** Writes a reply into an empty buffer and returns that. */
    @FunctionalInterface
    interface Encoding {
        ByteBuf into(ByteBuf out);
    }

    private final Command command;
    private final int handle;
    private final ErrorReply.Layout layout;
    private final SqlSession sql;
    private final WireFormat format;
    private final Replies replies;
    private final Defects defects;
    private boolean over;
    private boolean abandoned;

    Exchange(Frame request, SqlSession sql, WireFormat format, Replies replies, Defects defects) {
        this.command = request.command();
        this.handle = request.handle();
        this.layout = layout(request);
        this.sql = sql;
        this.format = format;
        this.replies = replies;
        this.defects = defects;
    }

    Command command() {
        return command;
    }

    int handle() {
        return handle;
    }

    /** Whether it has been answered, or nobody waits any more. */
    boolean over() {
        return over || abandoned;
    }

    /** The client is gone: whatever comes now is dropped. */
    void abandon() {
        abandoned = true;
    }

    /** Answers; if the answer cannot be written, with an error instead. */
    void reply(Encoding encoding) {
        if (!first("a second reply")) {
            return;
        }
        try {
            send(encoding);
        } catch (DmException e) {
            send(error(e));
        } catch (RuntimeException e) {
            send(error(internal(e)));
        }
    }

    void refuse(DmException error) {
        if (first("a second reply: " + error.getMessage())) {
            send(error(error));
        }
    }

    /** We were wrong: tells those who must know, and the client that it was not its fault. */
    void defect(RuntimeException defect) {
        DmException told = internal(defect);
        if (!over()) {
            over = true;
            send(error(told));
        }
    }

    /** What a {@link SqlSession} calls; {@code onDone} replies. */
    SqlSession.Completion completion(Consumer<Outcome> onDone) {
        return new SqlSession.Completion() {
            @Override
            public void done(Outcome outcome) {
                proceed(() -> onDone.accept(outcome));
            }

            @Override
            public void failed(DmException error) {
                refuse(error);
            }
        };
    }

    /** Takes the next step towards the reply, if anybody still waits for it. */
    void proceed(Runnable step) {
        if (abandoned) {
            return;
        }
        try {
            step.run();
        } catch (DmException e) {
            refuse(e);
        } catch (RuntimeException e) {
            defect(e);
        }
    }

    private boolean first(String otherwise) {
        if (over && !abandoned) {
            defects.onDefect(new IllegalStateException(command + " of handle " + handle + ": " + otherwise));
        }
        boolean first = !over();
        over = true;
        return first;
    }

    private void send(Encoding encoding) {
        ByteBuf out = replies.allocator().buffer();
        boolean written = false;
        try {
            encoding.into(out);
            written = true;
        } finally {
            if (!written) {
                out.release();
            }
        }
        replies.send(out);
    }

    private Encoding error(DmException error) {
        TransactionStatus status = status();
        String message = error.message(format.language());
        return out -> new ErrorReply(command, handle, layout, error.code(), message, status).encode(out, format);
    }

    /** What a reply tells where no execution has just told it. */
    TransactionStatus status() {
        try {
            return sql.inTransaction() ? TransactionStatus.OPEN : TransactionStatus.NONE;
        } catch (RuntimeException e) {
            defects.onDefect(e);
            return TransactionStatus.NONE;
        }
    }

    private DmException internal(RuntimeException defect) {
        return DmException.of(ErrorCode.INTERNAL, defects.onDefect(defect));
    }

    /** Where the client will look for a transaction status even in an error. */
    private static ErrorReply.Layout layout(Frame request) {
        Command command = request.command();
        if (command == Command.PRE_EXECUTE || (command == Command.PREPARE && !PrepareView.direct(request.content()))) {
            return ErrorReply.Layout.PREPARE;
        }
        boolean execute = command == Command.PREPARE
                || command == Command.EXECUTE
                || command == Command.EXECUTE2
                || command == Command.EXECUTE_DIRECT
                || command == Command.MORE_RESULTS;
        return execute ? ErrorReply.Layout.EXECUTE : ErrorReply.Layout.OTHER;
    }
}
