package io.opendcp.simulator.fault;

import java.time.Duration;

/**
 * Bytes of a direction come later than they were sent, in their order.
 *
 * @param by at least
 * @param jitter at most so much more, drawn for every piece
 */
public record Delay(Direction direction, Duration by, Duration jitter) implements Directed {
    public Delay {
        Lengths.within(by, "delay");
        Lengths.within(jitter, "jitter");
    }

    /** Always the same delay. */
    public Delay(Direction direction, Duration by) {
        this(direction, by, Duration.ZERO);
    }

    @Override
    public String words(String object) {
        return "delay " + object + " by " + Lengths.words(by, jitter);
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new HoldingStage(this, connection) {
            private long due;

            @Override
            void added() {
                PortFaults port = connection.port();
                long now = port.time().nanos();
                long drawn = jitter.isZero() ? 0 : port.chance().nextLong(jitter.toNanos() + 1);
                long earliest = finished() ? now : now + by.toNanos() + drawn;
                due = held() == 1 ? earliest : Math.max(due, earliest);
                port.time().schedule(Duration.ofNanos(due - now), () -> passFirst(Integer.MAX_VALUE));
            }
        };
    }
}
