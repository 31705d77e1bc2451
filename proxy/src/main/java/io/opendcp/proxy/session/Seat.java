package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Settings;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place for the one EP connection that a session may hold. Borrowing one tells its EP first what the session
 * expects ({@link Aligning}).
 */
final class Seat {
    private final Desk desk;
    private final ConnectionPool pool;
    private final Client client;
    private final Aligning aligning;
    private @Nullable Backend backend;
    /** That under which the connection was lent. */
    private @Nullable Borrowing lent;

    private @Nullable Borrowing waiting;

    Seat(Desk desk, Client client) {
        this.desk = desk;
        this.pool = desk.pool();
        this.client = client;
        aligning = new Aligning(client.format());
    }

    @Nullable
    Backend backend() {
        return backend;
    }

    /** Borrows a connection to {@code epno} on which {@code wanted} holds. */
    void take(int epno, Settings wanted, Consumer<Backend> then, Consumer<DmException> failed) {
        Borrowing asked = new Borrowing(epno, wanted, then, failed);
        waiting = asked;
        asked.takeBack = pool.lend(asked);
    }

    /** Stops waiting; the wish fails with {@code error}. Does nothing if none is open. */
    void stopWaiting(DmException error) {
        Borrowing asked = waiting;
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
        private final int epno;
        private final Settings wanted;
        private final Consumer<Backend> then;
        private final Consumer<DmException> failed;
        private Runnable takeBack = () -> {};

        Borrowing(int epno, Settings wanted, Consumer<Backend> then, Consumer<DmException> failed) {
            this.epno = epno;
            this.wanted = wanted;
            this.then = then;
            this.failed = failed;
        }

        @Override
        public PoolKey key() {
            return client.kind().at(epno);
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
            waiting = null;
            backend = borrowed;
            lent = this;
            aligning.align(borrowed, wanted, () -> then.accept(borrowed), error -> {
                if (backend == borrowed) {
                    drop(); // half aligned: it fits nobody
                }
                failed.accept(error);
            });
        }

        @Override
        public void failed(DmException error) {
            waiting = null;
            failed.accept(error);
        }
    }
}
