package io.opendcp.simulator.monitor;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.MonitorException;
import io.opendcp.simulator.watch.Notice;
import io.opendcp.simulator.watch.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The monitor's console: takes a line, answers with text. What a command sets going is told by the monitor's notices. Words in any
 * case. Confined to the MPP's event loop. Source: DM8 data watch manual.
 */
public final class MonitorConsole {
    private static final int TIMES_MAX = 1_000;
    private static final int SECONDS_MAX = 3_600;

    private enum Asks {
        NOTHING,
        USER,
        PASSWORD
    }

    private final SimulatedMpp mpp;
    private final DataWatch watch;
    private final List<WatchedGroup> groups;
    private final MonitorScreens screens;
    private final Names names;
    private final GroupCommands changes;
    private Language language = Language.ENGLISH;
    private Asks asks = Asks.NOTHING;
    private String user = "";
    private boolean loggedIn;
    private int series;

    public MonitorConsole(SimulatedMpp mpp, DataWatch watch, List<WatchedGroup> groups) {
        this.mpp = mpp;
        this.watch = watch;
        this.groups = List.copyOf(groups);
        screens = new MonitorScreens(mpp, watch, this.groups);
        names = new Names(mpp, this.groups);
        changes = new GroupCommands(watch, names);
    }

    /** What it says when it starts. */
    public String banner() {
        return stamped(MonitorScreens.VERSION, MonitorScreens.VERSION)
                + "\n"
                + stamped("DMMONITOR[4.0] IS READY.", "DMMONITOR[4.0] IS READY.");
    }

    /**
     * Does what a line says.
     *
     * @return what is shown at once, without a line end; a question ends with a colon, and the next line is its answer
     */
    public String answer(String line, Language reader) {
        language = reader;
        if (asks != Asks.NOTHING) {
            return login(line.strip());
        }
        String words = line.strip().replaceAll(";$", "").strip().replaceAll("\\s+", " ");
        try {
            return words.isEmpty() ? "" : run(words);
        } catch (MonitorException refused) {
            String code = "[code = " + refused.code() + "] ";
            return stamped(code + refused.text(Language.CHINESE), code + refused.text(Language.ENGLISH));
        }
    }

    private String run(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        String first = lower.split(" ", 2)[0];
        return switch (first) {
            case "help" -> alone(lower, () -> MonitorHelp.text(language));
            case "exit" -> alone(lower, this::exit);
            case "q" -> alone(lower, this::noMore);
            case "login" -> alone(lower, this::asksUser);
            case "logout" -> alone(lower, this::logout);
            case "list" -> alone(lower, screens::list);
            case "tip" -> alone(lower, () -> screens.tip(language));
            case "show" -> show(rest(words));
            case "check" -> lower.equals("check mppctl") ? consistent() : check(words);
            case "choose" -> choose(rest(lower), words);
            case "switchover" -> switchover(rest(words));
            case "takeover" -> takeover(rest(words));
            case "set", "detach", "attach", "open" -> change(words);
            case "recover" -> lower.equals("recover mppctl") ? recoverControlFile() : unknown(words);
            case "startup", "stop", "kill" -> order(first, rest(words), words);
            default -> unknown(words);
        };
    }

    private String alone(String words, Supplier<String> answer) {
        return words.contains(" ") ? unknown(words) : answer.get();
    }

    private static String rest(String words) {
        int blank = words.indexOf(' ');
        return blank < 0 ? "" : words.substring(blank + 1);
    }

    private String unknown(String words) {
        return in("未知的命令: " + words + "，输入 help 查看帮助", "unknown command: " + words + "; help lists them");
    }

    private String noMore() {
        series++;
        return in("停止显示", "no more is shown by itself");
    }

    private String exit() {
        loggedIn = false;
        series++;
        return in("已退出控制台，监视器继续运行", "the console is left, the monitor goes on");
    }

    private String asksUser() {
        asks = Asks.USER;
        return in("用户名:", "username:");
    }

    private String login(String typed) {
        if (asks == Asks.USER) {
            user = typed;
            asks = Asks.PASSWORD;
            return in("密码:", "password:");
        }
        asks = Asks.NOTHING;
        if (!mpp.isDba(user, typed)) {
            throwAway();
            return stamped(
                    "[code = -8206] 用户名或密码错误，或用户没有DBA权限",
                    "[code = -8206] Wrong user name or password, or the user is no DBA");
        }
        loggedIn = true;
        return stamped("登录监视器成功!", "Login monitor success!");
    }

    private void throwAway() {
        user = "";
        loggedIn = false;
    }

    private String logout() {
        requireLogin();
        throwAway();
        return stamped("退出登录监视器成功!", "Logout monitor success!");
    }

    private void requireLogin() {
        if (!loggedIn) {
            throw new MonitorException(-5, "未登录监视器，请先执行 login", "Not logged in to the monitor: login first");
        }
    }

