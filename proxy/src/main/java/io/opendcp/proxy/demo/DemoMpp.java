package io.opendcp.proxy.demo;

import io.opendcp.proxy.Launcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;

/** The demo's MPP: the {@code mpp} command on a thread of its own, known by name only (ADR 0001). */
final class DemoMpp implements AutoCloseable {
    private static final String COMMAND = "mpp";
    private static final String READY = "MPP ready";

    private final Thread thread;
    private final boolean serves;

    private DemoMpp(Thread thread, boolean serves) {
        this.thread = thread;
        this.serves = serves;
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param out gets what the command prints, but for its last line
     * @param err is told why, if it does not
     */
    static DemoMpp start(Path scenario, PrintWriter out, PrintWriter err) throws InterruptedException {
        ToolProvider mpp =
                Objects.requireNonNull(Launcher.commands().get(COMMAND), "the simulator is on the class path");
        BlockingQueue<Boolean> started = new ArrayBlockingQueue<>(2);
        PrintWriter lines = new PrintWriter(new Lines(line -> {
            if (line.equals(READY)) {
                started.add(true);
            } else {
                out.println(line);
            }
        }));
        Thread thread = new Thread(
                () -> {
                    mpp.run(lines, err, scenario.toString());
                    started.add(false);
                },
                "demo-mpp");
        thread.setDaemon(true);
        thread.start();
        return new DemoMpp(thread, started.take());
    }

    /** Whether it started. */
    boolean serves() {
        return serves;
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
