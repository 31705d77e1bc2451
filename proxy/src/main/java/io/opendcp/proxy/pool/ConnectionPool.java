package io.opendcp.proxy.pool;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.journal.Point;
import io.opendcp.proxy.pool.Vault.Verifier;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Journal journal;
    private final Set<Backend> all = new LinkedHashSet<>();
    private final FreeConnections free = new FreeConnections();
    private final Room room;
    private final WaitingLine line;
    private final Ageing ageing;
    private boolean serving;
    private boolean closed;
    private long violations;
    private long evictions;

    public ConnectionPool(PoolLimits limits, Time time) {
        this(limits, time, Journal.NONE);
    }

    /** @param journal told of each connection's moves */
    public ConnectionPool(PoolLimits limits, Time time, Journal journal) {
        this.time = time;
        this.journal = journal;
        room = new Room(limits);
        line = new WaitingLine(time, room);
        ageing = new Ageing(time, free, room, this::close);
    }

    /**
     * Lends a connection now or later, in the order of asking; who waits for room within his user's or EP's limit lets others pass.
     *
     * @return takes the wish back; what is being made for it goes to the pool. Idempotent
     */
    public Runnable lend(Lending lending) {
        Wish wish = new Wish(lending);
        if (closed) {
            wish.fail(DmException.of(ErrorCode.CONNECTION_LOST));
        } else if (line.lets(wish.key())) {
            line.serves(wish);
            serve(wish);
        } else if (line.size() >= room.limits().waiting()) {
            wish.fail(line.full(wish, Duration.ZERO));
        } else {
            line.add(wish, room.limits().longestWait(), this::fail);
            journal.waits(wish.session(), wish.key().epno());
        }
        return () -> {
            line.remove(wish);
            if (wish.end()) {
                journal.left(wish.session());
            }
        };
    }

    private void fail(Wish wish, DmException error) {
        line.remove(wish);
        if (wish.open()) {
            journal.left(wish.session());
            wish.fail(error);
        }
    }

    /** Serves those in line, as far as there is room. Whoever is being served may come back here; one loop serves all. */
    private void serveLine() {
        if (serving || closed) {
            return;
        }
        serving = true;
        try {
            for (Wish next = line.next(); next != null; next = line.next()) {
                line.serves(next);
                next.turn();
                journal.turn(next.session());
                serve(next);
            }
        } finally {
            serving = false;
        }
    }

    private void serve(Wish wish) {
        Backend match = free.newest(wish.key());
        while (match != null && match.lost()) {
            close(match);
            match = free.newest(wish.key());
        }
        if (match == null) {
            makeRoom(wish.key());
            make(wish);
        } else {
            free.remove(match);
            room.lent(match.key());
            give(match, wish);
        }
    }

    private void give(Backend backend, Wish wish) {
        if (wish.open()) {
            journal.lent(wish.session(), backend.epno(), backend.epSessionId());
            if (journal.shall(Point.LENT_CONNECTION_BREAKS)) {
                backend.close();
            }
            wish.fulfil(backend);
        } else {
            keep(backend);
        }
    }

    private void make(Wish wish) {
        room.making(wish.key());
        wish.make(new Lending.Made() {
            @Override
            public void made(Backend backend) {
                if (adopt(backend)) {
                    give(backend, wish);
                } else {
                    room.gone(wish.key(), false);
                    backend.close();
                    fail(wish, DmException.of(ErrorCode.CONNECTION_LOST));
                }
                serveLine();
            }

            @Override
            public void failed(DmException error) {
                room.gone(wish.key(), false);
                fail(wish, error);
                serveLine();
            }
        });
    }

    private void makeRoom(PoolKey key) {
        if (room.userCrowded(key)) {
            evict(free.oldest(each -> each.key().user().equals(key.user())));
        }
        if (room.epCrowded(key)) {
            evict(free.oldest(each -> each.epno() == key.epno()));
        }
        if (room.crowded()) {
            evict(free.oldest(each -> true));
        }
    }

    private void evict(@Nullable Backend backend) {
        if (backend != null) {
            evictions++;
            journal.evicted(backend.epno(), backend.epSessionId());
            close(backend);
        }
    }

    private boolean adopt(Backend backend) {
        if (closed || backend.lost()) {
            return false;
        }
        all.add(backend);
        backend.statements().mostTexts(room.limits().texts());
        journal.opened(backend.epno(), backend.epSessionId());
        backend.onDefect(journal::defect);
        backend.onLost(gone -> {
            forget(gone);
            serveLine();
        });
        return true;
    }

    private void keep(Backend backend) {
        backend.released(time.now(), time.nanos());
        if (journal.shall(Point.TEXTS_ARE_FORGOTTEN)) {
            backend.statements().forgetTexts();
        }
        boolean fits = all.contains(backend)
                && !room.exceeded(backend.key())
                && !ageing.outlived(backend)
                && !backend.statements().crowded()
                && !backend.retired();
        if (fits && !journal.shall(Point.RETURNED_CONNECTION_CLOSES)) {
            journal.free(backend.epno(), backend.epSessionId());
            free.add(backend);
            room.freed(backend.key());
            ageing.freed(backend);
        } else {
            close(backend);
        }
    }

    private void close(Backend backend) {
        forget(backend);
        backend.close();
    }

    private void forget(Backend backend) {
        if (all.remove(backend)) {
            room.gone(backend.key(), free.remove(backend));
            journal.closed(backend.epno(), backend.epSessionId());
        }
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

    /**
     * Takes a connection that was made to see whether a password is right, if there is none of its kind to spare and there is room
     * without closing a lent one; else closes it, and one to spare shows from now on what it has shown.
     */
    public void offer(Backend backend) {
        PoolKey key = backend.key();
        Backend same = free.newest(key);
        if (same != null && !same.lost()) {
            same.confirmedBy(backend);
        } else if (line.lets(key)) {
            makeRoom(key);
            if (adopt(backend)) {
                room.making(key);
                keep(backend);
                return;
            }
        }
        backend.close();
    }

    /** Whether a connection of this kind can be lent without making one. */
    public boolean hasFree(PoolKey key) {
        Backend newest = free.newest(key);
        return newest != null && !newest.lost() && line.lets(key);
    }

    /** A free connection of {@code user} that shows that an EP took this password within {@code age}. */
    public Optional<Backend> confirmed(String user, Verifier verifier, Duration age) {
        if (journal.shall(Point.LOGIN_IS_CHECKED)) {
            return Optional.empty();
        }
        long since = time.nanos() - age.toNanos();
        return free.stream()
                .filter(backend -> backend.shows(user, verifier, since))
                .findAny();
    }

    /** Closes the free connections that {@code which} names; returns how many. */
    public int closeFree(Predicate<Backend> which) {
        List<Backend> closing = free.stream().filter(which).toList();
        closing.forEach(this::close);
        serveLine();
        return closing.size();
    }

    /** Of the connections that {@code which} names none is lent any more: free ones go now, lent ones when they come back. */
    public void retire(Predicate<Backend> which) {
        backends().stream().filter(which).forEach(Backend::retire);
        closeFree(Backend::retired);
    }

    /** Closes up to {@code count} free connections, least recently used first; returns how many. Manual 4.2. */
    public int clear(int count) {
        List<Backend> closing = free.stream().limit(Math.max(0, count)).toList();
        closing.forEach(this::close);
        serveLine();
        return closing.size();
    }

    /** Changes the limits; too many free ones go at once, least recently used first, lent ones when they come back. */
    public void limits(PoolLimits now) {
        room.limits(now);
        all.forEach(each -> each.statements().mostTexts(now.texts()));
        for (Backend each : free.stream().toList()) {
            if (room.exceeded(each.key())) {
                close(each);
            }
        }
        ageing.look();
        serveLine();
    }

    public PoolLimits limits() {
        return room.limits();
    }

    /** All connections, in the order they were made. */
    public List<Backend> backends() {
        return new ArrayList<>(all);
    }

    public boolean isFree(Backend backend) {
        return free.contains(backend);
    }

    /** How many connections came back unclean. */
    public long violations() {
        return violations;
    }

    /** How many connections were closed to make room. */
    public long evictions() {
        return evictions;
    }

    public PoolView view() {
        return new PoolView(
                room.limits().size(),
                room.used(),
                room.free(),
                line.size(),
                line.times().summary());
    }

    /** How many borrowers are in line. */
    public int waiting() {
        return line.size();
    }

    /** Closes everything, and lends nothing any more. */
    public void close() {
        closed = true;
        ageing.stop();
        backends().forEach(this::close);
        for (Wish first = line.first(); first != null; first = line.first()) {
            fail(first, DmException.of(ErrorCode.CONNECTION_LOST));
        }
    }
}
