package io.opendcp.proxy.disql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The scripts that are running, one called by the other. */
final class Scripts {
    /** Of scripts that call each other. */
    private static final int MOST = 20;

    private final Console console;
    private final Deque<Path> running = new ArrayDeque<>();

    Scripts(Console console) {
        this.console = console;
    }

    /** The folder of the running script; that of the console if none runs. */
    Path folder() {
        Path script = running.peek();
        Path folder = script == null ? null : script.getParent();
        return folder == null ? Path.of("") : folder;
    }

    /**
     * Runs a script to its end, or until somebody wants to leave. Behind the outermost comes a commit.
     *
     * @param arguments for its {@code &1}, {@code &2} ...
     * @throws IOException if it cannot be opened
     */
    void run(Path file, List<String> arguments) throws IOException {
        if (running.size() == MOST) {
            throw new Told("脚本嵌套超过" + MOST + "层", "more than " + MOST + " scripts call each other");
        }
        try (ScriptFile lines = new ScriptFile(file, console::echo)) {
            running.push(file);
            try {
                console.defines().with(arguments, () -> console.loop(lines));
            } finally {
                running.pop();
            }
        }
        if (running.isEmpty() && !console.left()) {
            console.commit();
        }
    }

    boolean any() {
        return !running.isEmpty();
    }
}
