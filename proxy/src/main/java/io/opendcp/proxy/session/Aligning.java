package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.SetIsolation;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import io.opendcp.proxy.pool.ReplyTaker;
import io.opendcp.proxy.pool.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Brings the session on an EP to the settings that a borrower expects, by as many requests as they differ in. */
final class Aligning {
    private final WireFormat format;

    Aligning(WireFormat format) {
        this.format = format;
    }

    /** One request that brings the EP's session nearer to the client's. */
    @FunctionalInterface
    private interface Step {
        ByteBuf write(int handle, ByteBuf out);
    }

    /** Runs {@code done} when {@code wanted} holds on {@code lent}, else tells {@code failed}; then it is half aligned. */
    void align(Backend lent, Settings wanted, Runnable done, Consumer<DmException> failed) {
        Deque<Step> steps = steps(lent.settings(), wanted, !lent.transactionOpen());
        if (steps.isEmpty()) {
            done.run();
            return;
        }
        under(lent, steps, failed, () -> {
            lent.settings(wanted);
            done.run();
        });
    }

    /** Lets the EP know whether what follows, and does not say so itself, is to be committed at once; if not, a transaction begins. */
    void autoCommit(Backend lent, boolean on, Runnable done, Consumer<DmException> failed) {
        under(lent, new ArrayDeque<>(List.of(sql("SELECT 1", on))), failed, done);
    }

    /** Runs the steps under a handle of the connection, which is given back. */
    private void under(Backend lent, Deque<Step> steps, Consumer<DmException> failed, Runnable done) {
        lent.statements()
                .any(
                        statement -> run(
                                lent,
                                statement,
                                steps,
                                () -> {
                                    statement.giveBack();
                                    done.run();
                                },
                                failed),
                        refused -> failed.accept(error(refused)),
                        () -> failed.accept(DmException.of(ErrorCode.CONNECTION_LOST)));
    }

    /** @param autoCommit false in a transaction, which they must not end */
    private Deque<Step> steps(Settings now, Settings wanted, boolean autoCommit) {
        Deque<Step> steps = new ArrayDeque<>();
        if (wanted.readOnly() != now.readOnly()) {
            steps.add(sql("SP_SET_SESSION_READONLY(" + (wanted.readOnly() ? 1 : 0) + ")", autoCommit));
        }
        if (!wanted.schema().equals(now.schema())) {
            steps.add(sql("SET SCHEMA \"" + wanted.schema().replace("\"", "\"\"") + "\"", autoCommit));
        }
        if (wanted.isolation() != now.isolation()) {
            steps.add((handle, out) -> new SetIsolation(wanted.isolation()).encode(out, format));
        }
        if (wanted.timeZoneMinutes() != now.timeZoneMinutes()) {
            steps.add(sql("SET TIME ZONE '" + offset(wanted.timeZoneMinutes()) + "'", autoCommit));
        }
        return steps;
    }

    private Step sql(String text, boolean autoCommit) {
        return (handle, out) -> Prepare.direct(handle, text, autoCommit).encode(out, format);
    }

    private void run(
            Backend lent, EpStatement statement, Deque<Step> steps, Runnable done, Consumer<DmException> failed) {
        Step step = steps.poll();
        if (step == null) {
            done.run();
            return;
        }
        lent.ask(step.write(statement.handle(), lent.allocator().buffer()), new ReplyTaker() {
            @Override
            public void onReply(Frame frame) {
                if (Header.code(frame.content()) < 0) {
                    statement.giveBack();
                    failed.accept(error(frame));
                } else {
                    frame.release();
                    run(lent, statement, steps, done, failed);
                }
            }

            @Override
            public void onReplyChunk(FrameChunk chunk) {
                chunk.release();
                throw new IllegalStateException("the answer to a setting came in pieces");
            }

            @Override
            public void onLost() {
                failed.accept(DmException.of(ErrorCode.CONNECTION_LOST));
            }
        });
    }

    private DmException error(Frame frame) {
        try {
            ErrorReply reply = ErrorReply.decode(frame, ErrorReply.Layout.OTHER, format);
            return DmException.relayed(reply.code(), reply.message());
        } finally {
            frame.release();
        }
    }

    private static String offset(int minutes) {
        int absolute = Math.abs(minutes);
        return "%s%02d:%02d".formatted(minutes < 0 ? "-" : "+", absolute / 60, absolute % 60);
    }
}
