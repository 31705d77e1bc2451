package io.opendcp.proxy.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.spi.ToolProvider;

/** The demo's MPP: the {@code mpp} command on a thread of its own, known by name only (ADR 0001). */
final class DemoMpp {
    private static final String COMMAND = "mpp";
    private static final String READY = "MPP ready";

    private DemoMpp() {}

    /**
     * Starts it and waits until it serves.
     *
     * @param out gets what the command prints, but for its last line
     * @return false if it could not start; {@code err} has been told why
     */
    static boolean start(Map<String, ToolProvider> commands, Path scenario, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        ToolProvider mpp = Objects.requireNonNull(commands.get(COMMAND), "the simulator is on the class path");
        CompletableFuture<Boolean> started = new CompletableFuture<>();
        PrintWriter lines = new PrintWriter(new Lines(line -> {
            if (line.equals(READY)) {
                started.complete(true);
            } else {
                out.println(line);
            }
        }));
        Thread thread = new Thread(
                () -> {
                    mpp.run(lines, err, scenario.toString());
                    started.complete(false); // it returns only if it fails
                },
                "demo-mpp");
        thread.setDaemon(true);
        thread.start();
        try {
            return started.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes text, gives lines. */
    private static final class Lines extends Writer {
        private final java.util.function.Consumer<String> told;
        private final StringBuilder line = new StringBuilder();

        Lines(java.util.function.Consumer<String> told) {
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
