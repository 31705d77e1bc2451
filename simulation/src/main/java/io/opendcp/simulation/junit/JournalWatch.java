package io.opendcp.simulation.junit;

import io.opendcp.protocol.net.Network;
import io.opendcp.simulation.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Waits, in real time, for what is to appear in a journal that an event loop writes. */
final class JournalWatch {
    private static final long PATIENCE_SECONDS = 10;
    private static final long LOOK_MILLIS = 1;

    private final Network network;
    private final Journal journal;

    JournalWatch(Network network, Journal journal) {
        this.network = network;
        this.journal = journal;
    }

    /** @throws AssertionError if it takes too long, with the journal's tail */
    void await(Predicate<Journal> wanted) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        network.loop().execute(() -> look(wanted, done));
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            done.cancel(false);
            String tail = network.call(journal::tail);
            throw new AssertionError("not in the journal after %d s:\n%s".formatted(PATIENCE_SECONDS, tail), e);
        } catch (InterruptedException e) {
            done.cancel(false);
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the journal", e);
        } catch (ExecutionException e) {
            throw new AssertionError("while looking at the journal", e.getCause());
        }
    }

    private void look(Predicate<Journal> wanted, CompletableFuture<Boolean> done) {
        if (done.isDone()) {
            return;
        }
        try {
            if (wanted.test(journal)) {
                done.complete(true);
            } else {
                network.loop().schedule(() -> look(wanted, done), LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException | AssertionError e) {
            done.completeExceptionally(e);
        }
    }
}
