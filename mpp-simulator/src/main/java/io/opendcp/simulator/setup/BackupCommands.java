package io.opendcp.simulator.setup;

import io.opendcp.simulator.session.DatabaseImage;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** dmbackup and dmrestore, while the instance is shut down. Manual 6.2.2.2. */
final class BackupCommands {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private BackupCommands() {}

    /** {@code dmbackup TYPE=FULL INI_PATH=DM_INI [NAME=NAME]}: the file is NAME.bak in the database's folder bak. */
    static Words backup(Site site, Machine machine, List<String> typed) {
        Arguments arguments = new Arguments("dmbackup", typed, "TYPE", "INI_PATH", "NAME");
        arguments.allow("TYPE", "FULL");
        Place place = site.place(machine, Paths.full(arguments.require("INI_PATH")));
        place.requireMade();
        String name = arguments.get("NAME").isEmpty() ? stamped(site) : arguments.get("NAME");
        if (!name.matches("[A-Za-z0-9_]{1,64}")) {
            throw new SetupException(
                    "dmbackup: NAME has letters, digits and _, at most 64: " + name,
                    "dmbackup: NAME 只能包含字母、数字和 _，最多 64 个: " + name);
        }
        site.requireShutDown(place);
        Location at = new Location(machine, Paths.in(Site.backups(place), name + ".bak"));
        if (site.file(at) != null) {
            throw new SetupException("there is a file already: " + at, "文件已存在: " + at);
        }
        DatabaseImage image = site.mpp().databases().image(place.ep().state());
        site.write(at, new FileContent.Backup(image));
        return new Words(
                "backup success: %s, LSN %d".formatted(at, image.lsn()), "备份成功: %s，LSN %d".formatted(at, image.lsn()));
    }

    private static String stamped(Site site) {
        return "DB_DAMENG_"
                + STAMP.format(site.mpp().time().now().atZone(site.mpp().spec().zone()));
    }

    /** {@code dmrestore INI_PATH=DM_INI FILE=FILE}: dminit has made a database there, which has another one's data from now on. */
    static Words restore(Site site, Machine machine, List<String> typed) {
        Arguments arguments = new Arguments("dmrestore", typed, "INI_PATH", "FILE");
        Place place = site.place(machine, Paths.full(arguments.require("INI_PATH")));
        Location at = new Location(machine, Paths.full(arguments.require("FILE")));
        place.requireMade();
        site.requireShutDown(place);
        if (!(site.file(at) instanceof FileContent.Backup backup)) {
            throw new SetupException("there is no backup " + at, "没有备份文件 " + at);
        }
        site.mpp().databases().replace(place.ep().state(), backup.image());
        long lsn = place.ep().state().log().lsn();
        int magic = place.ep().state().magic();
        return new Words(
                "restore success: %s is what %s was: permanent magic %d, LSN %d"
                        .formatted(place, backup.image().instance(), magic, lsn),
                "恢复成功: %s 与 %s 备份时一致: 永久魔数 %d，LSN %d"
                        .formatted(place, backup.image().instance(), magic, lsn));
    }
}
