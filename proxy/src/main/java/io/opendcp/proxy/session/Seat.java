package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Settings;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The place for the one EP connection that a session may hold. Borrowing one tells its EP first what the session
 * expects ({@link Aligning}), and waits while that EP cannot be used ({@link WaitingRoom}).
 */
final class Seat {
    private final Desk desk;
    private final ConnectionPool pool;
    private final Client client;
    private final Aligning aligning;
    private @Nullable Backend backend;
    /** That under which the connection was lent. */
    private @Nullable Borrowing lent;

    private @Nullable Wait waiting;

    Seat(Desk desk, Client client) {
        this.desk = desk;
        this.pool = desk.pool();
        this.client = client;
        aligning = new Aligning(client.format());
    }

    /** For what is waited, and what ends the waiting. */
    private record Wait(Runnable takeBack, Consumer<DmException> failed) {}

    @Nullable
    Backend backend() {
        return backend;
    }

    /**
     * Borrows a connection to an EP on which {@code wanted} holds.
     *
     * @param where says to which, each time that it is tried
     */
    void take(Errand errand, IntSupplier where, Settings wanted, Consumer<Backend> then, Consumer<DmException> failed) {
        new Borrowing(errand, where, wanted, then, failed).begin();
    }

    /** Waits until {@code epno} is worth another try, because of {@code error}; nothing is held meanwhile. */
    void await(Errand errand, int epno, DmException error, Runnable then, Consumer<DmException> failed) {
        WaitingRoom room = desk.room();
        Runnable turn = () -> {
            errand.turn = true;
            then.run();
        };
        await(
                waiter -> room.enter(epno, errand.size(), errand.waitsUntil(room::deadline), error, waiter),
                turn,
                failed);
    }

    /** @param line begins to wait, and returns what ends that without a word */
    void await(Function<WaitingRoom.Waiter, Runnable> line, Runnable then, Consumer<DmException> failed) {
        boolean[] over = {false};
        Runnable leave = line.apply(new WaitingRoom.Waiter() {
            @Override
            public void goOn() {
                over[0] = true;
                waiting = null;
                then.run();
            }

            @Override
            public void failed(DmException told) {
                over[0] = true;
                waiting = null;
                failed.accept(told);
            }
        });
        if (!over[0]) {
            waiting = new Wait(leave, failed);
        }
    }

    /** Whether it waits for a connection, for an EP, or for the end of a pause. */
    boolean waits() {
        return waiting != null;
    }

    /** Stops waiting; the wish fails with {@code error}. Does nothing if none is open. */
    void stopWaiting(DmException error) {
        Wait asked = waiting;
        if (asked != null) {
            waiting = null;
            asked.takeBack.run();
            asked.failed.accept(error);
        }
    }

    /** The connection goes back to the pool. */
    void giveBack() {
        Backend leaving = Objects.requireNonNull(backend, "held");
        Borrowing borrowed = Objects.requireNonNull(lent, "held");
        backend = null;
        lent = null;
        pool.giveBack(leaving, borrowed);
    }

    /** The connection is closed: nobody else may have it. Also stops waiting, quietly. Idempotent. */
    void drop() {
        if (waiting != null) {
            waiting.takeBack.run();
            waiting = null;
        }
        if (backend != null) {
            Backend leaving = backend;
            backend = null;
            lent = null;
            pool.discard(leaving);
        }
    }

    /** One wish for a connection. */
    private final class Borrowing implements Lending {
        private final Errand errand;
        private final IntSupplier where;
        private final Settings wanted;
        private final Consumer<Backend> then;
        private final Consumer<DmException> failed;
        private int epno;
        private boolean over;
        /** Whether it has waited, and others may be waiting for how it fares. */
        private boolean first;

        Borrowing(
                Errand errand,
                IntSupplier where,
                Settings wanted,
                Consumer<Backend> then,
                Consumer<DmException> failed) {
            this.errand = errand;
            this.where = where;
            this.wanted = wanted;
            this.then = then;
            this.failed = failed;
        }

        void begin() {
            first = errand.turn;
            errand.turn = false;
            over = false;
            if (!first && !errand.sure && pause()) {
                return;
            }
            epno = where.getAsInt();
            if (!first && desk.room().closed(epno) && !pool.hasFree(key())) {
                await(DmException.of(ErrorCode.CANNOT_CONNECT, "EP " + epno));
                return;
            }
            Runnable takeBack = pool.lend(this);
            if (!over) {
                waiting = new Wait(takeBack, failed);
            }
        }

        /** Returns whether it goes on later: a connection that broke may be the first of many. */
        private boolean pause() {
            errand.sure = true;
            Runnable leave = desk.room().pause(errand.size(), () -> {
                waiting = null;
                again();
            });
            if (leave != null) {
                waiting = new Wait(leave, failed);
            }
            return leave != null;
        }

        private void again() {
            try {
                begin();
            } catch (DmException error) {
                failed.accept(error);
            }
        }

        private void await(DmException error) {
            Seat.this.await(errand, epno, error, this::again, failed);
        }

        @Override
        public PoolKey key() {
            return client.kind().at(epno);
        }

        @Override
        public String ep() {
            return desk.instance(epno);
        }

        @Override
        public long session() {
            return client.sessionId();
        }

        @Override
        public void make(Made made) {
            try {
                desk.logins().open(client, epno, made);
            } catch (RuntimeException defect) {
                desk.onDefect(defect); // whoever gave back the connection that made room is not to be blamed
                made.failed(DmException.of(ErrorCode.INTERNAL, "EP" + epno));
            }
        }

        @Override
        public void lent(Backend borrowed) {
            over = true;
            waiting = null;
            backend = borrowed;
            lent = this;
            if (first) {
                desk.room().usable(epno);
            }
            aligning.align(borrowed, wanted, () -> then.accept(borrowed), error -> {
                if (backend == borrowed) {
                    drop(); // half aligned: it fits nobody
                }
                if (Trouble.refuses(error.code())) {
                    desk.room().refused(epno, borrowed.login().server().instance(), error);
                    desk.onBackendLost(epno);
                }
                failed(error);
            });
        }

        @Override
        public void failed(DmException error) {
            over = true;
            waiting = null;
            errand.lostOn = epno;
            if (Trouble.is(error)) {
                await(error);
            } else {
                failed.accept(error);
            }
        }
    }
}
