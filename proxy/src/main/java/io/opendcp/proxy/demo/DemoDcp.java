package io.opendcp.proxy.demo;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.server.DcpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The demo's DCP: the scenario's own dm.ini, in a folder that goes when the demo goes. */
final class DemoDcp implements AutoCloseable {
    private static final String USER = "SYSDBA";
    /** Simulated EPs know the option, so that V$SESSIONS on them shows who came through the DCP (ADR 0004). */
    private static final String TELL_EPS = "DCP_MPP_FLAG = 1\n";

    private final MultiThreadIoEventLoopGroup group;
    private final String name;
    private final DcpServer server;
    private final Path dir;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DemoDcp(String name, MultiThreadIoEventLoopGroup group, DcpServer server, Path dir) {
        this.name = name;
        this.group = group;
        this.server = server;
        this.dir = dir;
    }

    /** The folders of a scenario whose dm.ini is a DCP's, in the order of their names. */
    static List<String> names(Path scenario) throws IOException {
        try (Stream<Path> folders = Files.list(scenario)) {
            return folders.filter(folder -> Files.exists(folder.resolve("dm.ini")))
                    .filter(folder -> DmIni.read(folder.resolve("dm.ini")).enableDcpMode())
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** @param name of its folder, and in the host table */
    static DemoDcp start(Path scenario, String name, Language language, PrintWriter err) throws IOException {
        LoopbackHosts hosts = LoopbackHosts.read(scenario.resolve("hosts")).fitting(LoopbackHosts::bindableHere);
        Path dir = Files.createTempDirectory("dcp-demo-");
        Path ini = dir.resolve("dm.ini");
        Files.copy(scenario.resolve(name).resolve("dm.ini"), ini);
        Files.writeString(ini, TELL_EPS, StandardOpenOption.APPEND);
        SecureRandom secrets = new SecureRandom();
        Account.of(USER, USER, Account.MIN_ITERATIONS, secrets).write(dir.resolve(Account.INITIAL_FILE));
        DmIni settings = DmIni.readDcp(ini);
        settings.warnings().forEach(warning -> err.println(warning.text(language)));
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            EventLoop loop = group.next();
            DcpServer server = DcpServer.start(
                    settings,
                    dir,
                    Network.sockets(loop, new LoopTime(loop), secrets),
                    hosts,
                    secrets,
                    hosts.address(name, settings.portNum()),
                    hosts.address(name, settings.dcp().portNum()));
            return new DemoDcp(name, group, server, dir);
        } catch (IOException | RuntimeException e) {
            group.shutdownGracefully();
            delete(dir);
            throw e;
        }
    }

    /** The name of its folder. */
    String name() {
        return name;
    }

    InetSocketAddress userAddress() {
        return (InetSocketAddress) server.userAddress();
    }

    InetSocketAddress managementAddress() {
        return (InetSocketAddress) server.managementAddress();
    }

    /** At most once: when the demo ends, or at the end of the process. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        try {
            delete(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
