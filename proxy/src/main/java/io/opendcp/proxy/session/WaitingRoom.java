package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.cluster.Troubles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions wait whose new transaction cannot have its EP: limited in time, number and bytes. Who is the first tries
 * before; then each refresh lets one go and try, for each EP. The others follow when it, or anybody else, gets through.
 * Confined to one event loop.
 */
final class WaitingRoom {
    static final Duration LONGEST_DOUBT = Cluster.LONGEST_DOUBT;

    private static final int NO_EP = -1;
    private static final int PAUSE = -2;

    private final Time time;
    private WaitLimits limits;
    private final Troubles troubles;
    private final Runnable look;
    private final BooleanSupplier doubt;
    private final IntFunction<String> instances;
    /** By EP, in the order of their coming. */
    private final Map<Integer, Set<Place>> waiting = new TreeMap<>();

    private int sessions;
    private long bytes;
    /** EPs whose line is being called. */
    private final Set<Integer> calling = new HashSet<>();

    /**
     * @param look makes the cluster be looked at again, soon
     * @param doubt whether a connection broke, and the cluster has not been looked at since
     * @param instances which instance an EP is, as far as is known; empty if none
     */
    WaitingRoom(
            Time time,
            WaitLimits limits,
            Troubles troubles,
            Runnable look,
            BooleanSupplier doubt,
            IntFunction<String> instances) {
        this.doubt = doubt;
        this.instances = instances;
        this.time = time;
        this.limits = limits;
        this.troubles = troubles;
        this.look = look;
    }

    /** Who waits, told once. */
    interface Waiter {
        /** It is worth another try. */
        void goOn();

        /** The time was up, or there was no room. */
        void failed(DmException error);
    }

    private final class Place {
        private final int epno;
        private final long size;
        private final Waiter waiter;
        private Time.@Nullable Timer deadline;

        Place(int epno, long size, Waiter waiter) {
            this.epno = epno;
            this.size = size;
            this.waiter = waiter;
        }

        /** Returns whether it was there until now. */
        boolean leave() {
            Set<Place> line = waiting.get(epno);
            if (line == null || !line.remove(this)) {
                return false;
            }
            if (line.isEmpty()) {
                waiting.remove(epno);
            }
            if (deadline != null) {
                deadline.cancel();
            }
            sessions--;
            bytes -= size;
            return true;
        }

        void goOn() {
            if (leave()) {
                waiter.goOn();
            }
        }
    }

    /** For those who come from now on. */
    void limits(WaitLimits now) {
        limits = now;
    }

    /** Until when, in {@code Time.nanos()}, whoever begins to wait now may. */
    long deadline() {
        return time.nanos() + limits.longest().toNanos();
    }

    /** Whether an EP is known not to be usable. */
    boolean troubled(int epno) {
        return troubles.of(epno) != null;
    }

    /** Whether others wait for such an EP already: trying it is left to those of them whom a refresh lets go. */
    boolean closed(int epno) {
        return troubled(epno) && waiting.containsKey(epno);
    }

    /**
     * Waits for an EP.
     *
     * @param size bytes that are kept meanwhile
     * @param until {@code Time.nanos()}
     * @param error why it cannot be had
     * @return ends the waiting without a word; idempotent
     */
    Runnable enter(int epno, long size, long until, DmException error, Waiter waiter) {
        long left = until - time.nanos();
        if (left <= 0) {
            waiter.failed(reason(epno, error));
            return () -> {};
        }
        if (full(size)) {
            waiter.failed(
                    DmException.of(ErrorCode.TOO_MANY_WAIT, limits.sessions(), limits.bytes(), reason(epno, error)));
            return () -> {};
        }
        Place place = new Place(epno, size, waiter);
        enter(place);
        place.deadline = time.schedule(Duration.ofNanos(left), () -> {
            if (place.leave()) {
                waiter.failed(reason(epno, error));
            }
        });
        look.run();
        return place::leave;
    }

    /**
     * Waits for the end of a doubt, for a short time at most, and then goes on in any case: a connection that is free now may
     * have been cut, and what is sent on it would be lost.
     *
     * @return ends the waiting without a word; null if there is nothing to wait for, or no room
     */
    @Nullable
    Runnable pause(long size, Runnable then) {
        if (!doubt.getAsBoolean() || full(size)) {
            return null;
        }
        Place place = new Place(NO_EP, size, new Waiter() {
            @Override
            public void goOn() {
                then.run();
            }

            @Override
            public void failed(DmException error) {
                then.run();
            }
        });
        enter(place);
        place.deadline = time.schedule(LONGEST_DOUBT, place::goOn);
        return place::leave;
    }

    /**
     * Waits until {@link #goOn}.
     *
     * @return ends the waiting without a word; idempotent
     */
    Runnable hold(long size, Waiter waiter) {
        if (full(size)) {
            waiter.failed(DmException.of(ErrorCode.TOO_MANY_WAIT, limits.sessions(), limits.bytes(), "SP_DCP_PAUSE"));
            return () -> {};
        }
        Place place = new Place(PAUSE, size, waiter);
        enter(place);
        return place::leave;
    }

    /** The pause is over. */
    void goOn() {
        usable(PAUSE);
    }

    private boolean full(long size) {
        return sessions >= limits.sessions() || bytes + size > limits.bytes();
    }

    private void enter(Place place) {
        sessions++;
        bytes += place.size;
        waiting.computeIfAbsent(place.epno, first -> new LinkedHashSet<>()).add(place);
    }

    private DmException reason(int epno, DmException error) {
        Trouble trouble = troubles.of(epno);
        return trouble == null ? error : trouble.told();
    }

    /**
     * An instance has refused somebody's statement as if it were not in service. That is everybody's concern only if the
     * instance is the EP still: an old connection may lead to one that another has followed.
     */
    void refused(int epno, String instance, DmException error) {
        if (instances.apply(epno).equalsIgnoreCase(instance)) {
            troubles.seenByStatement(epno, instance, error);
        }
    }

    /** Somebody has got a connection to the EP. */
    void usable(int epno) {
        if (!calling.add(epno)) {
            return; // whoever is called may get through at once; one loop calls the whole line
        }
        try {
            List.copyOf(waiting.getOrDefault(epno, Set.of())).forEach(Place::goOn);
        } finally {
            calling.remove(epno);
        }
    }

    /** The cluster has been looked at, in vain or not: there is no doubt any more, unless another connection broke. */
    void sure() {
        if (!doubt.getAsBoolean()) {
            usable(NO_EP);
        }
    }

    /** The cluster has been looked at. */
    void refreshed() {
        sure();
        List<Place> first = new ArrayList<>();
        waiting.forEach((epno, line) -> {
            if (epno >= 0) {
                first.add(line.iterator().next());
            }
        });
        first.forEach(Place::goOn);
        if (waiting.keySet().stream().anyMatch(epno -> epno >= 0)) {
            look.run(); // in case nothing comes of those
        }
    }

    /** How many wait. */
    int sessions() {
        return sessions;
    }

    /** Bytes of their requests. */
    long bytes() {
        return bytes;
    }
}
