package io.opendcp.simulator.setup;

import io.opendcp.simulator.InstanceMode;
import java.util.List;
import java.util.Locale;

/** dmserver, and the service script DmService with an instance's name behind it. Manual 6.2.2.3, 6.2.7. */
final class ServerCommands {
    static final String SERVICE = "dmservice";

    private ServerCommands() {}

    /** {@code dmserver DM_INI [mount]}. */
    static Words dmserver(Site site, Machine machine, List<String> typed) {
        boolean mount = typed.size() == 2 && typed.get(1).equalsIgnoreCase("mount");
        if (typed.size() != 1 && !mount) {
            throw usage("dmserver DM_INI [mount]");
        }
        return start(site.place(machine, Paths.full(typed.get(0))), mount);
    }

    private static Words start(Place place, boolean mount) {
        place.requireMade();
        if (!place.ep().isDown() || place.ep().isStarting()) {
            throw new SetupException(place.instance() + " runs already", place.instance() + " 已在运行");
        }
        place.ep().start(mount);
        if (place.ep().isDown()) {
            return new Words(place.instance() + " starts", place.instance() + " 正在启动");
        }
        return state(place);
    }

    private static Words state(Place place) {
        String name = place.instance();
        String status = place.ep().state().status().name();
        InstanceMode mode = place.ep().state().mode();
        return new Words(
                "SYSTEM IS READY: %s is %s, in %s mode".formatted(name, status, mode),
                "SYSTEM IS READY: %s 处于 %s 状态，%s 模式".formatted(name, status, mode));
    }

    /** {@code DmServiceEP01 start|stop|restart|status}, {@code start mount}. */
    static Words service(Site site, Machine machine, String tool, List<String> typed) {
        String wanted = tool.substring(SERVICE.length());
        Place place = site.places().stream()
                .filter(each -> each.machine().equals(machine)
                        && each.instance().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new SetupException(
                        "there is no instance %s on %s".formatted(wanted.toUpperCase(Locale.ROOT), machine.name()),
                        "机器 %s 上没有实例 %s".formatted(machine.name(), wanted.toUpperCase(Locale.ROOT))));
        String words = String.join(" ", typed).toLowerCase(Locale.ROOT);
        return switch (words) {
            case "start" -> start(place, false);
            case "start mount" -> start(place, true);
            case "stop" -> stop(place);
            case "status" -> place.ep().isDown() ? notRunning(place) : state(place);
            default -> throw usage("DmService" + place.instance() + " start [mount]|stop|status");
        };
    }

    private static Words stop(Place place) {
        if (place.ep().isStarting()) {
            throw new SetupException(place.instance() + " is just starting", place.instance() + " 正在启动");
        }
        if (place.ep().isDown()) {
            Words down = notRunning(place);
            throw new SetupException(down.english(), down.chinese());
        }
        place.ep().stop();
        long lsn = place.ep().state().log().lsn();
        return new Words(
                "%s is shut down, at LSN %d".formatted(place.instance(), lsn),
                "%s 已正常关闭，LSN 为 %d".formatted(place.instance(), lsn));
    }

    private static Words notRunning(Place place) {
        return new Words(place.instance() + " does not run", place.instance() + " 没有运行");
    }

    static SetupException usage(String of) {
        return new SetupException("usage: " + of, "用法: " + of);
    }
}
