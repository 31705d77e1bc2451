package io.opendcp.proxy.server;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.host.HostTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;

/**
 * {@code dcp server DM_INI ...}: a DCP for each dm.ini, which may be of different MPPs, until the process ends. The catalogue of each
 * is in its dm.ini's folder.
 */
public final class ServerTool implements ToolProvider {
    private static final int USAGE_ERROR = 2;

    @Override
    public String name() {
        return "server";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        Language language = Language.of(Locale.getDefault());
        if (args.length == 0) {
            err.println(language == Language.ENGLISH ? "usage: dcp server DM_INI ..." : "用法: dcp server dm.ini文件 ...");
            return USAGE_ERROR;
        }
        try {
            Servers servers = Servers.start(
                    Arrays.stream(args)
                            .map(Path::of)
                            .map(Path::toAbsolutePath)
                            .map(Path::normalize)
                            .toList(),
                    HostTable.system(),
                    warning -> err.println(warning.text(language)));
            Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "dcp-close"));
            servers.inis()
                    .forEach(ini -> out.println(ini.instanceName() + "  PORT_NUM " + ini.portNum() + "  DCP_PORT_NUM "
                            + ini.dcp().portNum()));
            out.println("DCP ready");
            out.flush();
            new CountDownLatch(1).await(); // until the process ends
            return 0;
        } catch (StartException e) {
            e.messages(language).forEach(err::println);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }
}
