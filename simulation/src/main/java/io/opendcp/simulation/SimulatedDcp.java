package io.opendcp.simulation;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.net.Network;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.catalogue.Catalogue;
import io.opendcp.proxy.management.Audit;
import io.opendcp.proxy.server.DcpServer;
import io.opendcp.proxy.server.Workers;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.Instance;
import io.opendcp.simulator.fault.PortFaults;
import io.opendcp.simulator.fault.Stall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A DCP of a simulation, with SYSDBA/SYSDBA; its catalogue is in memory, its dm.ini in a folder that goes with it. A restarted one knows its
 * MPP as an administrator had told it.
 */
final class SimulatedDcp implements Instance, AutoCloseable {
    private static final String SYSDBA = "SYSDBA";
    private static final String MANAGEMENT = "-management";
    /** PORT_NUM. */
    static final int PORT = 5238;

    private final String name;
    private final Network network;
    private final Wires wires;
    private final SplittableRandom secrets;
    private final io.opendcp.proxy.journal.Journal told;
    private final List<EpSpec> instances;
    private final PortFaults faults;
    private final Path dir;
    private DcpServer server;
    private boolean down;
    /** Of pools of before it was killed. */
    private long violations;

    /** @param instances those of which it asks for the others */
    private SimulatedDcp(
            String name,
            SimulationSpec spec,
            Network network,
            Wires wires,
            io.opendcp.proxy.journal.Journal told,
            List<EpSpec> instances)
            throws IOException {
        this.name = name;
        this.network = network;
        this.wires = wires;
        this.told = told;
        this.instances = instances;
        secrets = Chance.of(spec.seed(), name + " secrets");
        faults = new PortFaults(network.time(), Chance.of(spec.seed(), "faults of " + name), this);
        dir = Files.createTempDirectory("opendcp-simulation-");
        Files.writeString(ini(), """
                INSTANCE_NAME      = %s
                PORT_NUM           = %d
                ENABLE_DCP_MODE    = 1
                DCP_PORT_NUM       = 5239
                DCP_CONN_POOL_SIZE = %d
                DCP_POOL_EP_LIMIT  = %d
                DCP_MPP_FLAG       = 1
                %s
                """.formatted(name, PORT, spec.poolSize(), spec.epLimit(), peers(spec)));
        try {
            server = boot(Catalogue.inMemory(account(), secrets));
        } catch (IOException | RuntimeException e) {
            forgetFiles();
            throw e;
        }
    }

    private static String peers(SimulationSpec spec) {
        return spec.peers()
                ? IntStream.rangeClosed(1, spec.proxies())
                        .mapToObj(number -> name(number) + ":" + PORT)
                        .collect(Collectors.joining(", ", "DCP_PEERS = ", ""))
                : "";
    }

    /** Of the first, 1, and so on. */
    static String name(int number) {
        return "DCP" + number;
    }

    static SimulatedDcp start(
            String name,
            SimulationSpec spec,
            Network network,
            SimulatedTransport transport,
            Wires wires,
            io.opendcp.proxy.journal.Journal told,
            List<EpSpec> instances) {
        try {
            SimulatedDcp dcp = new SimulatedDcp(name, spec, network, wires, told, instances);
            transport.onAccepted(channel -> {
                if (channel.localAddress().equals(wires.address(name))) {
                    dcp.faults.connected(channel);
                }
            });
            return dcp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long poolViolations() {
        return server.withPool(pool -> pool.violations());
    }

    private void forgetFiles() {
        try {
            Files.deleteIfExists(ini());
            Files.deleteIfExists(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ini() {
        return dir.resolve("dm.ini");
    }

    private Account account() {
        return Account.of(SYSDBA, SYSDBA, Account.MIN_ITERATIONS, secrets);
    }

    private DcpServer boot(Catalogue catalogue) throws IOException {
        return DcpServer.start(
                DmIni.readDcp(ini()),
                catalogue,
                Workers.on(network.loop()),
                network,
                wires,
                secrets,
                told,
                Audit.NONE,
                wires.address(name),
                wires.address(name + MANAGEMENT));
    }

    @Override
    public void pause() {
        if (!down) {
            Stall.BOTH_WAYS.forEach(faults::suffers);
        }
    }

    @Override
    public void resume() {
        Stall.BOTH_WAYS.forEach(faults::heals);
    }

    @Override
    public void kill() {
        if (!down) {
            down = true;
            violations += poolViolations();
            faults.bitten("Kill");
            server.close();
            resume();
        }
    }

    @Override
    public void restart() {
        if (!down) {
            return;
        }
        Catalogue catalogue = Catalogue.inMemory(account(), secrets);
        instances.forEach(each -> catalogue.add(
                new io.opendcp.proxy.cluster.Instance(each.instanceName(), each.instanceHost(), each.instancePort())));
        catalogue.setLogin(SYSDBA, SYSDBA);
        try {
            server = boot(catalogue);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an address in memory that is taken
        }
        down = false;
        faults.bitten("Restart");
    }

    @Override
    public void require(EpFault fault) {
        throw new IllegalArgumentException("a DCP has no disk, clock or links of its own: " + fault.words());
    }

    @Override
    public void suffers(EpFault fault, Runnable bitten) {
        // it has been refused
    }

    @Override
    public void heals(EpFault fault) {
        // it has none
    }

    @Override
    public void heal() {
        faults.heal();
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

    /** Stays the same over restarts, and is known while it is down. */
    SocketAddress userAddress() {
        return wires.address(name);
    }

    SocketAddress managementAddress() {
        return wires.address(name + MANAGEMENT);
    }

    /** Tells it where its MPP is, as an administrator does. */
    CompletableFuture<?> configure(SimulatedClient administrator) {
        CompletableFuture<?> told = administrator.connect();
        for (EpSpec each : instances) {
            told = told.thenCompose(done -> administrator.run("SP_DCP_ADD_INST('%s', '%s', %d)"
                    .formatted(each.instanceName(), each.instanceHost(), each.instancePort())));
        }
        return told.thenCompose(done -> administrator.run("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')"))
                .thenCompose(done -> administrator.run("SP_DCP_REFRESH_CONFIG()"))
                .thenRun(administrator::close);
    }

    /** What is left on it when nobody uses it; empty if nothing. */
    String leftOpen() {
        long lent = server.withPool(pool ->
                pool.backends().stream().filter(each -> !pool.isFree(each)).count());
        int waiting = server.withPool(pool -> pool.waiting());
        long unclean = violations + poolViolations();
        int sessions = server.sessions();
        return lent == 0 && waiting == 0 && unclean == 0 && sessions == 0
                ? ""
                : "%d connections lent, %d borrowers waiting, %d pool violations, %d sessions"
                        .formatted(lent, waiting, unclean, sessions);
    }

    @Override
    public void close() {
        if (!down) {
            server.close();
        }
        forgetFiles();
    }
}
