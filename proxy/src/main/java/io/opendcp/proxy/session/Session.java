package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ErrorReply.Layout;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.SetIsolation;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.Replies;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client on the user port. Requests are answered here, or run by {@link Running} on the one EP connection that
 * {@link Holding} keeps as long as something ties it. Confined to its event loop; one request at a time.
 */
final class Session implements FrameSession {
    private final Client client;
    private final Replies replies;
    private final Desk desk;
    private final Seat seat;
    private final Holding holding;
    private final Running running;
    private final Map<Integer, ClientStatement> statements = new HashMap<>();
    private int lastHandle;
    private boolean closed;
    private @Nullable Errand errand;
    private Time.@Nullable Timer cursorHold;

    Session(Client client, Settings settings, Replies replies, Desk desk) {
        this.client = client;
        this.replies = replies;
        this.desk = desk;
        seat = new Seat(desk.pool(), client, desk.logins());
        holding = new Holding(seat, desk.counters(), settings);
        running = new Running(this, desk, seat, holding);
        desk.onOpened(this);
    }

    Client client() {
        return client;
    }

    Holding holding() {
        return holding;
    }

    Seat seat() {
        return seat;
    }

    /** Whether a request waits for its answer. */
    boolean busy() {
        return errand != null;
    }

    @Override
    public void onFrame(Frame frame) {
        if (errand != null) {
            frame.release();
            throw new ProtocolException("a second request before the reply");
        }
        if (cursorHold != null) {
            cursorHold.cancel();
            cursorHold = null;
        }
        Errand next = new Errand(running, replies, frame);
        errand = next;
        try {
            if (lost(next)) {
                fail(next, DmException.of(ErrorCode.CONNECTION_LOST), TransactionStatus.ROLLED_BACK);
            } else {
                begin(next);
            }
        } catch (DmException error) {
            fail(next, error);
        }
    }

    /** Whether the connection that this request depends on has ended since the last one. */
    private boolean lost(Errand next) {
        Backend backend = seat.backend();
        if (backend == null || !backend.lost()) {
            return false;
        }
        desk.onBackendLost(backend.epno());
        boolean kept = backend.kept();
        boolean open = holding.onLost();
        return switch (next.command()) {
            case FREE_STATEMENT, CLOSE_STATEMENT, ALLOCATE_STATEMENT, ROLLBACK -> false;
            default -> open || kept;
        };
    }

    private void begin(Errand next) {
        switch (next.command()) {
            case ALLOCATE_STATEMENT -> allocate(next);
            case FREE_STATEMENT -> free(next);
            case PREPARE, EXECUTE, EXECUTE2, EXECUTE_DIRECT -> running.begin(next, statement(next));
            case PRE_EXECUTE, PUT_DATA, PUT_DATA2 -> running.stream(next, statement(next));
            case FETCH, MORE_RESULTS, SET_CURSOR_NAME -> running.onCursor(next, statement(next));
            case CLOSE_STATEMENT -> close(next);
            case COMMIT, ROLLBACK -> endTransaction(next);
            case SET_ISOLATION -> isolation(next);
            case LOGOUT -> {
                next.answer(EmptyReplies.of(next).encode(replies.allocator().buffer()));
                replies.end();
            }
            case STARTUP, LOGIN -> throw new ProtocolException("a second " + next.command());
            case GET_DATA, GET_LOBS, LOB_LENGTH, WRITE_LOB, TRUNCATE_LOB, READ_LOB -> throw notYet("LOB");
            case XA -> throw notYet("XA");
            case FAST_INSERT_CHECK,
                    LOAD_TABLE_INFO,
                    LOAD_INSERT,
                    LOAD_FINISH,
                    LOAD_LOB,
                    LOAD_SETUP,
                    LOAD_SEQUENCE,
                    TABLE_DISTRIBUTION -> throw notYet("dmfldr, Manual 7");
            case LOG_START, LOG_STOP, LOG_GET, LOG_GET_FROM -> throw notYet("log subscription");
            case CHANGE_PASSWORD, TABLE_TIMESTAMPS, EXPLAIN, INTERIM, UNRECOGNISED ->
                throw DmException.of(
                        ErrorCode.UNKNOWN_COMMAND, io.opendcp.protocol.frame.Header.commandCode(next.frame()));
        }
    }

    private static DmException notYet(String what) {
        return DmException.of(ErrorCode.NOT_THROUGH_DCP, what);
    }

    private void allocate(Errand next) {
        if (statements.size() >= desk.limits().statements()) {
            throw DmException.of(ErrorCode.LIMIT, "statements", desk.limits().statements());
        }
        do {
            lastHandle = lastHandle == Integer.MAX_VALUE ? 1 : lastHandle + 1;
        } while (statements.containsKey(lastHandle));
        statements.put(lastHandle, new ClientStatement(lastHandle));
        next.answer(new AllocateReply(lastHandle, desk.baseNames())
                .encode(replies.allocator().buffer()));
    }

