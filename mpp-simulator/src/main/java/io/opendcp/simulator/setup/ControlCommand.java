package io.opendcp.simulator.setup;

import java.util.List;

/**
 * {@code dmctlcvt t2c INI CTL}, and {@code c2t CTL INI}: dmmpp.ini is the scenario's, in the folder of each database. Manual 6.1.4,
 * 6.2.2.5.
 */
final class ControlCommand {
    private static final List<String> TEXT = List.of("dmmpp.ini", "dmmp.ini", "dmmpc.ini");

    private ControlCommand() {}

    static Words run(Site site, Machine machine, List<String> typed) {
        boolean toText = typed.size() == 3 && typed.get(0).equalsIgnoreCase("c2t");
        if (typed.size() != 3 || !toText && !typed.get(0).equalsIgnoreCase("t2c")) {
            throw ServerCommands.usage("dmctlcvt t2c DMMPP_INI DMMPP_CTL | c2t DMMPP_CTL DMMPP_INI");
        }
        Location from = new Location(machine, Paths.full(typed.get(1)));
        Location to = new Location(machine, Paths.full(typed.get(2)));
        boolean text = TEXT.contains(Paths.name(from.path())) && isDatabase(site, machine, from.path());
        if (toText ? !(site.file(from) instanceof FileContent.MppCtl) : !text) {
            throw new SetupException("there is no such file: " + from, "没有此文件: " + from);
        }
        if (toText) {
            site.write(to, new FileContent.MppIni());
        } else {
            site.write(to, new FileContent.MppCtl());
        }
        return new Words(from + " is converted to " + to, "已将 " + from + " 转换为 " + to);
    }

    private static boolean isDatabase(Site site, Machine machine, String file) {
        return site.places().stream()
                .anyMatch(place -> place.machine().equals(machine)
                        && place.isMade()
                        && place.database().equals(Paths.folder(file)));
    }
}
