package io.opendcp.proxy.pool;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a borrower waits for: a connection or an error, once, unless the wish is taken back first. */
final class Wish {
    private final Lending lending;
    private Time.@Nullable Timer deadline;
    /** {@code Time.nanos()} when it was put into the line. */
    private long since;

    private boolean over;

    Wish(Lending lending) {
        this.lending = lending;
    }

    PoolKey key() {
        return lending.key();
    }

    long session() {
        return lending.session();
    }

    void make(Lending.Made made) {
        lending.make(made);
    }

    String ep() {
        return lending.ep();
    }

    /** {@code Time.nanos()} when it was put into the line; it must have been. */
    long since() {
        return since;
    }

    /** It stands in line, for {@code longest}. */
    void waits(Time time, Duration longest, Runnable tooLong) {
        since = time.nanos();
        deadline = time.schedule(longest, tooLong);
    }

    /** It stands in line no more; making it a connection has a deadline of its own. */
    void turn() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** Returns whether it was open until now. */
    boolean end() {
        turn();
        boolean open = !over;
        over = true;
        return open;
    }

    void fail(DmException error) {
        if (end()) {
            lending.failed(error);
        }
    }

    /** Whether somebody waits for it. */
    boolean open() {
        return !over;
    }

    /** Gives it the connection; it must be open. */
    void fulfil(Backend backend) {
        end();
        backend.lentTo(lending);
        lending.lent(backend);
    }
}
