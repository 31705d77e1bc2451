package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
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
    private final ClientStatements statements;
    private boolean left;
    private boolean ending;
    private boolean writable = true;
    private @Nullable Errand errand;
    private Time.@Nullable Timer cursorHold;

    Session(Client client, Settings settings, Replies replies, Desk desk) {
        this.client = client;
        this.replies = replies;
        this.desk = desk;
        seat = new Seat(desk.pool(), client, desk.logins());
        statements = new ClientStatements(desk.limits().statements());
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
            if (Header.compressed(frame.content())) {
                throw new ProtocolException("compressed body, which was not agreed on");
            }
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
        boolean tied = backend.kept() || holding.streaming();
        boolean open = holding.onLost();
        return switch (next.command()) {
            case FREE_STATEMENT, CLOSE_STATEMENT, ALLOCATE_STATEMENT, ROLLBACK -> false;
            default -> open || tied;
        };
    }

    private void begin(Errand next) {
        switch (next.command()) {
            case ALLOCATE_STATEMENT -> allocate(next);
            case FREE_STATEMENT -> free(next);
            case PREPARE, EXECUTE, EXECUTE2, EXECUTE_DIRECT -> running.begin(next, statements.known(next.handle()));
            case PRE_EXECUTE, PUT_DATA, PUT_DATA2 -> running.stream(next, statements.known(next.handle()));
            case FETCH, MORE_RESULTS -> running.onCursor(next, statements.known(next.handle()));
            case SET_CURSOR_NAME -> running.name(next, statements.known(next.handle()));
            case CLOSE_STATEMENT -> close(next);
            case COMMIT, ROLLBACK -> endTransaction(next);
            case SET_ISOLATION -> isolation(next);
            case LOGOUT -> {
                done(next);
                end();
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
                throw DmException.of(ErrorCode.UNKNOWN_COMMAND, Header.commandCode(next.frame()));
        }
    }

    private static DmException notYet(String what) {
        return DmException.of(ErrorCode.NOT_THROUGH_DCP, what);
    }

    private void allocate(Errand next) {
        ClientStatement statement = statements.allocate();
        next.answer(new AllocateReply(statement.handle(), desk.baseNames())
                .encode(replies.allocator().buffer()));
    }

    /** Harmless for any handle: drivers free one twice, and free what was never used. */
    private void free(Errand next) {
        ClientStatement statement = statements.find(next.handle());
        if (statement != null && statement.privateOnEp()) {
            running.relay(next, statement); // the EP frees its handle; ours goes when it has answered
            return;
        }
        if (statement != null) {
            statements.remove(statement);
            holding.unbind(statement);
        }
        done(next);
    }

    private void done(Errand next) {
        next.answer(new EmptyReply(next.command(), next.handle(), 0)
                .encode(replies.allocator().buffer()));
    }

    private void close(Errand next) {
        ClientStatement statement = statements.find(next.handle());
        if (statement != null && statement.cursorOpen()) {
            running.relay(next, statement);
        } else {
            done(next);
        }
    }

    private void endTransaction(Errand next) {
        if (holding.transactionOpen()) {
            running.relay(next, null);
        } else {
            done(next);
        }
    }

    private void isolation(Errand next) {
        int level = SetIsolation.decode(new Frame(next.frame())).level();
        if (level < -1 || level > 3) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, level);
        }
        if (seat.backend() != null) {
            running.relay(next, null); // it must hold there too, and the EP knows whether it may be changed now
        } else {
            holding.settingsWanted(holding.settings().withIsolation(level < 0 ? 1 : level));
            done(next);
        }
    }

    /** The EP has freed the handle that stood for {@code statement}; the client's goes with it. */
    void onFreed(ClientStatement statement) {
        holding.forget(statement);
        statements.remove(statement);
    }

    /** Answers {@code failed} with an error. */
    void fail(Errand failed, DmException error) {
        fail(failed, error, holding.status());
    }

    void fail(Errand failed, DmException error, TransactionStatus status) {
        if (failed.over()) {
            return; // the client has left
        }
        desk.onRefused(this, error);
        if (error.code() == ErrorCode.SWITCH_EP.code()) {
            fail(failed, DmException.of(ErrorCode.NOT_MOVED), status); // clients would follow it to an EP
            return;
        }
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
        if (ending) {
            end();
            return;
        }
        replies.reading(writable);
        holding.release();
        if (!left && holding.idle()) {
            cursorHold = desk.time().schedule(desk.limits().cursorHold(), () -> {
                cursorHold = null;
                if (errand == null && holding.idle()) {
                    holding.onLost(); // whoever still wants those rows gets an error
                }
            });
        }
    }

    /** Somebody with the right to do so wants what runs here to stop; {@code done} is run when that is settled. */
    void cancel(Runnable done) {
        Errand victim = errand;
        Backend backend = victim == null ? null : victim.backend();
        if (backend != null) {
            holding.onCancelSent();
            desk.cancelOnEp(backend.epno(), backend.epSessionId(), () -> {
                holding.onCancelAnswered();
                if (errand == null && !left) {
                    holding.release();
                }
                done.run();
            });
            return;
        }
        if (victim != null) {
            victim.cancelled = true; // on its way to being sent
        }
        seat.stopWaiting(DmException.of(ErrorCode.CANCELLED));
        done.run();
    }

    /**
     * Does for the request under way what somebody else's doing has made possible. What goes wrong is this session's
     * alone.
     */
    void later(Runnable work) {
        Errand under = errand;
        try {
            work.run();
        } catch (DmException error) {
            if (under != null) {
                fail(under, error);
            }
        } catch (RuntimeException defect) {
            desk.onDefect(defect);
            end();
        }
    }

    /** Answers {@code last} with an error and ends the session when all of it has come and been answered. */
    void failAndEnd(Errand last, DmException error) {
        ending = true;
        fail(last, error);
    }

    /** Ends the session: SP_CLOSE_SESSION, or nothing can be put right. Idempotent. */
    void end() {
        leave(); // at once, whether or not the client takes what is on its way to it
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
        this.writable = writable;
        if (errand != null) {
            errand.onClientWritable(writable);
        } else {
            replies.reading(writable); // who does not take replies is not read
        }
    }

    @Override
    public void onClosed() {
        leave();
    }

    private void leave() {
        if (left) {
            return;
        }
        left = true;
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
}
