package io.opendcp.proxy.disql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Logging in as DIsql does: asks for what is missing, shows the banner or the error, and asks again. */
final class Login {
    private static final int TRIES = 3;

    private final Session session;
    private final Screen screen;
    private final Keyboard keyboard;
    private final boolean silent;

    Login(Session session, Screen screen, Keyboard keyboard, boolean silent) {
        this.session = session;
        this.screen = screen;
        this.keyboard = keyboard;
        this.silent = silent;
    }

    /**
     * The login at the start: three tries if somebody is there to be asked again.
     *
     * @param first what the command line said; null if nothing
     * @param once whether one try is enough
     * @return whether it succeeded
     */
    boolean enter(@Nullable Logon first, boolean once) {
        Logon logon = first;
        int tries = once || !keyboard.interactive() ? 1 : TRIES;
        String server = first == null ? Logon.DEFAULT_SERVER : first.server();
        boolean local = first != null && first.local();
        for (int i = 0; i < tries; i++) {
            Logon asked = logon == null ? askUser(server, local) : logon;
            if (asked == null) {
                return false;
            }
            if (login(asked)) {
                return true;
            }
            logon = null;
        }
        return false;
    }

    /** One try; asks for the password if it is missing. Returns whether it succeeded, having said why not. */
    boolean login(Logon asked) {
        Logon logon = asked;
        if (logon.password() == null) {
            String password = keyboard.secret(screen.in("密码:", "password:"));
            if (password == null) {
                return false;
            }
            logon = logon.withPassword(password);
        }
        try {
            banner(logon, session.login(logon));
            return true;
        } catch (SQLException e) {
            ErrorText.ofLogin(e, screen.language()).lines().forEach(screen::print);
            return false;
        }
    }

    /** Asks for all of it, as LOGIN does. */
    void askAndLogin() {
        String server = keyboard.read(screen.in("服务名:", "server name:"));
        Logon asked = server == null ? null : askUser(server.isBlank() ? Logon.DEFAULT_SERVER : server.strip(), false);
        String password = asked == null ? null : keyboard.secret(screen.in("密码:", "password:"));
        String type = password == null ? null : keyboard.read(screen.in("MPP类型:", "MPP type:"));
        if (asked != null && type != null) {
            login(new Logon(asked.user(), password, asked.server(), LogonText.mppType(type.strip())));
        }
    }

    private @Nullable Logon askUser(String server, boolean local) {
        String user = keyboard.read(screen.in("用户名:", "user name:"));
        return user == null ? null : new Logon(user.strip(), null, server, local);
    }

    private void banner(Logon logon, long nanos) {
        if (silent) {
            return;
        }
        String status = session.status().text(screen.language());
        String time = Elapsed.millis(nanos) + "(ms)";
        screen.say("服务器[" + logon.shownServer() + "]:" + status, "Server[" + logon.shownServer() + "]:" + status);
        screen.say("登录使用时间 : " + time, "login used time : " + time);
        screen.print("disql V8");
    }
}
