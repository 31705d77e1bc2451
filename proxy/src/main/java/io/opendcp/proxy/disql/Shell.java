package io.opendcp.proxy.disql;

import java.io.IOException;

/** Runs commands of the operating system. */
@FunctionalInterface
interface Shell {
    /** Runs {@code command} to its end; returns its exit code. */
    int run(String command) throws IOException;

    /** The system's own shell, on the console's own input and output. */
    static Shell system() {
        return command -> {
            boolean windows = System.getProperty("os.name", "").startsWith("Windows");
            ProcessBuilder process =
                    windows ? new ProcessBuilder("cmd", "/c", command) : new ProcessBuilder("sh", "-c", command);
            Process running = process.inheritIO().start();
            try {
                return running.waitFor();
            } catch (InterruptedException e) {
                running.destroy();
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        };
    }
}
