package io.opendcp.simulator.setup;

import io.opendcp.simulator.MppSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * dminit: makes an empty database. What decides on data has to be what all EPs of this MPP have; sizes of pages, extents and logs are
 * taken, and mean nothing here. Manual 6.1.2, 6.2.2.6.
 */
final class InitCommand {
    private static final String[] KNOWN = {
        "PATH",
        "DB_NAME",
        "INSTANCE_NAME",
        "PORT_NUM",
        "CASE_SENSITIVE",
        "CHARSET",
        "UNICODE_FLAG",
        "SYSDBA_PWD",
        "PAGE_SIZE",
        "EXTENT_SIZE",
        "LOG_SIZE",
        "DCP_MODE",
        "DCP_PORT_NUM"
    };

    private InitCommand() {}

    static Words run(Site site, Machine machine, List<String> typed) {
        Arguments arguments = new Arguments("dminit", typed, KNOWN);
        if (arguments.get("DCP_MODE").equals("1")) {
            throw new SetupException(
                    "a DCP is no instance of the MPP: ./dcp init makes its folder, ./dcp server starts it",
                    "DCP 不是 MPP 的实例：用 ./dcp init 初始化，用 ./dcp server 启动");
        }
        String database = arguments.get("DB_NAME").isEmpty() ? "DAMENG" : arguments.get("DB_NAME");
        String path = Paths.full(arguments.require("PATH"));
        Place place = site.place(machine, Paths.in(Paths.in(path, database), "dm.ini"));
        requireSame(site.mpp().spec(), place, arguments);
        if (place.isMade()) {
            throw new SetupException(
                    "there is a database already in " + place + ", of permanent magic "
                            + place.ep().state().magic(),
                    place + " 已有数据库，永久魔数为 " + place.ep().state().magic());
        }
        site.mpp().databases().create(place.ep().state());
        int magic = place.ep().state().magic();
        long lsn = place.ep().state().log().lsn();
        return new Words(
                "create dm database success: %s, permanent magic %d, LSN %d".formatted(place, magic, lsn),
                "初始化数据库成功: %s，永久魔数 %d，LSN %d".formatted(place, magic, lsn));
    }

    private static void requireSame(MppSpec spec, Place place, Arguments arguments) {
        arguments.allow("DCP_MODE", "0");
        arguments.allow("INSTANCE_NAME", place.instance());
        arguments.allow("PORT_NUM", Integer.toString(place.ep().spec().instancePort()));
        arguments.allow("SYSDBA_PWD", spec.sysdbaPassword());
        arguments.allow("PAGE_SIZE", "4", "8", "16", "32");
        arguments.allow("EXTENT_SIZE", "16", "32", "64");
        arguments.allow("CASE_SENSITIVE", spec.caseSensitive() ? new String[] {"Y", "1"} : new String[] {"N", "0"});
        boolean utf8 = spec.charset().equals(StandardCharsets.UTF_8);
        arguments.allow("CHARSET", utf8 ? "1" : "0");
        arguments.allow("UNICODE_FLAG", utf8 ? "1" : "0");
    }
}
