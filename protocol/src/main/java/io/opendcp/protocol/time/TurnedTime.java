package io.opendcp.protocol.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Time that stands still until somebody turns it. Not synchronised: turn it on the event loop whose tasks it runs.
 */
public final class TurnedTime implements Time {
    private record Task(long at, long order, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final Instant start;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nanos;
    private long order;

    public TurnedTime(Instant start) {
        this.start = start;
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Timer schedule(Duration delay, Runnable work) {
        Task task = new Task(nanos + delay.toNanos(), order++, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** How long it is to the next task; empty if none is scheduled. */
    public Optional<Duration> next() {
        Task next = tasks.peek();
        return next == null ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, next.at - nanos)));
    }

    /** Moves on to the next task and runs that one, though others may be due at the same time. */
    public void turnToNext() {
        Task next = tasks.poll();
        if (next != null) {
            nanos = Math.max(nanos, next.at);
            next.work.run();
        }
    }

    /** Moves on by {@code step}, running what falls due on the way, each task at its own time, in order. */
    public void turn(Duration step) {
        long end = nanos + step.toNanos();
        for (Task next = tasks.peek(); next != null && next.at <= end; next = tasks.peek()) {
            tasks.remove();
            nanos = Math.max(nanos, next.at);
            next.work.run();
        }
        nanos = end;
    }
}
