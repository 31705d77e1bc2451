package io.opendcp.proxy.server;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.ini.IniProblem;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The DCPs of one process, each with its own MPP, ports, folder and event loop. All of them run, or none. */
public final class Servers implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group;
    private final List<DmIni> inis;
    private final List<DcpServer> running = new ArrayList<>();

    private Servers(List<DmIni> inis) {
        this.inis = inis;
        group = new MultiThreadIoEventLoopGroup(inis.size(), NioIoHandler.newFactory());
    }

    /**
     * Starts a DCP for each file; listens when it returns.
     *
     * @param files absolute; each dm.ini's folder has its catalogue and its audit log
     * @param warning told of what the files' owners should look at
     * @throws StartException naming the file and what is wrong; nothing runs then. Files that are in each other's way, by a port or
     *     a folder, are told before anything has begun
     */
    public static Servers start(List<Path> files, HostTable hosts, Consumer<IniProblem> warning) throws StartException {
        List<DmIni> inis = new ArrayList<>();
        for (Path file : files) {
            try {
                inis.add(DmIni.readDcp(file));
            } catch (IniException e) {
                throw new StartException(file, e);
            }
        }
        inis.forEach(ini -> ini.warnings().forEach(warning));
        check(inis);
        Servers servers = new Servers(inis);
        for (DmIni ini : inis) {
            try {
                servers.start(ini, hosts);
            } catch (IOException | RuntimeException e) {
                servers.close();
                throw new StartException(ini.file(), e);
            }
        }
        return servers;
    }

    private void start(DmIni ini, HostTable hosts) throws IOException {
        EventLoop loop = group.next();
        SecureRandom secrets = new SecureRandom();
        running.add(DcpServer.start(
                ini,
                ini.file().resolveSibling(""),
                Network.sockets(loop, new LoopTime(loop), secrets),
                hosts,
                secrets,
                new InetSocketAddress(ini.portNum()),
                new InetSocketAddress(ini.dcp().portNum())));
    }

    private static void check(List<DmIni> inis) throws StartException {
        Map<String, DmIni> folders = new HashMap<>();
        Map<Integer, DmIni> ports = new HashMap<>();
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (DmIni ini : inis) {
            clash(folders.putIfAbsent(folder(ini), ini), ini, "在同一目录中", "are in one folder", chinese, english);
            IntStream.of(ini.portNum(), ini.dcp().portNum())
                    .forEach(port -> clash(
                            ports.putIfAbsent(port, ini),
                            ini,
                            "使用同一端口 " + port,
                            "use the same port " + port,
                            chinese,
                            english));
        }
        if (!english.isEmpty()) {
            throw new StartException(chinese, english);
        }
    }

    private static String folder(DmIni ini) {
        Path folder = ini.file().resolveSibling("");
        try {
            return folder.toRealPath().toString(); // links may lead to one folder
        } catch (IOException e) {
            return folder.toString();
        }
    }

    private static void clash(
            @Nullable DmIni other,
            DmIni ini,
            String chinese,
            String english,
            List<String> allChinese,
            List<String> allEnglish) {
        if (other != null) {
            allChinese.add(other.file() + " 和 " + ini.file() + " " + chinese);
            allEnglish.add(other.file() + " and " + ini.file() + " " + english);
        }
    }

    /** In the order given. */
    public List<DmIni> inis() {
        return List.copyOf(inis);
    }

    /** In the order given. */
    public List<DcpServer> running() {
        return List.copyOf(running);
    }

    /** Stops all. */
    @Override
    public void close() {
        running.forEach(DcpServer::close);
        group.shutdownGracefully();
    }
}
