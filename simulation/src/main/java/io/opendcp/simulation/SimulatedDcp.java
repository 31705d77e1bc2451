package io.opendcp.simulation;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.net.Network;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.catalogue.Catalogue;
import io.opendcp.proxy.journal.Point;
import io.opendcp.proxy.server.DcpServer;
import io.opendcp.proxy.server.Workers;
import io.opendcp.simulator.fault.PortFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A DCP of a simulation, with SYSDBA/SYSDBA; its catalogue is in memory, its dm.ini in a folder that goes with it. */
final class SimulatedDcp implements AutoCloseable {
    private static final String SYSDBA = "SYSDBA";

    private final String name;
    private final DcpServer server;
    private final Path dir;
    private final PortFaults faults;

    private SimulatedDcp(String name, DcpServer server, Path dir, PortFaults faults) {
        this.name = name;
        this.server = server;
        this.dir = dir;
        this.faults = faults;
    }

    static SimulatedDcp start(
            String name,
            SimulationSpec spec,
            Network network,
            SimulatedTransport transport,
            Wires wires,
            Journal journal,
            Predicate<Point> shall,
            Consumer<Throwable> onDefect) {
        SplittableRandom secrets = Chance.of(spec.seed(), name + " secrets");
        PortFaults faults = new PortFaults(network.time(), Chance.of(spec.seed(), "faults of " + name), null);
        transport.onAccepted(channel -> {
            if (channel.localAddress().equals(wires.address(name))) {
                faults.connected(channel);
            }
        });
        try {
            Path dir = Files.createTempDirectory("opendcp-simulation-");
            Path ini = dir.resolve("dm.ini");
            Files.writeString(ini, """
                    INSTANCE_NAME      = %s
                    PORT_NUM           = 5238
                    ENABLE_DCP_MODE    = 1
                    DCP_PORT_NUM       = 5239
                    DCP_CONN_POOL_SIZE = %d
                    DCP_MPP_FLAG       = 1
                    """.formatted(name, spec.poolSize()));
            DcpServer server = DcpServer.start(
                    DmIni.readDcp(ini),
                    Catalogue.inMemory(Account.of(SYSDBA, SYSDBA, Account.MIN_ITERATIONS, secrets), secrets),
                    Workers.on(network.loop()),
                    network,
                    wires,
                    secrets,
                    new ProxyJournal(name, journal, shall, onDefect),
                    wires.address(name),
                    wires.address(name + "-management"));
            return new SimulatedDcp(name, server, dir, faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** What goes wrong between it and its users. */
    PortFaults faults() {
        return faults;
    }

    DcpServer server() {
        return server;
    }

    SocketAddress userAddress() {
        return server.userAddress();
    }

    SocketAddress managementAddress() {
        return server.managementAddress();
    }

    /** Tells it where its MPP is, as an administrator does. */
    static CompletableFuture<?> configure(SimulatedClient administrator, String instance, String host, int port) {
        return administrator
                .connect()
                .thenCompose(
                        done -> administrator.run("SP_DCP_ADD_INST('%s', '%s', %d)".formatted(instance, host, port)))
                .thenCompose(done -> administrator.run("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')"))
                .thenCompose(done -> administrator.run("SP_DCP_REFRESH_CONFIG()"))
                .thenRun(administrator::close);
    }

    /** What is left on it when nobody uses it; empty if nothing. */
    String leftOpen() {
        long lent = server.withPool(pool ->
                pool.backends().stream().filter(each -> !pool.isFree(each)).count());
        int waiting = server.withPool(pool -> pool.waiting());
        long violations = server.withPool(pool -> pool.violations());
        int sessions = server.sessions();
        return lent == 0 && waiting == 0 && violations == 0 && sessions == 0
                ? ""
                : "%d connections lent, %d borrowers waiting, %d pool violations, %d sessions"
                        .formatted(lent, waiting, violations, sessions);
    }

    @Override
    public void close() {
        server.close();
        try {
            Files.deleteIfExists(dir.resolve("dm.ini"));
            Files.deleteIfExists(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
