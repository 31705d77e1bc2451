package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Bytes of a direction pass at a rate, in pieces of a twentieth of a second. */
public record Throttle(Direction direction, int bytesPerSecond) implements Directed {
    private static final int PIECES_A_SECOND = 20;

    public Throttle {
        Lengths.atLeast(1, bytesPerSecond, "bytes a second");
    }

    @Override
    public String words(String object) {
        return "throttle " + object + " to " + Lengths.bytes(bytesPerSecond) + " a second";
    }

    @Override
    public Stage stage(FaultHandler connection) {
        return new HoldingStage(this, connection) {
            private boolean busy;

            @Override
            void added() {
                if (!busy) {
                    work();
                }
            }

            private void work() {
                Piece first = first();
                busy = first != null;
                if (first != null) {
                    int count = Math.min(first.size(), Math.max(1, bytesPerSecond / PIECES_A_SECOND));
                    long nanos = count * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
                    connection.port().time().schedule(Duration.ofNanos(nanos), () -> {
                        passFirst(count);
                        work();
                    });
                }
            }
        };
    }
}
