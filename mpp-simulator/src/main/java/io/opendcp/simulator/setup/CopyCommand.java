package io.opendcp.simulator.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * cp and scp: the folder of a database that is shut down to where another instance has its data, or a file. Manual 6.2.2.1: 注意：
 * 拷贝文件方式必须保证拷贝时数据库已正常关闭。
 */
final class CopyCommand {
    private final Site site;
    private final boolean recursive;
    private final Location from;
    private final Location to;
    private final boolean intoFolder;

    private CopyCommand(Site site, Machine here, List<String> typed) {
        this.site = site;
        List<String> ends = new ArrayList<>(typed);
        ends.removeIf(each -> each.startsWith("-"));
        List<String> options =
                typed.stream().filter(each -> each.startsWith("-")).toList();
        if (ends.size() != 2 || options.stream().anyMatch(each -> !each.matches("-[aprRfv]+"))) {
            throw ServerCommands.usage("cp [-r] [MACHINE:]FROM [MACHINE:]TO");
        }
        recursive = options.stream().anyMatch(each -> each.matches(".*[arR].*"));
        from = location(here, ends.get(0));
        to = location(here, ends.get(1));
        intoFolder = ends.get(1).endsWith("/");
    }

    static Words run(Site site, Machine here, List<String> typed) {
        return new CopyCommand(site, here, typed).run();
    }

    private Location location(Machine here, String typed) {
        int colon = typed.indexOf(':');
        if (colon < 0) {
            return new Location(here, Paths.full(typed));
        }
        String host = typed.substring(typed.indexOf('@') < colon ? typed.indexOf('@') + 1 : 0, colon);
        return new Location(site.machine(host), Paths.full(typed.substring(colon + 1)));
    }

    private Words run() {
        FileContent file = site.file(from);
        if (file != null) {
            boolean folder = intoFolder || site.isFolder(to.machine(), to.path());
            Location at = folder ? new Location(to.machine(), Paths.in(to.path(), Paths.name(from.path()))) : to;
            site.write(at, file);
            return new Words(from + " is copied to " + at, "已将 " + from + " 拷贝到 " + at);
        }
        Place source = site.places().stream()
                .filter(place ->
                        place.machine().equals(from.machine()) && level(place).isPresent())
                .findFirst()
                .orElseThrow(() -> new SetupException(
                        "there is no file or folder of one database: " + from, "没有此文件，也不是单个数据库的目录: " + from));
        source.requireMade();
        if (!recursive) {
            throw new SetupException(from + " is a folder: cp -r copies it", from + " 是目录，请使用 cp -r");
        }
        return copy(source, target(source));
    }

    /** The folder of a place that lies as deep as the one that is copied; only if that is its. */
    private Optional<String> level(Place place) {
        return Optional.of(from.path()).filter(path -> path.equals(place.database()) || path.equals(place.data()));
    }

    private Place target(Place source) {
        boolean whole = from.path().equals(source.data());
        String inside = Paths.in(to.path(), Paths.name(from.path()));
        return site.places().stream()
                .filter(place -> place.machine().equals(to.machine()))
                .filter(place -> {
                    String folder = whole ? place.data() : place.database();
                    return folder.equals(to.path()) || folder.equals(inside);
                })
                .findFirst()
                .orElseThrow(() -> site.noPlace(to.machine(), to.path()));
    }

    private Words copy(Place source, Place target) {
        if (source.equals(target)) {
            throw new SetupException("that is the same folder: " + source, "源目录与目标目录相同: " + source);
        }
        site.requireShutDown(source);
        if (target.isMade()) {
            site.requireShutDown(target);
        }
        site.mpp()
                .databases()
                .replace(
                        target.ep().state(),
                        site.mpp().databases().image(source.ep().state()));
        long lsn = target.ep().state().log().lsn();
        int magic = target.ep().state().magic();
        return new Words(
                "%s is copied to %s: permanent magic %d, LSN %d".formatted(source, target, magic, lsn),
                "已将 %s 拷贝到 %s: 永久魔数 %d，LSN %d".formatted(source, target, magic, lsn));
    }
}
