package io.opendcp.proxy.disql;

import io.netty.util.concurrent.Ticker;
import io.opendcp.protocol.error.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.Locale;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * {@code dcp disql}: a console for SQL and a runner of scripts, with DIsql's look, on the official driver. Ends with the code
 * that EXIT or WHENEVER says, else 0; with 1 when it could not log in, with 2 when arguments are wrong. Source: DIsql's
 * manual, {@code docs/disql.md}.
 */
public final class DisqlTool implements ToolProvider {
    private static final int NOT_LOGGED_IN = 1;
    private static final int USAGE_ERROR = 2;

    private final Language language;
    private final @Nullable BufferedReader in;

    /** For the person at this system: a terminal if there is one, else standard input. */
    public DisqlTool() {
        this(Language.of(Locale.getDefault()), null);
    }

    /** @param in what is typed; null for what there is at this system */
    public DisqlTool(Language language, @Nullable BufferedReader in) {
        this.language = language;
        this.in = in;
    }

    @Override
    public String name() {
        return "disql";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line;
        try {
            line = CommandLine.parse(args);
        } catch (Told e) {
            err.println(e.text(language));
            err.println(usage(language));
            return USAGE_ERROR;
        }
        if (line.help()) {
            out.println(usage(language));
            return 0;
        }
        Connector driver = logon -> new Link(DriverManager.getConnection(logon.url(), logon.properties(language)));
        if (in != null) {
            return run(line, language, driver, new PlainKeyboard(in, out), out);
        }
        Optional<TerminalKeyboard> terminal = TerminalKeyboard.open();
        if (terminal.isEmpty()) {
            return run(line, language, driver, new PlainKeyboard(standardInput(), out), out);
        }
        try (TerminalKeyboard keyboard = terminal.get()) {
            return run(line, language, driver, keyboard, keyboard.writer());
        }
    }

    /** Runs a console from login to end; returns the exit code. */
    static int run(CommandLine line, Language language, Connector connector, Keyboard keyboard, PrintWriter out) {
        Settings settings = new Settings();
        Screen screen = new Screen(out, language, settings);
        Session session = new Session(connector, settings, Ticker.systemTicker()::nanoTime);
        Console console = new Console(
                session, settings, screen, keyboard, Shell.system(), line.silent(), Ticker.systemTicker()::nanoTime);
        if (keyboard instanceof TerminalKeyboard terminal) {
            terminal.onInterrupt(console::interrupt);
        }
        if (line.connect() && !console.login().enter(line.logon(), line.once())) {
            screen.flush();
            return NOT_LOGGED_IN;
        }
        String sql = line.sql();
        if (sql != null) {
            settings.set(Setting.LINESHOW, "OFF");
            settings.set(Setting.TIMING, "OFF");
            console.takeAll(OneLine.entries(sql));
            return console.finish();
        }
        line.settings().forEach(console::command);
        if (!line.script().isEmpty()) {
            console.script(line.script());
        }
        console.loop();
        return console.finish();
    }

    /** In the terminal's character set, as the launcher writes. */
    private static BufferedReader standardInput() {
        Charset charset = Charset.defaultCharset();
        Charset used = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        return new BufferedReader(new InputStreamReader(System.in, used));
    }

    private static String usage(Language language) {
        return language == Language.CHINESE ? """
                用法: dcp disql [-L] [-S] [用户[/口令][@主机[:端口]] | /NOLOG] [选项]
                  -L               只尝试登录一次
                  -S               不显示提示符和登录信息
                  `脚本 参数 ...   运行脚本，也可写作 START 脚本 参数 ...
                  -E "sql;sql"     执行语句后退出
                  -C "SET ..."     先执行 SET、COLUMN 等命令
                  #{mpp_type=local}  只看所登录 EP 的数据，也可写作 用户/口令*LOCAL@主机
                口令含特殊字符: 'SYSDBA/"a@b"'@主机；连接后输入 HELP 查看命令""" : """
                usage: dcp disql [-L] [-S] [user[/password][@host[:port]] | /NOLOG] [options]
                  -L                   one try to log in
                  -S                   no prompts, no banner
                  `script argument ... runs a script; also START script argument ...
                  -E "sql;sql"         runs statements, and leaves
                  -C "SET ..."         begins with SET, COLUMN and the like
                  #{mpp_type=local}    only the rows of that EP; also user/password*LOCAL@host
                passwords with signs in them: 'SYSDBA/"a@b"'@host; HELP shows the commands inside""";
    }
}
