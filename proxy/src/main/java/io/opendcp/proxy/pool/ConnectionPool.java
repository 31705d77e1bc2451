package io.opendcp.proxy.pool;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.pool.Vault.Verifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections, keeps those that are given back, evicts the least recently used when room is needed, and lets
 * borrowers wait in line. A connection has one owner, and comes back clean or not at all. Confined to one event loop.
 * Source: Manual 3.3.
 */
public final class ConnectionPool {
    private final Time time;
    private final Set<Backend> all = new LinkedHashSet<>();
    /** Oldest first. */
    private final Set<Backend> free = new LinkedHashSet<>();

    private final Deque<Waiter> line = new ArrayDeque<>();
    private PoolLimits limits;
    private int making;
    private long violations;
    private long evictions;

    public ConnectionPool(PoolLimits limits, Time time) {
        this.limits = limits;
        this.time = time;
    }

    private final class Waiter {
        private final Lending lending;
        private Time.@Nullable Timer deadline;
        private boolean over;

        Waiter(Lending lending) {
            this.lending = lending;
        }

        void start() {
            deadline = time.schedule(limits.longestWait(), () -> {
                line.remove(this);
                fail(DmException.of(
                        ErrorCode.POOL_WAIT, limits.size(), limits.longestWait().toMillis()));
            });
        }

        boolean end() {
            if (deadline != null) {
                deadline.cancel();
            }
            boolean first = !over;
            over = true;
            return first;
        }

        void fail(DmException error) {
            if (end()) {
                lending.failed(error);
            }
        }

        void give(Backend backend) {
            if (end()) {
                backend.lentTo(this.lending);
                lending.lent(backend);
            } else {
                keep(backend);
                serveLine();
            }
        }
    }

    /**
     * Lends a connection now or later, in the order of asking.
     *
     * @return takes the wish back; what is being made for it goes to the pool. Idempotent
     */
    public Runnable lend(Lending lending) {
        Waiter waiter = new Waiter(lending);
        if (line.isEmpty() && serve(waiter)) {
            return waiter::end;
        }
        if (line.size() >= limits.waiting()) {
            waiter.fail(DmException.of(ErrorCode.POOL_WAIT, limits.size(), 0));
            return waiter::end;
        }
        line.add(waiter);
        waiter.start();
        return () -> {
            line.remove(waiter);
            waiter.end();
        };
    }

    private boolean serve(Waiter waiter) {
        Backend match = newestFree(waiter.lending.key());
        if (match != null) {
            free.remove(match);
            waiter.give(match);
            return true;
        }
        if (!makeRoom()) {
            return false;
        }
        making++;
        waiter.lending.make(new Lending.Made() {
            @Override
            public void made(Backend backend) {
                making--;
                adopt(backend);
                waiter.give(backend);
            }

            @Override
            public void failed(DmException error) {
                making--;
                waiter.fail(error);
                serveLine();
            }
        });
        return true;
    }

    private void serveLine() {
        while (!line.isEmpty() && serve(line.getFirst())) {
            line.removeFirst();
        }
    }

    private @Nullable Backend newestFree(PoolKey key) {
        Backend newest = null;
        for (Backend backend : free) {
            if (backend.key().equals(key)) {
                newest = backend;
            }
        }
        return newest;
    }

    private boolean makeRoom() {
        if (all.size() + making < limits.size()) {
            return true;
        }
        if (free.isEmpty()) {
            return false;
        }
        evictions++;
        close(free.iterator().next());
        return true;
    }

    private void adopt(Backend backend) {
        all.add(backend);
        backend.onLost(gone -> {
            all.remove(gone);
            free.remove(gone);
            serveLine();
        });
    }

    private void keep(Backend backend) {
        backend.released(time.now());
        if (all.contains(backend) && all.size() + making <= limits.size()) {
            free.add(backend);
        } else {
            close(backend);
        }
    }

    private void close(Backend backend) {
        all.remove(backend);
        free.remove(backend);
        backend.close();
    }

    /**
     * Takes a connection back. One that is not clean, or not the giver's, is closed and counted instead.
     *
     * @param owner the {@link Lending} it was lent to
     */
    public void giveBack(Backend backend, Lending owner) {
        if (backend.owner() != owner || !backend.clean()) {
            if (!backend.lost()) {
                violations++;
            }
            close(backend);
        } else {
            keep(backend);
        }
        serveLine();
    }

    /** Closes a connection that its owner knows to be unfit for others. */
    public void discard(Backend backend) {
        close(backend);
        serveLine();
    }

    /** Takes a connection that was made outside, if there is room without closing a lent one; else closes it. */
    public void offer(Backend backend) {
        if (line.isEmpty() && makeRoom()) {
            adopt(backend);
            keep(backend);
        } else {
            backend.close();
        }
    }

    /** A free connection of {@code user} that shows that an EP took this password within {@code age}. */
    public Optional<Backend> confirmed(String user, Verifier verifier, Duration age) {
        long since = time.nanos() - age.toNanos();
        return free.stream()
                .filter(backend -> backend.key().user().equals(user)
                        && backend.verifier().equals(verifier)
                        && backend.confirmed() - since >= 0)
                .findAny();
    }

    /** Closes the free connections that {@code which} names; returns how many. */
    public int closeFree(Predicate<Backend> which) {
        List<Backend> closing = free.stream().filter(which).toList();
        closing.forEach(this::close);
        serveLine();
        return closing.size();
    }

    /** Closes up to {@code count} free connections, least recently used first; returns how many. Manual 4.2. */
    public int clear(int count) {
        List<Backend> closing = free.stream().limit(count).toList();
        closing.forEach(this::close);
        serveLine();
        return closing.size();
    }

    /** Changes DCP_CONN_POOL_SIZE; too many free ones go at once, lent ones when they come back. */
    public void resize(int size) {
        limits = limits.withSize(size);
        clear(Math.max(0, all.size() + making - size));
        serveLine();
    }

    public int size() {
        return limits.size();
    }

    /** All connections, in the order they were made. */
    public List<Backend> backends() {
        return new ArrayList<>(all);
    }

    public boolean isFree(Backend backend) {
        return free.contains(backend);
    }

    /** The session that has it, as the {@link Lending} it was lent to. */
    public Optional<Lending> owner(Backend backend) {
        return Optional.ofNullable((Lending) backend.owner());
    }

    /** How many connections came back unclean. */
    public long violations() {
        return violations;
    }

    /** How many connections were closed to make room. */
    public long evictions() {
        return evictions;
    }

    /** How many borrowers are in line. */
    public int waiting() {
        return line.size();
    }

    /** Closes everything. */
    public void close() {
        backends().forEach(this::close);
        while (!line.isEmpty()) {
            line.removeFirst().fail(DmException.of(ErrorCode.CONNECTION_LOST));
        }
    }
}
