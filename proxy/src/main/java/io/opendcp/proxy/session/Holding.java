package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import io.opendcp.proxy.pool.Settings;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What ties a session to its EP connection: an open transaction, open cursors, values sent ahead, state that cannot be
 * carried; and which of its statements stand for which handles there. When nothing ties it, the connection goes back.
 */
final class Holding {
    private final Seat seat;
    private final Counters counters;
    private final IntConsumer onTransactionEnded;
    private final Set<ClientStatement> bound = new LinkedHashSet<>();
    private Settings settings;
    private boolean running;
    private boolean open;
    private boolean ended;
    private boolean locks;
    private int lastEpno = Guide.ANY;
    private int loan = 1;
    private boolean lobsOnLoan;
    private final LobNumbers lobNumbers = new LobNumbers();
    private boolean autoCommit = true;
    private final Interlude interlude = new Interlude();

    /** @param onTransactionEnded told the EP on which it ran */
    Holding(Seat seat, Counters counters, Settings settings, IntConsumer onTransactionEnded) {
        this.seat = seat;
        this.counters = counters;
        this.settings = settings;
        this.onTransactionEnded = onTransactionEnded;
    }

    /** What holds in the session, wherever it runs next. */
    Settings settings() {
        return settings;
    }

    /** The client changed a setting, and the connection that is held knows it. */
    void settings(Settings now) {
        settings = now;
        Backend backend = seat.backend();
        if (backend != null) {
            backend.settings(now);
        }
    }

    /** The client changed a setting that no EP has been told of. */
    void settingsWanted(Settings now) {
        settings = now;
    }

    boolean transactionOpen() {
        return open;
    }

    TransactionStatus status() {
        return open ? TransactionStatus.OPEN : TransactionStatus.NONE;
    }

    /** The EP of the transaction that runs, or ran last. */
    int lastEpno() {
        return lastEpno;
    }

    /** Whether a transaction has begun: manual 5.4 calls it execution mode 2, "forced". */
    boolean forced() {
        return running;
    }

    /** Number of the present use of a connection, among those that had LOBs of their own; from 1. */
    int loan() {
        return loan;
    }

    /** Of LOBs whose ids cannot be told as they are. */
    LobNumbers lobNumbers() {
        return lobNumbers;
    }

    /** The client is told of LOBs of {@code statement} that live on this connection only. */
    void onLobs(ClientStatement statement) {
        statement.lobs(true);
        lobsOnLoan = true;
    }

    /** Whether the client's last statement was to be committed at once: what tells nothing of that is taken to mean the same. */
    boolean autoCommit() {
        return autoCommit;
    }

    void autoCommit(boolean on) {
        autoCommit = on;
    }

    /** {@code ep} stands for {@code statement} from now on. */
    void bind(ClientStatement statement, EpStatement ep) {
        statement.ep(ep);
        bound.add(statement);
    }

    /** The EP's handle is not needed for {@code statement} any more; its cursor has been closed. */
    void unbind(ClientStatement statement) {
        EpStatement ep = statement.ep();
        if (ep != null) {
            ep.cursorOpen(false);
            ep.giveBack();
            statement.ep(null);
            statement.lobs(false);
            bound.remove(statement);
        }
    }

    /** The EP's handle does not exist any more. */
    void forget(ClientStatement statement) {
        EpStatement ep = statement.ep();
        if (ep != null) {
            ep.gone();
            statement.streaming(false);
            statement.named(false);
            statement.lobs(false);
            statement.ep(null);
            bound.remove(statement);
        }
    }

    /**
     * A statement has run, or failed.
     *
     * @param begins whether it is of the kind that begins a transaction
     * @param status what the EP says of the transaction, {@link TransactionStatus}
     */
    void onExecuted(boolean begins, boolean autoCommit, boolean failed, int status) {
        TransactionStatus told = TransactionStatus.of(status);
        boolean over = told == TransactionStatus.COMMITTED || told == TransactionStatus.ROLLED_BACK;
        if (begins) {
            running = true;
        }
        if (told == TransactionStatus.OPEN) {
            set(true);
        } else if (begins && !autoCommit) {
            set(!over); // from the first execution on, whatever a server says about a mere SELECT
        } else {
            set(open && !over && (failed || !autoCommit)); // what failed has committed nothing
        }
        if (!open) {
            ended();
        }
    }

    /** A text has been compiled. That begins no transaction; but if the EP says that one is open, it is not left there. */
    void onCompiled(int status) {
        if (!open && TransactionStatus.isOpen(status)) {
            running = true;
            set(true);
        }
    }

    /** COMMIT or ROLLBACK has been answered without error. */
    void onEnded() {
        set(false);
        ended();
    }

    /** Rows or a table have been locked for the transaction that is open, if one is. */
    void onLocked() {
        locks = open;
    }

    /** Whether the open transaction has locked rows or tables by a statement that is for that. */
    boolean locks() {
        return open && locks;
    }

