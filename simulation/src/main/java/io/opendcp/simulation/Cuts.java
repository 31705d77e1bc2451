package io.opendcp.simulation;

import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** The simplest fault: now and then a connection dies, whoever's it is, with what is on its way on it. */
final class Cuts {
    /** The longest time from one to the next. */
    private static final long LONGEST = Duration.ofMillis(100).toNanos();

    private final RandomGenerator chance;
    private final Time time;
    private final Wires wires;
    private final Journal journal;
    private int left;

    /** @param count how many, if the workload takes long enough */
    Cuts(int count, RandomGenerator chance, Time time, Wires wires, Journal journal) {
        left = count;
        this.chance = chance;
        this.time = time;
        this.wires = wires;
        this.journal = journal;
    }

    /** Goes on until {@code over}. */
    void begin(CompletableFuture<?> over) {
        if (left > 0 && !over.isDone()) {
            time.schedule(Duration.ofNanos(chance.nextLong(LONGEST)), () -> {
                if (!over.isDone()) {
                    cut();
                    begin(over);
                }
            });
        }
    }

    private void cut() {
        List<WireHandler> open = wires.open();
        if (!open.isEmpty()) {
            left--;
            int which = chance.nextInt(open.size());
            journal.line("network", "cut " + which);
            open.get(which).cut();
        }
    }
}
