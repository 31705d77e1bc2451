package io.opendcp.simulator.setup;

import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.watch.TextTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is on the machines: databases, files, watchers, the monitor. */
final class Overview {
    private static final List<String> HEADS =
            List.of("MACHINE", "DM_INI", "INSTANCE", "STATUS", "MODE", "OGUID", "LSN", "MAGIC", "WATCHER");

    private Overview() {}

    static Words show(Site site, Watching watching) {
        List<List<String>> rows =
                site.places().stream().map(place -> row(place, watching)).toList();
        Stream<String> files = site.files().keySet().stream().map(Location::toString);
        Stream<String> monitor = site.machines().stream()
                .filter(machine -> !machine.monitorFile().isEmpty())
                .map(machine -> machine.name() + ":" + machine.monitorFile() + "  "
                        + (watching.console().isPresent() ? "RUNNING" : "-"));
        String all = Stream.of(Stream.of(TextTable.of(0, HEADS, rows)), monitor, files)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
        return new Words(all, all);
    }

    private static List<String> row(Place place, Watching watching) {
        EpStore state = place.ep().state();
        boolean made = state.isMade();
        String status = place.ep().isStarting() ? "STARTUP" : state.status().name();
        return List.of(
                place.machine().name(),
                place.dmIni(),
                place.instance(),
                made ? status : "-",
                made ? state.mode().name() : "-",
                made ? Integer.toString(state.oguid()) : "-",
                made ? Long.toString(state.log().lsn()) : "-",
                made ? Integer.toString(state.magic()) : "-",
                watching.watches(place.instance()) ? "RUNNING" : "-");
    }
}
