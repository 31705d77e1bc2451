package io.opendcp.simulation.workload;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulation.SimulatedClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A client that tries again after errors after which one may: what was under way is undone first, then some time passes.
 * Any other error is one too many.
 */
final class Attempts {
    private static final Set<Integer> MAY_TRY_AGAIN = Arrays.stream(new ErrorCode[] {
                ErrorCode.DEADLOCK,
                ErrorCode.LOCK_TIMEOUT,
                ErrorCode.WRITE_CONFLICT,
                ErrorCode.CONNECTION_LOST,
                ErrorCode.CANNOT_CONNECT,
                ErrorCode.POOL_WAIT,
                ErrorCode.BAD_MESSAGE,
                ErrorCode.DISK_ERROR,
                ErrorCode.DISK_FULL,
                ErrorCode.NOT_CONFIGURED,
                ErrorCode.REMOTE_LOGIN_FAILED,
                ErrorCode.MPP_LOGIN_LIMITED,
                ErrorCode.MOUNTED,
                ErrorCode.STANDBY,
                ErrorCode.NO_LOGIN_NOW,
                ErrorCode.EP_NOT_USABLE,
                ErrorCode.TOO_MANY_WAIT,
                ErrorCode.OUTCOME_UNKNOWN
            })
            .map(ErrorCode::code)
            .collect(Collectors.toUnmodifiableSet());
    private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

    private final SimulatedClient client;
    private long retries;

    Attempts(SimulatedClient client) {
        this.client = client;
    }

    SimulatedClient client() {
        return client;
    }

    long retries() {
        return retries;
    }

    /** Tries until it works. What is tried must do no harm if it is done twice. */
    <T> CompletableFuture<T> until(Supplier<CompletableFuture<T>> attempt) {
        CompletableFuture<T> done = new CompletableFuture<>();
        attempt(attempt, done);
        return done;
    }

    private <T> void attempt(Supplier<CompletableFuture<T>> attempt, CompletableFuture<T> done) {
        attempt.get().whenComplete((result, failure) -> {
            if (failure == null) {
                done.complete(result);
            } else {
                retries++;
                recover(failure).whenComplete((undone, unexpected) -> {
                    if (unexpected == null) {
                        attempt(attempt, done);
                    } else {
                        done.completeExceptionally(unexpected);
                    }
                });
            }
        });
    }

    /** After an error: undoes what was under way, and waits. Fails with an error after which one may not go on. */
    CompletableFuture<Void> recover(Throwable failure) {
        return MAY_TRY_AGAIN.contains(SimulatedClient.code(failure))
                ? undo().thenCompose(undone ->
                        client.pause(Duration.ofNanos(client.chance().nextLong(LONGEST_PAUSE))))
                : CompletableFuture.failedFuture(failure);
    }

    /** Whatever comes of it: a connection that cannot roll back is closed. */
    private CompletableFuture<Void> undo() {
        if (!client.connected()) {
            return CompletableFuture.completedFuture(null);
        }
        return client.rollback().exceptionally(lost -> {
            client.close();
            return null;
        });
    }
}