    private String show(String what) {
        String lower = what.toLowerCase(Locale.ROOT);
        if (lower.matches("[0-9]{1,4} [0-9]{1,4}")) {
            return series(lower);
        }
        if (lower.startsWith("database ")) {
            return screens.now() + "\n" + screens.database(names.ep(rest(what)));
        }
        if (lower.startsWith("open info ")) {
            return screens.opens(names.ep(rest(rest(what))));
        }
        return switch (lower) {
            case "" -> screens.all(groups);
            case "version" -> MonitorScreens.VERSION;
            case "global info" -> screens.global();
            case "arch send info" -> screens.archives();
            case "apply stat" -> screens.applied();
            case "monitor" -> screens.monitors();
            case "mpp" -> screens.mpp();
            default -> unknown("show " + what);
        };
    }

    private String series(String numbers) {
        int times = Integer.parseInt(numbers.split(" ", 2)[0]);
        int seconds = Integer.parseInt(rest(numbers));
        if (times < 1 || times > TIMES_MAX || seconds < 1 || seconds > SECONDS_MAX) {
            return in(
                    "show i n: i 为 1 到 %d，n 为 1 到 %d".formatted(TIMES_MAX, SECONDS_MAX),
                    "show i n: i is 1 to %d, n is 1 to %d".formatted(TIMES_MAX, SECONDS_MAX));
        }
        again(++series, times - 1, Duration.ofSeconds(seconds));
        return screens.all(groups);
    }

    private void again(int number, int left, Duration pause) {
        if (left == 0) {
            return;
        }
        watch.schedule(pause, () -> {
            if (number == series) {
                String text = screens.all(groups);
                watch.tell(text, text);
                again(number, left - 1, pause);
            }
        });
    }

    private String consistent() {
        return stamped("MPP控制文件一致", "The MPP control files are the same everywhere");
    }

    /** Those of instances cannot differ here: what dmmpp.ctl says is in one place. */
    private String recoverControlFile() {
        requireLogin();
        return stamped("MPP控制文件一致，不需要恢复", "The MPP control files are the same everywhere, nothing is to be recovered");
    }

    private String check(String words) {
        Notice said = changes.checked(words, mpp.time().now());
        return said == null ? unknown(words) : said.line(language, mpp.spec().zone());
    }

    private String change(String words) {
        requireLogin();
        return changes.did(words) ? "" : unknown(words);
    }

    private String choose(String what, String words) {
        String command = what.startsWith("takeover force")
                ? "takeover force"
                : what.startsWith("takeover") ? "takeover" : what.startsWith("switchover") ? "switchover" : "";
        if (command.isEmpty()) {
            return unknown(words);
        }
        String group = what.substring(command.length()).strip();
        List<String> can = names.groups(group.isEmpty() ? "all" : group).stream()
                .flatMap(each -> names.instances(each).stream())
                .filter(instance -> command.equals("switchover")
                        ? watch.monitor().canSwitchOver(instance)
                        : watch.monitor().canTakeOver(instance, command.endsWith("force")))
                .toList();
        names.chosen(can);
        if (can.isEmpty()) {
            return in("没有可用于" + command + "的实例", "no instance can " + command + " now");
        }
        return in("可用于" + command + "的实例:", "instances that can " + command + ":")
                + String.join(
                        "",
                        IntStream.range(0, can.size())
                                .mapToObj(i -> "\n" + (i + 1) + ": " + can.get(i))
                                .toList());
    }

    private String switchover(String what) {
        requireLogin();
        watch.monitor().switchover(names.instance(what));
        return "";
    }

    private String takeover(String what) {
        requireLogin();
        boolean force = what.toLowerCase(Locale.ROOT).matches("force( .*)?");
        watch.monitor().takeover(names.instance(force ? rest(what) : what), force);
        return "";
    }

    private String order(String verb, String what, String words) {
        String kind = what.toLowerCase(Locale.ROOT).split(" ", 2)[0];
        boolean known = kind.equals("group") || kind.equals("database") || kind.equals("dmwatcher");
        if (!known || kind.equals("dmwatcher") && verb.equals("kill")) {
            return unknown(words);
        }
        requireLogin();
        List<String> instances = kind.equals("database")
                ? List.of(names.instance(rest(what)))
                : names.groups(rest(what)).stream()
                        .flatMap(group -> names.instances(group).stream())
                        .toList();
        Orders orders = watch.orders();
        boolean watchers = kind.equals("dmwatcher");
        Consumer<String> each = switch (verb) {
            case "startup" -> watchers ? orders::startWatcher : orders::start;
            case "stop" -> watchers ? orders::stopWatcher : orders::stop;
            default -> orders::kill;
        };
        instances.forEach(each);
        return "";
    }

    private String stamped(String chinese, String english) {
        return new Notice(mpp.time().now(), chinese, english)
                .line(language, mpp.spec().zone());
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }
}
