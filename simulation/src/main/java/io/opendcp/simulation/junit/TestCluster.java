package io.opendcp.simulation.junit;

import io.opendcp.protocol.error.Language;
import io.opendcp.proxy.server.DcpServer;
import io.opendcp.simulation.Journal;
import io.opendcp.simulation.ProxyJournal;
import io.opendcp.simulation.check.Expectation;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.fault.Fault;
import io.opendcp.simulator.server.MppServer;
import io.opendcp.simulator.watch.DataWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A simulated MPP with DCPs before it that have been configured, for real drivers: sockets of the loopback address, on ports
 * that were free. SYSDBA/SYSDBA everywhere. EPs and standbys are called as in the spec, EP01, EP11 and so on; DCPs DCP1 and so on, whose
 * user ports are DCP1:5238 and so on to each other. For any thread but its own.
 */
public final class TestCluster implements AutoCloseable {
    /** 10 ms apart. */
    private static final int BIND_ATTEMPTS = 1000;

    static final String SYSDBA = "SYSDBA";

    private final TestClusterSpec spec;
    private final Machine machine;
    private final Journal journal;
    private final AtomicReference<@Nullable Throwable> defect = new AtomicReference<>();
    private final Map<String, DcpServer> dcps = new LinkedHashMap<>();
    /** Where DCPs that have been stopped were: user port, management port. */
    private final Map<String, List<SocketAddress>> stopped = new LinkedHashMap<>();

    private @Nullable MppServer mpp;
    private @Nullable Path dir;

    private TestCluster(TestClusterSpec spec) {
        this.spec = spec;
        machine = new Machine(spec.mode(), spec.seed());
        journal = new Journal(machine.network().time());
    }