    private void free(Errand next) {
        ClientStatement statement = statements.get(next.handle());
        if (statement != null && statement.cursorOpen()) {
            running.relay(next, statement); // the EP frees its handle; ours goes when it has answered
            return;
        }
        if (statement != null) {
            statements.remove(statement.handle());
            holding.unbind(statement);
        }
        next.answer(EmptyReplies.of(next).encode(replies.allocator().buffer()));
    }

    private void close(Errand next) {
        ClientStatement statement = statements.get(next.handle());
        if (statement != null && statement.cursorOpen()) {
            running.relay(next, statement);
        } else {
            next.answer(EmptyReplies.of(next).encode(replies.allocator().buffer()));
        }
    }

    private void endTransaction(Errand next) {
        if (holding.transactionOpen()) {
            running.relay(next, null);
        } else {
            next.answer(EmptyReplies.of(next).encode(replies.allocator().buffer()));
        }
    }

    private void isolation(Errand next) {
        int level = SetIsolation.decode(new Frame(next.frame())).level();
        if (level < -1 || level > 3) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, level);
        }
        if (holding.transactionOpen()) {
            running.relay(next, null); // the EP knows whether it may be changed now
        } else {
            holding.settingsWanted(holding.settings().withIsolation(level < 0 ? 1 : level));
            next.answer(EmptyReplies.of(next).encode(replies.allocator().buffer()));
        }
    }

    private ClientStatement statement(Errand next) {
        ClientStatement statement = statements.get(next.handle());
        if (statement == null) {
            throw DmException.of(ErrorCode.UNKNOWN_HANDLE, Integer.toUnsignedString(next.handle()));
        }
        return statement;
    }

    /** The EP has freed the handle that stood for {@code statement}; the client's goes with it. */
    void onFreed(ClientStatement statement) {
        holding.forget(statement);
        statements.remove(statement.handle());
    }

    /** Answers {@code failed} with an error. */
    void fail(Errand failed, DmException error) {
        fail(failed, error, holding.status());
    }

    void fail(Errand failed, DmException error, TransactionStatus status) {
        desk.onRefused(this, error);
        Layout layout = switch (failed.command()) {
            case EXECUTE, EXECUTE2, EXECUTE_DIRECT, MORE_RESULTS, FETCH -> Layout.EXECUTE;
            case PREPARE -> PrepareView.direct(failed.frame()) ? Layout.EXECUTE : Layout.PREPARE;
            case PRE_EXECUTE -> Layout.PREPARE;
            default -> Layout.OTHER;
        };
        ErrorReply reply = new ErrorReply(
                failed.command(),
                failed.handle(),
                layout,
                error.code(),
                error.message(client.format().language()),
                status);
        failed.answer(reply.encode(replies.allocator().buffer(), client.format()));
    }

    /** The request under way has been answered, in full. */
    void onDone() {
        errand = null;
        holding.release();
        if (!closed && holding.heldByCursors()) {
            cursorHold = desk.time().schedule(desk.limits().cursorHold(), () -> {
                cursorHold = null;
                if (errand == null && holding.heldByCursors()) {
                    holding.onLost(); // whoever still wants those rows gets an error
                }
            });
        }
    }

    /** Somebody with the right to do so wants what runs here to stop; {@code done} is run when that is settled. */
    void cancel(Runnable done) {
        Backend backend = errand == null ? null : errand.backend();
        if (backend != null) {
            holding.onCancelSent();
            desk.cancelOnEp(backend.epno(), backend.epSessionId(), () -> {
                holding.onCancelAnswered();
                if (errand == null && !closed) {
                    holding.release();
                }
                done.run();
            });
        } else {
            seat.stopWaiting(DmException.of(ErrorCode.CANCELLED));
            done.run();
        }
    }

    /** Ends the session: SP_CLOSE_SESSION, or a defect. */
    void end() {
        replies.end();
    }

    Replies replies() {
        return replies;
    }

    @Override
    public void onChunk(FrameChunk chunk) {
        if (errand == null) {
            chunk.release();
            throw new IllegalStateException("a chunk without its frame");
        }
        errand.onRequestChunk(chunk);
    }

    @Override
    public void onWritable(boolean writable) {
        if (errand != null) {
            errand.onClientWritable(writable);
        }
    }

    @Override
    public void onClosed() {
        closed = true;
        if (cursorHold != null) {
            cursorHold.cancel();
        }
        if (errand != null) {
            errand.end();
            errand = null;
        }
        seat.drop(); // whatever is tied to it ends with it: the EP rolls back
        client.sealed().wipe();
        desk.onClosed(this);
    }

    /** Empty answers. */
    private static final class EmptyReplies {
        static EmptyReply of(Errand errand) {
            return new EmptyReply(errand.command(), errand.handle(), 0);
        }
    }
}
