package io.opendcp.simulator.setup;

import java.util.List;
import java.util.Locale;

/** dmmppwatch and dmmppmon, or dmwatcher and dmmonitor: they start the watcher and the monitor of a machine. Manual 6.2.9, 6.2.10. */
final class WatchCommands {
    private static final List<String> OLD_WATCHER = List.of("dmmwatch.ini", "dmwatch.ini");
    private static final List<String> OLD_MONITOR = List.of("dmmmon.ini", "dmmon.ini");

    private WatchCommands() {}

    /** Of a machine: its watcher's file lies beside the dm.ini of one of its instances. */
    static Words watcher(Site site, Watching watching, Machine machine, List<String> typed) {
        String path = path(typed, "dmmppwatch " + OLD_WATCHER.get(0));
        List<String> instances = watched(site, machine);
        boolean beside = site.places().stream()
                .anyMatch(place -> place.machine().equals(machine)
                        && place.isMade()
                        && place.database().equals(Paths.folder(path)));
        if (instances.isEmpty() || !isFile(path, machine.watcherFile(), OLD_WATCHER)) {
            throw noFile(machine, path, machine.watcherFile(), "a watcher", "守护进程");
        }
        if (!beside) {
            throw new SetupException(
                    "there is no %s on %s: its folder is no database yet".formatted(path, machine.name()),
                    "机器 %s 上没有 %s：该目录下尚无数据库".formatted(machine.name(), path));
        }
        return startWatcher(watching, machine, instances);
    }

    private static Words startWatcher(Watching watching, Machine machine, List<String> instances) {
        if (instances.stream().anyMatch(watching::watches)) {
            throw new SetupException(
                    "the watcher of " + machine.name() + " runs already", "机器 " + machine.name() + " 的守护进程已在运行");
        }
        watching.startWatchers(instances);
        String names = String.join(", ", instances);
        return new Words(
                "the watcher of %s looks after %s".formatted(machine.name(), names),
                "机器 %s 的守护进程开始守护 %s".formatted(machine.name(), names));
    }

    /** {@code DmWatcherService start|stop}. */
    static Words service(Site site, Watching watching, Machine machine, List<String> typed) {
        String words = String.join(" ", typed).toLowerCase(Locale.ROOT);
        List<String> instances = watched(site, machine);
        if (instances.isEmpty()) {
            throw noFile(machine, "", "", "a watcher", "守护进程");
        }
        if (words.equals("start")) {
            return startWatcher(watching, machine, instances);
        }
        if (!words.equals("stop")) {
            throw ServerCommands.usage("DmWatcherService start|stop");
        }
        if (instances.stream().noneMatch(watching::watches)) {
            throw new SetupException(
                    "the watcher of " + machine.name() + " does not run", "机器 " + machine.name() + " 的守护进程没有运行");
        }
        watching.stopWatchers(instances);
        return new Words("the watcher of " + machine.name() + " has ended", "机器 " + machine.name() + " 的守护进程已退出");
    }

    /** Those of the machine that have a partner. */
    static List<String> watched(Site site, Machine machine) {
        return site.places().stream()
                .filter(place -> place.machine().equals(machine)
                        && site.mpp().roles().partner(place.ep().state()).isPresent())
                .map(Place::instance)
                .toList();
    }

    /** Its file is in the folder that the manual has it in. */
    static Words monitor(Site site, Watching watching, Machine machine, List<String> typed) {
        String path = path(typed, "dmmppmon " + OLD_MONITOR.get(0));
        if (!isFile(path, machine.monitorFile(), OLD_MONITOR)) {
            throw noFile(machine, path, machine.monitorFile(), "a monitor", "监视器");
        }
        if (!site.isFolder(machine, Paths.folder(path))) {
            throw new SetupException(
                    "there is no %s on %s: it has no such folder".formatted(path, machine.name()),
                    "机器 %s 上没有 %s：没有该目录".formatted(machine.name(), path));
        }
        if (site.mpp().spec().standbys().isEmpty()) {
            throw new SetupException("there are no standbys here, and nothing to monitor", "此处没有备库，无需监视");
        }
        if (watching.console().isPresent()) {
            throw new SetupException("the monitor runs already", "监视器已在运行");
        }
        String said = watching.startMonitor();
        return new Words(said, said);
    }

    private static String path(List<String> typed, String usage) {
        if (typed.size() != 1) {
            throw ServerCommands.usage(usage);
        }
        return Paths.full(typed.get(0));
    }

    /** Either of the older names for an older file. */
    private static boolean isFile(String path, String file, List<String> older) {
        String name = Paths.name(path);
        return !file.isEmpty() && (name.equals(file) || older.contains(file) && older.contains(name));
    }

    private static SetupException noFile(Machine machine, String path, String file, String english, String chinese) {
        return file.isEmpty()
                ? new SetupException(
                        "the scenario has no file of %s for %s".formatted(english, machine.name()),
                        "场景中没有机器 %s 的%s配置文件".formatted(machine.name(), chinese))
                : new SetupException(
                        "there is no %s on %s; the file is %s".formatted(path, machine.name(), file),
                        "机器 %s 上没有 %s；配置文件名为 %s".formatted(machine.name(), path, file));
    }
}