    /**
     * Starts it; all DCPs have refreshed when this returns.
     *
     * @throws io.opendcp.protocol.ini.IniException if the settings are not those of a DCP
     */
    public static TestCluster start(TestClusterSpec spec) {
        TestCluster cluster = new TestCluster(spec);
        try {
            cluster.open();
            return cluster;
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    private void open() throws IOException {
        MppServer server = MppServer.start(
                spec.mpp(),
                machine.network(),
                spec.seed(),
                ep -> machine.hosts().toBind());
        mpp = server;
        server.run(cluster -> cluster.instances().forEach(this::listen));
        for (EpSpec ep : spec.mpp().instances()) {
            machine.hosts()
                    .bound(ep.instanceHost(), ep.instancePort(), (InetSocketAddress) server.address(ep.instanceName()));
        }
        if (!spec.mpp().standbys().isEmpty()) {
            DataWatch watch = TestGroups.watch(server, spec);
            server.run(cluster -> journal.follow(watch));
        }
        Path folder = Files.createTempDirectory("opendcp-test-");
        dir = folder;
        for (int i = 1; i <= spec.proxies(); i++) {
            String name = "DCP" + i;
            DcpServer started = TestDcp.start(name, spec, machine, folder, told(name));
            dcps.put(name, started);
            machine.hosts().bound(name, TestDcp.USER_PORT, (InetSocketAddress) started.userAddress());
        }
        await(seen -> seen.count("refreshed") == spec.proxies() || seen.count("refresh-failed") > 0);
        if (journal().count("refresh-failed") > 0) {
            throw ClusterFailure.of(new AssertionError("the DCPs do not refresh"), this);
        }
    }

    private ProxyJournal told(String dcp) {
        return new ProxyJournal(dcp, journal, found -> defect.compareAndSet(null, found));
    }

    private void listen(Ep ep) {
        ep.activity().listen(entry -> journal.line(ep.spec().instanceName(), line(entry)));
    }

    private static String line(Activity.Entry entry) {
        String text = entry.text().replaceAll("\\s+", " ");
        return "%s %d %d %d %s"
                .formatted(entry.kind(), entry.session(), entry.rows(), entry.code(), text)
                .stripTrailing();
    }

    public TestClusterSpec spec() {
        return spec;
    }

    /** Of the first DCP's user port, as a JDBC driver wants it: {@code jdbc:dm://127.0.0.1:PORT}. */
    public String url() {
        return url("DCP1");
    }

    /** Of the user port of a DCP, or the port of an EP. */
    public String url(String name) {
        return url(dcps.containsKey(name) ? dcp(name).userAddress() : address(name));
    }

    /** Of the first DCP's management port. */
    public String managementUrl() {
        return managementUrl("DCP1");
    }

    public String managementUrl(String dcp) {
        return url(dcp(dcp).managementAddress());
    }

    private static String url(SocketAddress at) {
        return "jdbc:dm://127.0.0.1:" + ((InetSocketAddress) at).getPort();
    }

    private SocketAddress address(String ep) {
        List<String> instances = names(spec.mpp().instances());
        if (!instances.contains(ep)) {
            throw new IllegalArgumentException("nobody is called " + ep + "; there are "
                    + Stream.concat(dcps.keySet().stream(), instances.stream()).toList());
        }
        return mpp().address(ep);
    }

    private static List<String> names(List<EpSpec> instances) {
        return instances.stream().map(EpSpec::instanceName).toList();
    }

    public String user() {
        return SYSDBA;
    }

    public String password() {
        return spec.mpp().sysdbaPassword();
    }

    /** Logs in to the first DCP with whatever driver is on the class path. */
    public Connection connect() throws SQLException {
        return connect("DCP1");
    }

    /** Logs in to a DCP's user port, or to an EP. */
    public Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), user(), password());
    }

    /** Something goes wrong from now on, or when its time comes, in the words of {@code Faults}. */
    public void suffers(String sentence) {
        mpp().run(cluster -> {
            cluster.suffers(sentence);
            journal.line("test", "suffers " + sentence);
        });
    }

    /** What was said is no longer true; harmless if it was not. */
    public void heals(String sentence) {
        mpp().run(cluster -> {
            cluster.heals(sentence);
            journal.line("test", "heals " + sentence);
        });
    }

    /** A fault comes into force at an EP's port. */
    public void suffers(String ep, Fault fault) {
        suffers("on " + ep + ", " + fault.words());
    }

    public void heals(String ep, Fault fault) {
        heals("on " + ep + ", " + fault.words());
    }

    /** No faults and no triggers are left, and all EPs are up when this returns. */
    public void heal() {
        mpp().run(cluster -> {
            cluster.heal();
            journal.line("test", "heals all");
        });
        await(seen -> up(names(spec.mpp().instances())));
    }

    /** It keeps what it acknowledged, and nothing else. */
    public void kill(String ep) {
        suffers("on " + ep + ", kill it");
    }

    /** It is up when this returns. */
    public void restart(String ep) {
        suffers("on " + ep + ", restart it");
        await(seen -> up(List.of(ep)));
    }

    private boolean up(List<String> names) {
        return mpp().<Boolean>with(cluster ->
                names.stream().noneMatch(name -> cluster.ep(name).isDown()));
    }

    /** It answers nothing and keeps its connections. */
    public void pause(String ep) {
        suffers("on " + ep + ", pause it");
    }

    public void resume(String ep) {
        suffers("on " + ep + ", resume it");
    }

    /**
     * What the monitor answers to a line, as {@code show mpp} or {@code switchover EP11}; a DBA has logged in there.
     *
     * @throws IllegalStateException if no EP has a standby
     */
    public String monitor(String line) {
        return mpp().<String>monitor(console -> {
            journal.line("test", "monitor " + line);
            return console.answer(line, Language.ENGLISH);
        });
    }

    /** A DCP ends, and with it all its connections. */
    public void stopDcp(String name) {
        DcpServer dcp = dcp(name);
        stopped.put(name, List.of(dcp.userAddress(), dcp.managementAddress()));
        dcp.close();
        dcps.remove(name);
    }

    /** A DCP that was stopped is back where it was; it has refreshed when this returns. */
    public void startDcp(String name) {
        List<SocketAddress> at = stopped.remove(name);
        if (at == null) {
            throw new IllegalArgumentException(name + " has not been stopped; these have: " + stopped.keySet());
        }
        long before = refreshes(journal(), name);
        try {
            dcps.put(name, startAgain(name, at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(seen -> refreshes(seen, name) > before);
    }

    /** The system keeps a port that was closed for a moment, or has lent it to a client's end of a connection. */
    private DcpServer startAgain(String name, List<SocketAddress> at) throws IOException {
        for (int left = BIND_ATTEMPTS; ; left--) {
            try {
                return TestDcp.start(name, spec, machine, dir(), told(name), at.get(0), at.get(1));
            } catch (BindException e) {
                if (left == 0) {
                    throw e;
                }
                machine.network()
                        .loop()
                        .schedule(() -> {}, 10, TimeUnit.MILLISECONDS)
                        .awaitUninterruptibly();
            }
        }
    }

    private static long refreshes(Journal seen, String dcp) {
        return seen.entries().stream()
                .filter(entry -> entry.who().equals(dcp) && entry.kind().equals("refreshed"))
                .count();
    }

    public Clock clock() {
        return machine;
    }

    /**
     * What has happened so far, in order. Of an EP: kind, session, rows, error code, statement. Of a DCP as in ADR 0401. Of the
     * monitor: what it told. Of the test: what it did with {@link #suffers} and its kin.
     */
    public Journal journal() {
        return machine.network().call(journal::copy);
    }

    /**
     * Waits, in real time, until the journal is as the test wants it.
     *
     * @param wanted called on the cluster's thread
     * @throws AssertionError if that takes more than ten seconds
     */
    public void await(Predicate<Journal> wanted) {
        new JournalWatch(machine.network(), journal).await(wanted);
    }

    /**
     * The journal has an entry like {@code like}: who, and the words of what, {@code *} for any, as {@code EP01 COMMIT *}.
     *
     * @throws AssertionError with the nearest entries, if it has none
     */
    public void expect(String like) {
        Expectation.expect(journal().entries(), like);
    }

    /** For what is not said here. */
    public MppServer mpp() {
        return Objects.requireNonNull(mpp, "started");
    }

    /** The first DCP. */
    public DcpServer dcp() {
        return dcp("DCP1");
    }

    public DcpServer dcp(String name) {
        DcpServer dcp = dcps.get(name);
        if (dcp == null) {
            throw new IllegalArgumentException("no DCP is called %s; there are %s".formatted(name, dcps.keySet()));
        }
        return dcp;
    }

    /** Where the DCPs' dm.ini are; gone when it is closed. */
    Path dir() {
        return Objects.requireNonNull(dir, "started");
    }

    /** What went wrong in a DCP by our fault; null if nothing did. */
    @Nullable
    Throwable defect() {
        return defect.get();
    }

    /** Idempotent. */
    @Override
    public void close() {
        dcps.values().forEach(DcpServer::close);
        dcps.clear();
        if (mpp != null) {
            mpp.close();
            mpp = null;
        }
        machine.close();
        if (dir != null) {
            delete(dir);
            dir = null;
        }
    }

    private static void delete(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
