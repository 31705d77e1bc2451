package io.opendcp.proxy.disql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lines from a pipe or a file. Prompts are shown all the same, as DIsql does. */
final class PlainKeyboard implements Keyboard {
    private final BufferedReader in;
    private final PrintWriter out;

    PlainKeyboard(BufferedReader in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public @Nullable String read(String prompt) {
        out.print(prompt);
        out.flush();
        try {
            String line = in.readLine();
            if (line == null && !prompt.isEmpty()) {
                out.println();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable String secret(String prompt) {
        return read(prompt);
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public void close() {
        // standard input is not ours to close
    }
}
