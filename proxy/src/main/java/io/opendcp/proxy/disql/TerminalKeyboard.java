package io.opendcp.proxy.disql;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jspecify.annotations.Nullable;

/**
 * A person at a terminal: lines can be edited and are remembered until the end, in memory only, as statements may have
 * passwords in them.
 */
final class TerminalKeyboard implements Keyboard {
    private static final char NO_ECHO = '\0';
    /** JLine's ways to a terminal, the best first. */
    private static final List<String> PROVIDERS = List.of("jni", "exec");

    private final Terminal terminal;
    private final LineReader reader;
    private final LineReader asking;

    private TerminalKeyboard(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, false)
                .build();
        this.asking = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .build();
    }

    /** The terminal that standard input and output are; none if they are not. */
    static Optional<TerminalKeyboard> open() {
        for (String provider : PROVIDERS) {
            try {
                TerminalProvider loaded = TerminalProvider.load(provider);
                boolean person =
                        loaded.isSystemStream(SystemStream.Input) && loaded.isSystemStream(SystemStream.Output);
                return person
                        ? Optional.of(new TerminalKeyboard(TerminalBuilder.builder()
                                .system(true)
                                .provider(provider)
                                .build()))
                        : Optional.empty();
            } catch (IOException e) {
                // not on this system; the next one, or plain lines
            }
        }
        return Optional.empty();
    }

    /** To print on. */
    PrintWriter writer() {
        return terminal.writer();
    }

    /** Runs {@code task} whenever Ctrl-C is pressed while no line is being read; on another thread. */
    void onInterrupt(Runnable task) {
        terminal.handle(Terminal.Signal.INT, signal -> task.run());
    }

    @Override
    public @Nullable String read(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            throw new Discarded();
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public @Nullable String secret(String prompt) {
        try {
            return asking.readLine(prompt, NO_ECHO);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
