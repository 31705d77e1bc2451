package io.opendcp.simulation;

import io.netty.channel.EventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a simulation, which is the caller's: an event loop, and time that moves on to the next thing due when nothing is
 * left to do now.
 */
final class Clockwork implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    /** Something went wrong by our fault. */
    static final class DefectException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private DefectException(Throwable defect) {
            super(defect);
        }
    }

    private final Runnable betweenTurns;
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);
    private final TurnedTime time = new TurnedTime(START);
    private @Nullable Throwable defect;

    /** @param betweenTurns run before time moves on */
    Clockwork(Runnable betweenTurns) {
        this.betweenTurns = betweenTurns;
    }

    EventLoop loop() {
        return loop;
    }

    TurnedTime time() {
        return time;
    }

    /** A part tells that something went wrong by our fault; the first is thrown as soon as the loop is out of it. */
    void defect(Throwable told) {
        if (defect == null) {
            defect = told;
        }
    }

    /**
     * Runs until it is {@code done}.
     *
     * @return whether it came to that within {@code limit} of virtual time
     * @throws DefectException if something goes wrong by our fault
     */
    boolean runUntil(BooleanSupplier done, Duration limit) {
        long end = time.nanos() + limit.toNanos();
        settle();
        while (!done.getAsBoolean()) {
            if (next() > end - time.nanos()) {
                return false;
            }
            turnToNext();
        }
        return true;
    }

    /**
     * Lets time pass, with all that happens in it.
     *
     * @throws DefectException if something goes wrong by our fault
     */
    void pass(Duration step) {
        long end = time.nanos() + step.toNanos();
        settle();
        while (next() <= end - time.nanos()) {
            turnToNext();
        }
        time.turn(Duration.ofNanos(end - time.nanos()));
    }

    /** Nanoseconds to what is due next. */
    private long next() {
        return time.next().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /** One thing that is due, and all that follows without time passing. */
    private void turnToNext() {
        betweenTurns.run();
        long before = time.nanos();
        try {
            time.turnToNext();
        } catch (RuntimeException e) {
            throw new DefectException(e);
        }
        ticker.advance(time.nanos() - before, TimeUnit.NANOSECONDS);
        settle();
    }

    private void settle() {
        int ran = loop.runNow();
        while (ran > 0) {
            ran = loop.runNow();
        }
        if (defect != null) {
            throw new DefectException(defect);
        }
    }

    @Override
    public void close() {
        while (loop.runNow() > 0) {} // whatever comes of it: a defect has been told
        loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!loop.isTerminated()) {
            ticker.advance(1, TimeUnit.SECONDS); // else its quiet time, though none, would never be over
            loop.runNow();
        }
    }
}
