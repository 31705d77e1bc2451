package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Words;
import java.sql.SQLException;
import java.util.List;

/** Logging in and out, and leaving. */
final class SessionCommands {
    static final List<Command> LIST = List.of(
            Command.of(
                            "CONN[ECT]",
                            "user[/password][@host:port]",
                            "提交并重新登录",
                            "commits, and logs in anew",
                            SessionCommands::connect)
                    .literal(),
            Command.of("DISCONN[ECT]", "", "提交并断开连接", "commits, and logs out", (console, arguments) -> leave(console)),
            Command.of("LOGIN", "", "登录，逐项询问", "logs in, asking for each thing", (console, arguments) -> {
                console.session().commit();
                console.login().askAndLogin();
            }),
            Command.of("LOGOUT", "", "提交并断开连接", "commits, and logs out", (console, arguments) -> leave(console)),
            Command.of("EXIT", "[n] [COMMIT|ROLLBACK]", "提交并退出", "commits, and leaves", SessionCommands::exit),
            Command.of("QUIT", "[n] [COMMIT|ROLLBACK]", "提交并退出", "commits, and leaves", SessionCommands::exit));

    private SessionCommands() {}

    private static void connect(Console console, String arguments) throws SQLException {
        if (arguments.isBlank()) {
            throw new Told("用法: CONN 用户/口令@主机:端口", "usage: CONN user/password@host:port");
        }
        Logon logon = LogonText.parse(arguments);
        console.session().commit();
        console.login().login(logon);
    }

    private static void leave(Console console) throws SQLException {
        if (!console.session().connected()) {
            throw Session.notConnected();
        }
        console.session().commit();
        console.session().forget();
    }

    private static void exit(Console console, String arguments) {
        Words words = new Words(arguments);
        String code = words.nextUpper();
        boolean plain = code.equals("COMMIT") || code.equals("ROLLBACK");
        Whenever.After after = Whenever.After.of(plain ? code : words.next());
        if (words.more()) {
            throw new Told("用法: EXIT [n] [COMMIT|ROLLBACK]", "usage: EXIT [n] [COMMIT|ROLLBACK]");
        }
        console.leave(plain ? 0 : ExitCode.of(code), after == Whenever.After.NONE ? Whenever.After.COMMIT : after);
    }
}
