package io.opendcp.proxy.server;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.proxy.catalogue.CatalogueException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;

/** {@code dcp server DM_INI}: a DCP until the process ends. Its catalogue is in dm.ini's folder. */
public final class ServerTool implements ToolProvider {
    private static final int USAGE_ERROR = 2;

    @Override
    public String name() {
        return "server";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
        Language language = Language.of(Locale.getDefault());
        if (args.length != 1) {
            err.println(language == Language.ENGLISH ? "usage: dcp server DM_INI" : "用法: dcp server dm.ini文件");
            return USAGE_ERROR;
        }
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        SecureRandom secrets = new SecureRandom();
        Network network = Network.sockets(group.next(), new LoopTime(group.next()), secrets);
        try {
            Path file = Path.of(args[0]).toAbsolutePath();
            DmIni ini = DmIni.readDcp(file);
            ini.warnings().forEach(warning -> err.println(warning.text(language)));
            DcpServer server = DcpServer.start(
                    ini,
                    file.resolveSibling(""),
                    network,
                    HostTable.system(),
                    secrets,
                    new InetSocketAddress(ini.portNum()),
                    new InetSocketAddress(ini.dcp().portNum()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "dcp-close"));
            out.println(ini.instanceName() + "  PORT_NUM " + ini.portNum() + "  DCP_PORT_NUM "
                    + ini.dcp().portNum());
            out.println("DCP ready");
            out.flush();
            new CountDownLatch(1).await(); // until the process ends
            return 0;
        } catch (IniException e) {
            err.println(e.message(language));
        } catch (CatalogueException e) {
            err.println(e.message(language));
        } catch (TlsException e) {
            err.println(e.message(language));
        } catch (IOException e) {
            err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            group.shutdownGracefully();
        }
        return 1;
    }
}
