package io.opendcp.proxy.server;

import io.opendcp.protocol.distribution.ColumnHash;
import io.opendcp.protocol.distribution.HashSettings;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.proxy.catalogue.Catalogue;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.management.Office;
import io.opendcp.proxy.management.QueryLimits;
import io.opendcp.proxy.management.Views;
import io.opendcp.proxy.placement.LearnedPlacements;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolLimits;
import io.opendcp.proxy.route.Facts;
import io.opendcp.proxy.route.PlanCache;
import io.opendcp.proxy.route.Router;
import io.opendcp.proxy.session.SessionIds;
import io.opendcp.proxy.session.UserPort;
import io.opendcp.proxy.session.UserPortSettings;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running DCP. Made and closed from outside its event loop. Manual 2, 3. */
public final class DcpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DcpServer.class);
    /** Shapes of texts whose plans are kept. */
    private static final int PLANS = 10_000;
    /** Tasks that may wait for a thread beside the event loop. */
    private static final int TASKS = 256;
    /** Borrowers that may wait for a connection. */
    private static final int WAITING = 100_000;
    /** As DM's default. */
    private static final ZoneOffset DATABASE_ZONE = ZoneOffset.ofHours(8);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Network network;
    private final Catalogue catalogue;
    private final RandomGenerator secrets;
    private final Views views;
    private final ConnectionPool pool;
    private final Cluster cluster;
    private final UserPort users;
    private final Router router;
    private final ExecutorService working = worker("dcp-work");
    private final ExecutorService hashing = worker("dcp-login");
    private final ExecutorService parsing = worker("dcp-parse");
    private final AtomicLong defects = new AtomicLong();
    private @Nullable DmPort userPort;
    private @Nullable DmPort managementPort;

    private DcpServer(DmIni ini, Catalogue catalogue, Network network, HostTable hosts, RandomGenerator secrets) {
        this.network = network;
        this.catalogue = catalogue;
        this.secrets = secrets;
        views = new Views(Long.toHexString(network.chance().nextLong()));
        DmIni.Dcp dcp = ini.dcp();
        pool = new ConnectionPool(new PoolLimits(dcp.connPoolSize(), dcp.poolWait(), WAITING), network.time());
        cluster = new Cluster(
                network,
                hosts,
                catalogue,
                dcp.refreshPeriod(),
                dcp.loginTimeout(),
                (before, now) -> onRefreshed(dcp.manualMode(), before, now));
        LearnedPlacements placements = new LearnedPlacements(cluster, network.time());
        router = new Router(new Facts(), new PlanCache(PLANS, parsing, network.loop()), placements, this::hash);
        UserPortSettings settings = new UserPortSettings(
                ini.instanceName(), dcp.maxSessions(), dcp.loginTimeout(), dcp.mppFlag(), dcp.stayOnEp());
        users = new UserPort(network, hosts, cluster, pool, router, settings);
    }

    /**
     * Starts a DCP.
     *
     * @param dir where its catalogue is, or is to be made from the account that {@code dcp init} left there
     * @param hosts what instances' addresses mean
     * @param secrets draws keys and salts, from several threads; in production a secure generator
     * @throws io.opendcp.proxy.catalogue.CatalogueException if the catalogue cannot be opened
     * @throws IOException if a port cannot be had
     */
    public static DcpServer start(
            DmIni ini,
            Path dir,
            Network network,
            HostTable hosts,
            RandomGenerator secrets,
            SocketAddress userAt,
            SocketAddress managementAt)
            throws IOException {
        Catalogue catalogue = Catalogue.open(dir, secrets);
        DcpServer server = on(network, () -> new DcpServer(ini, catalogue, network, hosts, secrets));
        try {
            server.listen(ini, userAt, managementAt);
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void listen(DmIni ini, SocketAddress userAt, SocketAddress managementAt) throws IOException {
        PortLimits users = PortLimits.RELAY.withLogin(ini.dcp().loginTimeout());
        PortLimits managers = PortLimits.SERVER.withLogin(ini.dcp().loginTimeout());
        RunningState state = on(
                network,
                () -> new RunningState(
                        ini.instanceName(),
                        network.time().now(),
                        this.users,
                        pool,
                        cluster,
                        new Parameters(ini.file())));
        ManagementDoor management =
                on(network, () -> new ManagementDoor(door -> office(state, door), new SessionIds(network.chance())));
        managementPort = DmPort.listen(network, managementAt, management, managers);
        userPort = DmPort.listen(network, userAt, this.users, users);
        on(network, () -> {
            cluster.start();
            return true;
        });
    }

    private Office office(RunningState state, ManagementDoor door) {
        return new Office(
                catalogue,
                state,
                views,
                network.time(),
                DATABASE_ZONE,
                secrets,
                network.loop(),
                working,
                hashing,
                door::rows,
                this::onDefect,
                QueryLimits.USUAL);
    }

    private static ExecutorService worker(String name) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(TASKS), task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private ColumnHash hash() {
        Configuration known = cluster.configuration();
        return new ColumnHash(
                known == null
                        ? HashSettings.uncalibrated(StandardCharsets.UTF_8, true)
                        : HashSettings.uncalibrated(
                                known.terms().charset().charset(),
                                known.server().caseSensitive()));
    }

    private void onRefreshed(boolean manualMode, @Nullable Configuration before, Configuration now) {
        LOG.atInfo()
                .addKeyValue("eps", now.eps().stream().map(Ep::name).toList())
                .log("cluster configuration refreshed");
        pool.closeFree(backend ->
                manualMode || before == null || !now.ep(backend.epno()).equals(before.ep(backend.epno())));
    }

    private String onDefect(Throwable defect) {
        String number = Long.toString(defects.incrementAndGet());
        LOG.atError().setCause(defect).addKeyValue("number", number).log("a defect of ours");
        return number;
    }

    /** Where applications connect. */
    public SocketAddress userAddress() {
        return Objects.requireNonNull(userPort).address();
    }

    /** Where administrators connect. */
    public SocketAddress managementAddress() {
        return Objects.requireNonNull(managementPort).address();
    }

    /** Looks at the pool on the event loop. */
    public <T> T withPool(Function<ConnectionPool, T> use) {
        return on(network, () -> use.apply(pool));
    }

    /** Looks at the router on the event loop. */
    public <T> T withRouter(Function<Router, T> use) {
        return on(network, () -> use.apply(router));
    }

    @Override
    public void close() {
        if (userPort != null) {
            userPort.close();
        }
        if (managementPort != null) {
            managementPort.close();
        }
        on(network, () -> {
            cluster.close();
            pool.close();
            return true;
        });
        for (ExecutorService each : List.of(hashing, parsing, working)) {
            finish(each);
        }
        views.close();
        catalogue.close();
    }

    private static void finish(ExecutorService worker) {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T on(Network network, Callable<T> task) {
        return network.loop().submit(task).syncUninterruptibly().getNow();
    }
}
