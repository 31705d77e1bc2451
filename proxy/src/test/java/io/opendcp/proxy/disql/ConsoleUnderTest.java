package io.opendcp.proxy.disql;

import io.opendcp.protocol.error.Language;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A console on an H2 database of its own, which knows one user, SA without a password; typed at by a test. Every statement
 * takes 415 µs.
 */
final class ConsoleUnderTest {
    final Settings settings = new Settings();
    final List<Connection> connections = new ArrayList<>();
    final List<String> shellCommands = new ArrayList<>();
    final Console console;
    Runnable onShell = () -> {};
    boolean interactive;
    boolean reachable = true;

    private final String url;
    private final StringWriter out = new StringWriter();
    private final Queue<String> typed = new ArrayDeque<>();
    private long nanos;

    ConsoleUnderTest(String name, Language language) {
        this.url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;DATABASE_TO_UPPER=TRUE";
        PrintWriter writer = new PrintWriter(out, true);
        Screen screen = new Screen(writer, language, settings);
        Session session = new Session(this::connect, settings, this::nanos);
        console = new Console(session, settings, screen, new Fingers(), this::shell, false, this::nanos);
    }

    /** Logged in, and what that printed forgotten. */
    static ConsoleUnderTest loggedIn(String name, Language language) {
        ConsoleUnderTest test = new ConsoleUnderTest(name, language);
        test.console.login().login(new Logon("SA", "", "h2", false));
        test.shown();
        return test;
    }

    private final class Fingers implements Keyboard {
        @Override
        public @Nullable String read(String prompt) {
            out.append(prompt);
            return typed.poll();
        }

        @Override
        public @Nullable String secret(String prompt) {
            return read(prompt);
        }

        @Override
        public boolean interactive() {
            return interactive;
        }

        @Override
        public void close() {}
    }

    private Link connect(Logon logon) throws SQLException {
        if (!reachable) {
            throw new SQLException("Communication error", "08000", 6001);
        }
        if (!"".equals(logon.password())) { // H2 itself would make the test wait
            throw new SQLException("Wrong user name or password", "28000", -2501);
        }
        Connection connection = DriverManager.getConnection(url, "SA", "");
        connections.add(connection);
        return new Link(connection);
    }

    private int shell(String command) {
        shellCommands.add(command);
        onShell.run();
        return command.startsWith("fail") ? 3 : 0;
    }

    private long nanos() {
        return nanos += 415_000;
    }

    void type(String... lines) {
        typed.addAll(Arrays.asList(lines));
    }

    /** Types lines, and returns what is shown then, prompts included. */
    String run(String... lines) {
        type(lines);
        console.loop();
        return shown();
    }

    /** What was shown since the last time. */
    String shown() {
        String shown = out.toString().replace(System.lineSeparator(), "\n");
        out.getBuffer().setLength(0);
        return shown;
    }

    /** A connection of its own, to look from outside. */
    Connection outside() throws SQLException {
        return DriverManager.getConnection(url, "SA", "");
    }
}
