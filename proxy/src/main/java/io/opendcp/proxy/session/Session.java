package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.Replies;
import io.opendcp.protocol.statement.TransactionStatus;
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
    /** For LOBs of other EPs than that of the transaction. */
    private final Seat beside;

    private final Holding holding;
    private final Running running;
    private final ClientStatements statements;
    private final String firstSchema;
    private final Requests requests;
    private final TimeLimit timeLimit;
    private final Interruptions interruptions;
    private final ReadAhead readAhead;
    /** What the client has to be told: its transaction, or other state of its session, is lost. */
    private @Nullable DmException owed;

    private boolean left;
    private boolean ending;
    private boolean holdsRows;
    private boolean writable = true;
    private @Nullable Errand errand;
    private @Nullable Tie tie;

    Session(Client client, Settings settings, Replies replies, Desk desk) {
        this.client = client;
        this.replies = replies;
        this.desk = desk;
        firstSchema = settings.schema();
        seat = new Seat(desk, client);
        beside = new Seat(desk, client);
        statements = new ClientStatements(desk.limits().statements());
        holding = new Holding(
                seat, desk.counters(), settings, epno -> desk.journal().transactionEnded(client.sessionId(), epno));
        timeLimit = new TimeLimit(this, desk, holding);
        interruptions = new Interruptions(this, desk, seat, holding);
        readAhead = new ReadAhead(this, desk, holding);
        running = new Running(this, desk, seat, holding);
        Cursors cursors = new Cursors(this, seat, running);
        SimpleRequests simple = new SimpleRequests(this, desk, statements, cursors);
        requests = new Requests(this, statements, simple, running, cursors, running.lobs());
        desk.sessions().opened(this);
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

    /** Where the connection is on which {@code errand} runs, or shall run. */
    Seat seat(Errand errand) {
        return errand.beside ? beside : seat;
    }

    /** Whether its schema is the one that it had after its login. */
    boolean inFirstSchema() {
        return holding.settings().schema().equals(firstSchema);
    }

    /** Whether the client may still be reading rows that it has, of another statement than that of {@code next}. */
    boolean mayRead(Errand next) {
        return statements.anyShows(next.handle());
    }

    /** Whether a request waits for its answer. */
    boolean busy() {
        return errand != null;
    }

    /** The request that waits for its answer. */
    @Nullable
    Errand errand() {
        return errand;
    }

    /** Whether it has ended. */
    boolean gone() {
        return left;
    }

    TimeLimit timeLimit() {
        return timeLimit;
    }

    Interruptions interruptions() {
        return interruptions;
    }

    ReadAhead readAhead() {
        return readAhead;
    }

    /** Whether rows of another statement than that of {@code next} wait here for the client. */
    boolean rowsHere(Errand next) {
        return statements.rowsHere(next.handle());
    }

    /** Whether rows wait here for the client. */
    boolean rowsHere() {
        return statements.rowsHere(0);
    }

    /** The client has been silent for too long: rows that it has not asked for are let go. */
    void dropRows() {
        statements.dropRows(DmException.of(ErrorCode.INVALID_CURSOR_OPERATION));
        if (holding.idle()) {
            holding.onLost();
        }
    }

    @Override
    public void onFrame(Frame frame) {
        if (errand != null) {
            frame.release();
            throw new ProtocolException("a second request before the reply");
        }
        Errand next = new Errand(running, replies, frame);
        errand = next;
        if (!interruptions.rollingBack()) {
            timeLimit.anew();
        }
        if (Header.compressed(frame.content())) {
            throw new ProtocolException("compressed body, which was not agreed on");
        }
        if (holdsRows) {
            holdsRows = false;
            desk.sessions().holdsNoRows(this);
        }
        desk.drain().onRequest(this);
        boolean meanwhile = readAhead.underWay() && requests.answersMeanwhile(next);
        if (holding.interlude().open() && !meanwhile) {
            timeLimit.anew();
            holding.interlude().next(() -> later(() -> start(next)));
        } else {
            start(next);
        }
    }

    private void start(Errand next) {
        try {
            if (Fate.runs(next) && !Fate.compiles(next)) {
                holding.autoCommit(Reading.autoCommit(next)); // also if it comes to nothing
            }
            DmException lost = lost(next);
            if (lost != null) {
                fail(next, lost, TransactionStatus.ROLLED_BACK);
            } else if (next.stopped()) {
                fail(next, DmException.of(next.cancelled ? ErrorCode.CANCELLED : ErrorCode.TIMEOUT));
            } else {
                requests.begin(next);
            }
        } catch (DmException error) {
            fail(next, error);
        }
    }

    /** What the client has to be told by this request's answer, if what it depends on has been lost. */
    private @Nullable DmException lost(Errand next) {
        Backend backend = seat.backend();
        if (backend != null && backend.lost()) {
            desk.onBackendLost(backend.epno());
            boolean tied = backend.kept() || holding.streaming();
            if (holding.onLost() || tied) {
                oweLoss(DmException.of(ErrorCode.CONNECTION_LOST));
            }
        }
        DmException told = owed;
        if (told == null || Fate.unheard(next)) {
            return null;
        }
        owed = null;
        return next.command() == Command.ROLLBACK ? null : told; // that is what has happened
    }

    /** What the session depends on was lost, and nobody looks at an answer that tells it: the next request's does. */
    void oweLoss(DmException why) {
        owed = why;
    }

    /** The EP has freed the handle that stood for {@code statement}; the client's goes with it. */
    void onFreed(ClientStatement statement) {
        holding.forget(statement);
        statements.remove(statement);
    }

    /** Answers {@code next} with "go to another DCP" if this one is being drained and the client can. */
    boolean sendAway(Errand next) {
        Peer elsewhere = desk.drain().peerFor(this, next);
        if (elsewhere == null) {
            return false;
        }
        DmException error = DmException.of(ErrorCode.SWITCH_EP, elsewhere);
        desk.onRefused(this, error);
        next.answer(Refusal.sendAway(next, error, client.format().language())
                .encode(replies.allocator().buffer(), client.format()));
        return true;
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
        failed.answer(Refusal.of(failed, error, status, client.format().language())
                .encode(replies.allocator().buffer(), client.format()));
    }

    /** The request under way has been answered, in full. */
    void onDone() {
        Errand done = errand;
        errand = null;
        if (ending) {
            end();
            return;
        }
        timeLimit.anew();
        replies.reading(writable);
        if (holding.hasEnded() && desk.limits().rowsEndWithTransaction()) {
            holding.letRowsGo(DmException.of(ErrorCode.ROWS_ENDED), done == null ? null : done.statement);
        }
        rest(done == null ? null : done.sql);
    }

    /** Nobody asks its EP for anything: the connection goes back, or what keeps it is put down, or rows are read ahead on it. */
    void rest(@Nullable String sql) {
        if (!holding.release() && !readAhead.begin() && holding.idle()) {
            holdsRows = true;
            desk.sessions().holdsRows(this);
        }
        tie = Tie.after(holding, tie, sql, desk.time().now());
    }

    /** Too many sessions keep a connection for rows: this one has been silent longest. */
    void tooManyHoldRows(int most) {
        holdsRows = false;
        holding.letRowsGo(DmException.of(ErrorCode.TOO_MANY_RESULTS, most), null);
    }

    /** Why and since when it keeps its EP connection; null if it has none, or only for a request. */
    @Nullable
    Tie tie() {
        return seat.backend() == null ? null : tie;
    }

    /** Somebody with the right to do so wants what runs here to stop; {@code done} is run when that is settled. */
    void cancel(Runnable done) {
        interruptions.cancel(done);
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
        } catch (ProtocolException malformed) {
            end();
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
        if (errand != null) {
            errand.end();
            errand = null;
        }
        statements.dropRows(DmException.of(ErrorCode.INVALID_CURSOR_OPERATION));
        seat.drop(); // whatever is tied to it ends with it: the EP rolls back
        beside.drop();
        client.sealed().wipe();
        desk.onClosed(this);
    }
}
