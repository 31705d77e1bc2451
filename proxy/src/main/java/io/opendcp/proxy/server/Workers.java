package io.opendcp.proxy.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a DCP does what takes a while: beside its event loop, or on it. Each may refuse a task. ADR 0201.
 *
 * @param parsing texts that the plan cache does not know
 * @param working the management port's SQL, one statement at a time
 * @param hashing comparing passwords with their hashes
 * @param closing ends all three
 */
public record Workers(Executor parsing, Executor working, Executor hashing, Runnable closing) implements AutoCloseable {
    /** Tasks that may wait for a thread. */
    private static final int TASKS = 256;

    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** A thread for each. */
    public static Workers threads() {
        List<ExecutorService> threads = Stream.of("dcp-parse", "dcp-work", "dcp-login")
                .map(Workers::thread)
                .toList();
        return new Workers(threads.get(0), threads.get(1), threads.get(2), () -> threads.forEach(Workers::finish));
    }

    /** One for all, which goes on living: an event loop whose users do not mind waiting. */
    public static Workers on(Executor executor) {
        return new Workers(executor, executor, executor, () -> {});
    }

    private static ExecutorService thread(String name) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(TASKS), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void finish(ExecutorService worker) {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