    private void set(boolean now) {
        ended |= open && !now;
        locks &= now;
        open = now;
        Backend backend = seat.backend();
        if (backend != null) {
            backend.transactionOpen(now);
        }
    }

    private void ended() {
        Backend backend = seat.backend();
        if (running && backend != null) {
            counters.transaction(lastEpno != Guide.ANY && lastEpno != backend.epno());
            lastEpno = backend.epno();
            onTransactionEnded.accept(lastEpno);
        }
        running = false;
    }

    /** The connection is gone, and with it transaction, cursors and handles. Returns whether a transaction was open. */
    boolean onLost() {
        boolean was = open;
        open = false;
        locks = false;
        running = false;
        for (ClientStatement statement : bound) {
            statement.streaming(false);
            statement.named(false);
        }
        unbindAll();
        seat.drop();
        return was;
    }

    private void unbindAll() {
        if (lobsOnLoan) {
            loan++;
            lobsOnLoan = false;
        }
        for (ClientStatement statement : bound) {
            statement.ep(null);
            statement.lobs(false);
        }
        bound.clear();
    }

    /** Whether the client has LOBs that live on this connection only. */
    private boolean lobs() {
        return bound.stream().anyMatch(ClientStatement::lobs);
    }

    /** What the DCP itself asks the EP for; until it has been answered the connection is held. */
    Interlude interlude() {
        return interlude;
    }

    /** Whether the connection is held only for what the client may never ask for: rows, LOBs, or the use of values sent ahead. */
    boolean idle() {
        Backend backend = seat.backend();
        return backend != null && !open && !backend.kept() && tied();
    }

    /** What keeps the connection; empty if nothing does, or there is none. */
    Set<Bond> bonds() {
        Set<Bond> bonds = EnumSet.noneOf(Bond.class);
        Backend backend = seat.backend();
        if (backend == null) {
            return bonds;
        }
        if (open) {
            bonds.add(Bond.TRANSACTION);
        }
        if (bound.stream().anyMatch(ClientStatement::cursorOpen)) {
            bonds.add(Bond.ROWS);
        }
        if (lobs()) {
            bonds.add(Bond.LOBS);
        }
        if (streaming()) {
            bonds.add(Bond.VALUES);
        }
        if (backend.kept()) {
            bonds.add(Bond.STATE);
        }
        if (interlude.open()) {
            bonds.add(Bond.INTERLUDE);
        }
        return bonds;
    }

    /**
     * LOBs of its own, and rows that are left, cannot be fetched any more; whoever tries is told {@code why}. Where nothing else needs the connection
     * it is closed.
     *
     * @param but a statement whose rows stay, or null
     */
    void letRowsGo(DmException why, @Nullable ClientStatement but) {
        bound.stream()
                .filter(statement -> statement != but && statement.cursorOpen())
                .forEach(statement -> statement.rowsGone(why));
        bound.stream().filter(statement -> statement != but).forEach(statement -> statement.lobs(false));
        Backend backend = seat.backend();
        boolean needed =
                lobs() || bound.stream().anyMatch(statement -> statement.cursorOpen() && statement.rowsGone() == null);
        if (backend != null && tied() && !needed && !open && !streaming() && !backend.kept()) {
            onLost();
        } else {
            release();
        }
    }

    /** A statement whose rows can be read on to free the connection; null if rows of others would keep it all the same. */
    @Nullable
    ClientStatement continues() {
        ClientStatement first = null;
        for (ClientStatement statement : bound) {
            if (!statement.cursorOpen()) {
                continue;
            }
            RowsLeft rows = statement.rows();
            if (rows == null || !rows.continues() || statement.rowsGone() != null) {
                return null;
            }
            first = first == null ? statement : first;
        }
        return first;
    }

    /** Whether a transaction has ended since this was asked last. */
    boolean hasEnded() {
        boolean was = ended;
        ended = false;
        return was;
    }

    /** Whether values have been sent ahead of their execution. */
    boolean streaming() {
        return bound.stream().anyMatch(ClientStatement::streaming);
    }

    /** Whether one of its statements has a cursor that the client has named. */
    boolean named() {
        return bound.stream().anyMatch(ClientStatement::named);
    }

    /** Gives the connection back if nothing ties it; returns whether none is held now. */
    boolean release() {
        Backend backend = seat.backend();
        if (backend == null) {
            return true;
        }
        if (backend.lost() || !bonds().isEmpty()) {
            return false;
        }
        for (ClientStatement statement : bound) {
            EpStatement ep = statement.ep();
            if (ep != null) {
                ep.giveBack();
            }
        }
        unbindAll();
        seat.giveBack();
        return true;
    }

    /** Whether rows are left to fetch, LOBs to be read, or values have been sent ahead. */
    boolean tied() {
        return bound.stream()
                .anyMatch(statement -> statement.cursorOpen() || statement.lobs() || statement.streaming());
    }

    @Nullable
    Backend backend() {
        return seat.backend();
    }
}
