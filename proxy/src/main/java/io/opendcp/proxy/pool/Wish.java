package io.opendcp.proxy.pool;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a borrower waits for: a connection or an error, once, unless the wish is taken back first. */
final class Wish {
    private final Lending lending;
    private final PoolKey key;
    private Time.@Nullable Timer deadline;
    /** {@code Time.nanos()} when it was put into the line. */
    private long since;

    private long number;
    private int timesPassed;

    private boolean over;

    Wish(Lending lending) {
        this.lending = lending;
        key = lending.key();
    }

    PoolKey key() {
        return key;
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

    /** Its place in the order of asking, among those that had to wait. */
    long number() {
        return number;
    }

    /** Somebody who came later was served. */
    void passed() {
        timesPassed++;
    }

    int timesPassed() {
        return timesPassed;
    }

    /** It stands in line, for {@code longest}. */
    void waits(long number, Time time, Duration longest, Runnable tooLong) {
        this.number = number;
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
