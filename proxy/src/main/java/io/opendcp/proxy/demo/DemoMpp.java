package io.opendcp.proxy.demo;

import io.opendcp.proxy.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The demo's MPP: the {@code mpp} command on a thread of its own, known by name only (ADR 0001). */
final class DemoMpp implements AutoCloseable {
    private static final String COMMAND = "mpp";
    private static final String READY = "MPP ready";
    private static final String FAULTS = "faults  ";
    private static final String ANY_PORT = "0";

    private final Thread thread;
    private final boolean serves;
    private final Optional<URI> faults;

    private DemoMpp(Thread thread, boolean serves, Optional<URI> faults) {
        this.thread = thread;
        this.serves = serves;
        this.faults = faults;
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param options of the command, besides where it takes faults
     * @param out gets what the command prints, but for its last line
     * @param err is told why, if it does not
     */
    static DemoMpp start(Path scenario, List<String> options, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        ToolProvider mpp =
                Objects.requireNonNull(Launcher.commands().get(COMMAND), "the simulator is on the class path");
        BlockingQueue<Boolean> started = new ArrayBlockingQueue<>(2);
        AtomicReference<@Nullable URI> faults = new AtomicReference<>();
        PrintWriter lines = new PrintWriter(new Lines(line -> {
            if (line.startsWith(FAULTS)) {
                faults.set(URI.create(line.substring(FAULTS.length())));
            }
            if (line.equals(READY)) {
                started.add(true);
            } else {
                out.println(line);
                out.flush(); // the monitor tells something at any time
            }
        }));
        List<String> args = new ArrayList<>(List.of(scenario.toString(), "--faults", ANY_PORT));
        args.addAll(options);
        Thread thread = new Thread(
                () -> {
                    mpp.run(lines, err, args.toArray(String[]::new));
                    started.add(false);
                },
                "demo-mpp");
        thread.setDaemon(true);
        thread.start();
        boolean serves = started.take();
        return new DemoMpp(thread, serves, Optional.ofNullable(faults.get()));
    }

    /** Whether it started. */
    boolean serves() {
        return serves;
    }

    /** Where it takes faults; there if it serves. */
    Optional<URI> faults() {
        return faults;
    }

    /** Waits until its ports are closed, unless the caller is interrupted too. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes text, gives lines. */
    private static final class Lines extends Writer {
        private final Consumer<String> told;
        private final StringBuilder line = new StringBuilder();

        Lines(Consumer<String> told) {
            this.told = told;
        }

        @Override
        public void write(char[] chars, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                if (chars[i] == '\n') {
                    told.accept(line.toString().stripTrailing());
                    line.setLength(0);
                } else {
                    line.append(chars[i]);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
