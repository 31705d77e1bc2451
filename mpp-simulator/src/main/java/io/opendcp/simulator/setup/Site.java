package io.opendcp.simulator.setup;

import io.opendcp.simulator.SimulatedMpp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All machines with what lies on them, and the one on which commands are typed. */
final class Site {
    private static final int FILES_MAX = 100;

    private final SimulatedMpp mpp;
    private final List<Machine> machines;
    private final List<Place> places = new ArrayList<>();
    private final Map<Location, FileContent> files = new LinkedHashMap<>();
    private Machine here;

    Site(SimulatedMpp mpp, List<Machine> machines) {
        this.mpp = mpp;
        this.machines = List.copyOf(machines);
        here = machines.get(0);
        machines.forEach(machine -> machine.instances()
                .forEach((dmIni, instance) -> places.add(new Place(machine, dmIni, mpp.ep(instance)))));
    }

    SimulatedMpp mpp() {
        return mpp;
    }

    List<Machine> machines() {
        return machines;
    }

    List<Place> places() {
        return places;
    }

    Machine here() {
        return here;
    }

    void here(Machine machine) {
        here = machine;
    }

    /**
     * A machine by its name or one of its addresses.
     *
     * @throws SetupException if there is none
     */
    Machine machine(String typed) {
        return machines.stream()
                .filter(each -> each.isCalled(typed))
                .findFirst()
                .orElseThrow(() -> {
                    String all = machines.stream().map(Machine::name).collect(Collectors.joining(", "));
                    return new SetupException(
                            "there is no machine " + typed + " with instances or a monitor, but " + all,
                            "没有名为 " + typed + " 的实例或监视器所在机器，现有 " + all);
                });
    }

    /**
     * Whose dm.ini that is.
     *
     * @throws SetupException if no instance of this machine has it
     */
    Place place(Machine machine, String dmIni) {
        return places.stream()
                .filter(place ->
                        place.machine().equals(machine) && place.dmIni().equals(dmIni))
                .findFirst()
                .orElseThrow(() -> noPlace(machine, dmIni));
    }

    SetupException noPlace(Machine machine, String path) {
        String all = places.stream()
                .filter(place -> place.machine().equals(machine))
                .map(place -> place.dmIni() + " (" + place.instance() + ")")
                .collect(Collectors.joining(", "));
        return new SetupException(
                "no instance of %s has its data there: %s; there are %s"
                        .formatted(machine.name(), path, all.isEmpty() ? "none" : all),
                "机器 %s 上没有实例的数据在 %s；现有 %s".formatted(machine.name(), path, all.isEmpty() ? "无" : all));
    }

    /** @throws SetupException if its process is there, or a transaction has to end on it */
    void requireShutDown(Place place) {
        place.requireShutDown(mpp.databases().isSettled(place.ep().state()));
    }

    @Nullable
    FileContent file(Location at) {
        return files.get(at);
    }

    Map<Location, FileContent> files() {
        return files;
    }

    /** @throws SetupException if its folder is not there, or too many files are */
    void write(Location at, FileContent content) {
        if (!isFolder(at.machine(), Paths.folder(at.path()))) {
            throw new SetupException(
                    "there is no folder " + Paths.folder(at.path()) + " on "
                            + at.machine().name(),
                    "机器 " + at.machine().name() + " 上没有目录 " + Paths.folder(at.path()));
        }
        if (files.size() >= FILES_MAX && !files.containsKey(at)) {
            throw new SetupException(
                    "there are " + FILES_MAX + " files already; rm FILE removes one",
                    "文件已达 " + FILES_MAX + " 个；用 rm 文件 删除");
        }
        files.put(at, content);
    }

    /** Folders that are there: those above databases, and those of databases that have been made. */
    boolean isFolder(Machine machine, String path) {
        if (path.equals("/dm/data") || path.equals("/dm") || path.equals("/")) {
            return true;
        }
        Optional<Place> made = places.stream()
                .filter(place -> place.machine().equals(machine) && place.isMade())
                .filter(place -> path.equals(place.database())
                        || path.equals(backups(place))
                        || place.database().startsWith(path + "/"))
                .findFirst();
        return made.isPresent();
    }

    /**
     * The database in a folder, and the files beside it, are no more.
     *
     * @throws SetupException if it is no folder of one database, or that is in use
     */
    void remove(Location folder) {
        Place place = places.stream()
                .filter(each -> each.machine().equals(folder.machine()) && each.isMade())
                .filter(each ->
                        folder.path().equals(each.data()) || folder.path().equals(each.database()))
                .findFirst()
                .orElseThrow(() ->
                        new SetupException("there is no folder of one database: " + folder, "没有单个数据库的目录: " + folder));
        requireShutDown(place);
        mpp.databases().absent(place.ep().state());
        files.keySet()
                .removeIf(file ->
                        file.machine().equals(folder.machine()) && file.path().startsWith(place.database() + "/"));
    }

    /** Where a database's backups are. */
    static String backups(Place place) {
        return place.database() + "/bak";
    }
}
