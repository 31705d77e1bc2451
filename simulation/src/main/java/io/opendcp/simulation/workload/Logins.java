package io.opendcp.simulation.workload;

import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** One who logs in, runs a statement and leaves, again and again. */
public final class Logins {
    /**
     * A login.
     *
     * @param began ns since the simulation's start
     * @param ended when it was answered
     * @param code 0 if it was let in, else the error
     */
    public record Made(long began, long ended, int code) {}

    private final Simulation on;
    private final IntFunction<String> user;
    private final IntFunction<String> password;
    private final long thought;
    private final BooleanSupplier over;
    private final List<Made> made = new ArrayList<>();

    /**
     * @param user of the n-th login
     * @param password of the n-th login
     * @param thought at most so long between two
     * @param over whether there is to be no further login
     */
    public Logins(
            Simulation on,
            IntFunction<String> user,
            IntFunction<String> password,
            Duration thought,
            BooleanSupplier over) {
        this.on = on;
        this.user = user;
        this.password = password;
        this.thought = thought.toNanos();
        this.over = over;
    }

    /** In the order in which they were answered. */
    public List<Made> made() {
        return made;
    }

    /** Begins with a client, whose name is the host that it logs in from; ends when it is over. */
    public CompletableFuture<Void> begin(SimulatedClient client) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        next(client, done);
        return done;
    }

    private int begun;

    private void next(SimulatedClient client, CompletableFuture<Void> done) {
        if (over.getAsBoolean()) {
            done.complete(null);
            return;
        }
        client.pause(Duration.ofNanos(client.chance().nextLong(thought + 1)))
                .thenCompose(rested -> once(client))
                .whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        next(client, done);
                    } else {
                        done.completeExceptionally(failure);
                    }
                });
    }

    private CompletableFuture<Void> once(SimulatedClient client) {
        long began = on.elapsed().toNanos();
        return client.connect(user.apply(begun), password.apply(begun++))
                .handle((in, failure) -> {
                    made.add(new Made(
                            began, on.elapsed().toNanos(), failure == null ? 0 : SimulatedClient.code(failure)));
                    return failure == null ? client.run("SELECT 1") : CompletableFuture.completedFuture(null);
                })
                .thenCompose(answer -> answer)
                .handle((answer, failure) -> {
                    client.close();
                    return null;
                });
    }
}
