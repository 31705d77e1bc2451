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
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.ReplyTaker;
import io.opendcp.proxy.pool.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place for the one EP connection that a session may hold. Borrowing one tells its EP first what the session
 * expects: schema, isolation, time zone, read-only.
 */
final class Seat implements Lending {
    private final ConnectionPool pool;
    private final Client client;
    private final EpLogins logins;
    private @Nullable Backend backend;
    private @Nullable Runnable takeBack;
    private int epno;
    private @Nullable Consumer<Backend> onLent;
    private @Nullable Consumer<DmException> onFailed;

    Seat(ConnectionPool pool, Client client, EpLogins logins) {
        this.pool = pool;
        this.client = client;
        this.logins = logins;
    }

    @Nullable
    Backend backend() {
        return backend;
    }

    /** Whether a connection has been asked for and has not come. */
    boolean waiting() {
        return onLent != null;
    }

    /** Borrows a connection to {@code epno} on which {@code wanted} holds. */
    void take(int epno, Settings wanted, Consumer<Backend> then, Consumer<DmException> failed) {
        this.epno = epno;
        onLent = lent -> align(lent, wanted, then, failed);
        onFailed = failed;
        Runnable cancel = pool.lend(this);
        takeBack = waiting() ? cancel : null;
    }

    @Override
    public PoolKey key() {
        return client.kind().at(epno);
    }

    @Override
    public void make(Made made) {
        logins.open(client, epno, made);
    }

    @Override
    public void lent(Backend lent) {
        Consumer<Backend> then = Objects.requireNonNull(onLent, "asked for");
        over();
        backend = lent;
        then.accept(lent);
    }

    @Override
    public void failed(DmException error) {
        Consumer<DmException> told = Objects.requireNonNull(onFailed, "asked for");
        over();
        told.accept(error);
    }

    private void over() {
        onLent = null;
        onFailed = null;
        takeBack = null;
    }

    /** Stops waiting; the wish fails with {@code error}. Does nothing if none is open. */
    void stopWaiting(DmException error) {
        Consumer<DmException> told = onFailed;
        if (takeBack != null && told != null) {
            takeBack.run();
            over();
            told.accept(error);
        }
    }

    /** The connection goes back to the pool. */
    void giveBack() {
        Backend leaving = Objects.requireNonNull(backend, "held");
        backend = null;
        pool.giveBack(leaving, this);
    }

    /** The connection is closed: nobody else may have it. Also stops waiting, quietly. Idempotent. */
    void drop() {
        if (takeBack != null) {
            takeBack.run();
        }
        over();
        if (backend != null) {
            Backend leaving = backend;
            backend = null;
            pool.discard(leaving);
        }
    }

    private void align(Backend lent, Settings wanted, Consumer<Backend> then, Consumer<DmException> failed) {
        Deque<Step> steps = new ArrayDeque<>();
        Settings now = lent.settings();
        if (wanted.readOnly() != now.readOnly()) {
            steps.add(sql("SP_SET_SESSION_READONLY(" + (wanted.readOnly() ? 1 : 0) + ")"));
        }
        if (!wanted.schema().equals(now.schema())) {
            steps.add(sql("SET SCHEMA \"" + wanted.schema().replace("\"", "\"\"") + "\""));
        }
        if (wanted.isolation() != now.isolation()) {
            steps.add((handle, out) -> new SetIsolation(wanted.isolation()).encode(out, client.format()));
        }
        if (wanted.timeZoneMinutes() != now.timeZoneMinutes()) {
            steps.add(sql("SET TIME ZONE '" + offset(wanted.timeZoneMinutes()) + "'"));
        }
        if (steps.isEmpty()) {
            then.accept(lent);
            return;
        }
        Consumer<DmException> giveUp = error -> {
            drop(); // half aligned: it fits nobody
            failed.accept(error);
        };
        Runnable lost = () -> giveUp.accept(DmException.of(ErrorCode.CONNECTION_LOST));
        lent.statements()
                .any(
                        statement -> run(
                                lent,
                                statement.handle(),
                                steps,
                                () -> {
                                    statement.compiled(null);
                                    statement.giveBack();
                                    lent.settings(wanted);
                                    then.accept(lent);
                                },
                                giveUp),
                        refused -> giveUp.accept(error(refused)),
                        lost);
    }

    private Step sql(String text) {
        return (handle, out) -> Prepare.direct(handle, text, true).encode(out, client.format());
    }

    private void run(Backend lent, int handle, Deque<Step> steps, Runnable done, Consumer<DmException> failed) {
        Step step = steps.poll();
        if (step == null) {
            done.run();
            return;
        }
        lent.ask(step.write(handle, lent.allocator().buffer()), new ReplyTaker() {
            @Override
            public void onReply(Frame frame) {
                if (Header.code(frame.content()) < 0) {
                    failed.accept(error(frame));
                } else {
                    frame.release();
                    run(lent, handle, steps, done, failed);
                }
            }

            @Override
            public void onReplyChunk(FrameChunk chunk) {
                chunk.release(); // a setting's answer is never long
            }

            @Override
            public void onLost() {
                failed.accept(DmException.of(ErrorCode.CONNECTION_LOST));
            }
        });
    }

    private DmException error(Frame frame) {
        try {
            ErrorReply reply = ErrorReply.decode(frame, ErrorReply.Layout.OTHER, client.format());
            return DmException.relayed(reply.code(), reply.message());
        } finally {
            frame.release();
        }
    }

    private static String offset(int minutes) {
        int absolute = Math.abs(minutes);
        return "%s%02d:%02d".formatted(minutes < 0 ? "-" : "+", absolute / 60, absolute % 60);
    }

    /** One request that brings the EP's session nearer to the client's. */
    @FunctionalInterface
    private interface Step {
        ByteBuf write(int handle, ByteBuf out);
    }
}
