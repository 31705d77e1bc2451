package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Entry;
import io.opendcp.proxy.disql.text.Lines;
import io.opendcp.proxy.disql.text.StatementReader;
import io.opendcp.proxy.disql.text.Substitution;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The console: takes statements and commands, one after the other, until somebody wants to leave. Confined to one thread but
 * for {@link #interrupt}.
 */
final class Console {
    private final Session session;
    private final Settings settings;
    private final Screen screen;
    private final Keyboard keyboard;
    private final Shell shell;
    private final boolean silent;

    private final Defines defines = new Defines();
    private final Scripts scripts = new Scripts(this);
    private final Questions questions;
    private final Runner runner;
    private final Login login;

    private Whenever whenever = Whenever.CONTINUE;
    private Entry.@Nullable Sql buffer;
    private @Nullable Integer exitCode;
    private volatile boolean interrupted;

    /**
     * @param silent without banner, prompts and echo
     * @param nanos a count of nanoseconds that only rises
     */
    Console(
            Session session,
            Settings settings,
            Screen screen,
            Keyboard keyboard,
            Shell shell,
            boolean silent,
            LongSupplier nanos) {
        this.session = session;
        this.settings = settings;
        this.screen = screen;
        this.keyboard = keyboard;
        this.shell = shell;
        this.silent = silent;
        this.questions = new Questions(settings, screen, defines, this::ask);
        this.runner = new Runner(session, settings, screen, nanos);
        this.login = new Login(session, screen, keyboard, silent);
    }

    /** Takes what the person types until the end, or until somebody wants to leave. */
    void loop() {
        loop(prompt -> {
            interrupted = false;
            screen.flush();
            String line = keyboard.read(prompt);
            if (line != null) {
                screen.typed(prompt + line);
            }
            return line;
        });
    }

    /** Takes lines until they end, or until somebody wants to leave. */
    void loop(Lines lines) {
        StatementReader reader = new StatementReader(lines, Commands::isCommand, this::prompt);
        while (exitCode == null) {
            Entry entry = reader.next();
            if (entry instanceof Entry.End) {
                return;
            }
            if (interrupted && scripts.any()) {
                screen.say("脚本已中断", "the script is interrupted");
                return;
            }
            take(entry);
        }
    }

    private String prompt(int line) {
        if (silent) {
            return "";
        }
        if (line == 1) {
            return settings.get(Setting.SQLPROMPT);
        }
        return settings.on(Setting.SQL_LINESHOW) ? "%-4d".formatted(line) : "    ";
    }

    /** Does one thing; what goes wrong is said. */
    void take(Entry entry) {
        try {
            if (entry instanceof Entry.Sql sql) {
                buffer = sql;
                run(sql);
            } else if (entry instanceof Entry.Command command) {
                Commands.run(this, command.line());
            } else if (entry instanceof Entry.Repeat) {
                repeat();
            } else if (entry instanceof Entry.Unfinished) {
                throw new Told("输入已结束，最后的语句没有结束符，未执行", "the input ended within a statement, which was not run");
            }
        } catch (Told e) {
            screen.print(e.text(screen.language()));
        } catch (Substitution.NoValue e) {
            screen.say("没有变量 " + e.name() + " 的值，未执行", "not run: there is no value for " + e.name());
        } catch (SQLException e) {
            ErrorText.of(e).lines().forEach(screen::print);
        }
        screen.flush();
    }

    private void repeat() throws SQLException {
        if (!settings.on(Setting.CMD_EXEC) || buffer == null) {
            throw new Told("没有可执行的语句", "there is no statement to run");
        }
        run(buffer);
    }

    private void run(Entry.Sql sql) throws SQLException {
        Entry.Sql asked = questions.inSql(sql);
        Optional<SQLException> failure = runner.run(asked, questions.parameters(asked.text()));
        if (failure.isPresent()) {
            settle(whenever.after());
            if (whenever.exit()) {
                exitCode = whenever.exitCode(failure.get().getErrorCode());
            }
        }
    }

    private void settle(Whenever.After after) throws SQLException {
        switch (after) {
            case NONE -> {}
            case COMMIT -> session.commit();
            case ROLLBACK -> session.rollback();
        }
    }

    /** Wants to leave. */
    void leave(int code, Whenever.After after) {
        exitCode = code;
        try {
            settle(after);
        } catch (SQLException e) {
            ErrorText.of(e).lines().forEach(screen::print);
        }
    }

    /** Whether somebody wanted to leave. */
    boolean left() {
        return exitCode != null;
    }

    /** Commits unless somebody left, and ends the session; returns the exit code. */
    int finish() {
        if (exitCode == null) {
            leave(0, Whenever.After.COMMIT);
        }
        session.forget();
        screen.spoolOff();
        screen.flush();
        return exitCode == null ? 0 : exitCode & 0xff;
    }

    /** Commits; what goes wrong is said. */
    void commit() {
        try {
            session.commit();
        } catch (SQLException e) {
            ErrorText.of(e).lines().forEach(screen::print);
        }
    }

    /** Stops the statement that runs, and the scripts. From any thread. */
    void interrupt() {
        interrupted = true;
        try {
            session.cancel();
        } catch (SQLException e) {
            // the statement itself ends in an error, which is shown
        }
    }

    /** A line of a script, as if it had been typed. */
    void echo(String line) {
        if (settings.on(Setting.ECHO) && !silent) {
            screen.print(line);
        }
    }

    /** Asks the person for a line; null if there is nobody. */
    @Nullable
    String ask(String prompt) {
        screen.flush();
        String answer = keyboard.read(prompt);
        screen.typed(prompt + (answer == null ? "" : answer));
        return answer;
    }

    /** Asks the person for a line that is not shown; null if there is nobody. */
    @Nullable
    String askSecret(String prompt) {
        screen.flush();
        return keyboard.secret(prompt);
    }

    /** A command's line with the values of its {@code &names}. */
    String substituted(String line) {
        return questions.inLine(line);
    }

    /** Runs a command as if it had been typed. */
    void command(String line) {
        if (Commands.isCommand(line)) {
            take(new Entry.Command(line));
        } else {
            screen.say("不是命令: " + line, "not a command: " + line);
        }
    }

    /** Runs a script as if START had been typed; the first word is its path. */
    void script(List<String> words) {
        try {
            ScriptCommands.run(this, Path.of(""), words);
        } catch (Told e) {
            screen.print(e.text(screen.language()));
        }
    }

    /** Runs statements as if they had been typed. */
    void takeAll(List<Entry> entries) {
        for (Entry entry : entries) {
            if (exitCode == null) {
                take(entry);
            }
        }
    }

    Session session() {
        return session;
    }

    Settings settings() {
        return settings;
    }

    Screen screen() {
        return screen;
    }

    Defines defines() {
        return defines;
    }

    Scripts scripts() {
        return scripts;
    }

    Runner runner() {
        return runner;
    }

    Login login() {
        return login;
    }

    Shell shell() {
        return shell;
    }

    boolean interactive() {
        return keyboard.interactive();
    }

    void whenever(Whenever chosen) {
        whenever = chosen;
    }

    Entry.@Nullable Sql buffer() {
        return buffer;
    }

    void buffer(Entry.@Nullable Sql statement) {
        buffer = statement;
    }
}
