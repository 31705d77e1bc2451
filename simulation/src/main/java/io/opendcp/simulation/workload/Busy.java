package io.opendcp.simulation.workload;

import io.opendcp.simulation.SimulatedClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A client that does one thing after the other, with a thought before each. */
final class Busy {
    private static final long LONGEST_THOUGHT = Duration.ofMillis(5).toNanos();

    private final SimulatedClient client;
    private final Supplier<CompletableFuture<Void>> next;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int left;

    private Busy(SimulatedClient client, int times, Supplier<CompletableFuture<Void>> next) {
        this.client = client;
        this.next = next;
        left = times;
    }

    /** Ends when all is done, or with the first failure. */
    static CompletableFuture<Void> with(SimulatedClient client, int times, Supplier<CompletableFuture<Void>> next) {
        Busy busy = new Busy(client, times, next);
        busy.goOn();
        return busy.done;
    }

    private void goOn() {
        if (left == 0) {
            done.complete(null);
            return;
        }
        left--;
        client.pause(Duration.ofNanos(client.chance().nextLong(LONGEST_THOUGHT)))
                .thenCompose(thought -> next.get())
                .whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        goOn();
                    } else {
                        done.completeExceptionally(failure);
                    }
                });
    }
}
