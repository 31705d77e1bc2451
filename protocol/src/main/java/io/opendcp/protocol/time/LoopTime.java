package io.opendcp.protocol.time;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Real time: the system's clock, and the event loop's own scheduler. The one home of both. */
public final class LoopTime implements Time {
    private final EventExecutor loop;
    private final Clock clock = Clock.systemUTC();

    public LoopTime(EventExecutor loop) {
        this.loop = loop;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanos() {
        return loop.ticker().nanoTime();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> future = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
