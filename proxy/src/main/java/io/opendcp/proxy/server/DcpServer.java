package io.opendcp.proxy.server;

import io.opendcp.protocol.distribution.ColumnHash;
import io.opendcp.protocol.distribution.HashSettings;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.proxy.catalogue.Catalogue;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.ClusterSettings;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.login.Turnstile;
import io.opendcp.proxy.management.Audit;
import io.opendcp.proxy.management.Office;
import io.opendcp.proxy.management.QueryLimits;
import io.opendcp.proxy.management.Views;
import io.opendcp.proxy.placement.LearnedPlacements;
import io.opendcp.proxy.placement.TemporaryTablesQuestion;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolLimits;
import io.opendcp.proxy.route.Facts;
import io.opendcp.proxy.route.PlanCache;
import io.opendcp.proxy.route.Router;
import io.opendcp.proxy.session.Peer;
import io.opendcp.proxy.session.SessionIds;
import io.opendcp.proxy.session.SessionLimits;
import io.opendcp.proxy.session.UserPort;
import io.opendcp.proxy.session.UserPortSettings;
import io.opendcp.proxy.session.WaitLimits;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A running DCP. Made and closed from its event loop, or from outside, where one waits for it. Manual 2, 3. */
public final class DcpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DcpServer.class);
    /** Shapes of texts whose plans are kept. */
    private static final int PLANS = 10_000;
    /** Borrowers that may wait for a connection. */
    private static final int WAITING = 100_000;
    /** Half of the connections that a port lets be without a login. */
    private static final int STRANGERS_OF_ONE_SOURCE = 500;
    /** Passwords that are hashed at a time for one host, at the management port. */
    private static final int HASHES_OF_ONE_SOURCE = 2;
    /** As DM's default. */
    private static final ZoneOffset DATABASE_ZONE = ZoneOffset.ofHours(8);

    private final Network network;
    private final Catalogue catalogue;
    private final RandomGenerator secrets;
    private final Views views;
    private final ConnectionPool pool;
    private final Cluster cluster;
    private final UserPort users;
    private final Router router;
    private final Facts facts;
    private final LearnedPlacements placements;
    private final List<Peer> peers;
    private final Workers workers;
    private final Journal journal;
    private final Audit audit;
    private final AtomicLong defects = new AtomicLong();
    private @Nullable Tls tls;
    private @Nullable DmPort userPort;
    private @Nullable DmPort managementPort;

    private DcpServer(
            DmIni ini,
            Catalogue catalogue,
            Workers workers,
            Network network,
            HostTable hosts,
            RandomGenerator secrets,
            Journal journal,
            Audit audit) {
        this.network = network;
        this.catalogue = catalogue;
        this.secrets = secrets;
        this.workers = workers;
        this.journal = journal;
        this.audit = audit;
        views = new Views();
        views.load(catalogue.tables());
        DmIni.Dcp dcp = ini.dcp();
        pool = new ConnectionPool(PoolLimits.of(dcp, WAITING), network.time(), journal);
        ClusterSettings times =
                new ClusterSettings(dcp.refreshPeriod(), dcp.loginTimeout(), dcp.probePeriod(), dcp.manualMode());
        cluster = new Cluster(network, hosts, catalogue, times, new Cluster.Listener() {
            @Override
            public void onRefreshed(@Nullable Configuration before, Configuration now) {
                DcpServer.this.onRefreshed(dcp.manualMode(), before, now);
            }

            @Override
            public void onRefreshFailed(DmException error) {
                journal.refreshFailed(error.code());
                users.refreshFailed();
            }
        });
        LearnedPlacements placements = new LearnedPlacements(cluster, network.time());
        facts = new Facts();
        router = new Router(
                facts, new PlanCache(PLANS, workers.parsing(), network.loop()), placements, this::hash, journal);
        UserPortSettings settings = new UserPortSettings(
                ini.instanceName(),
                dcp.maxSessions(),
                dcp.loginTimeout(),
                dcp.loginDelay(),
                dcp.mppFlag(),
                dcp.stayOnEp(),
                new WaitLimits(dcp.switchWait(), dcp.switchSessions(), dcp.switchBytes()));
        users = new UserPort(network, hosts, cluster, pool, router, settings, journal);
        users.limits(SessionLimits.of(dcp));
        peers = Peer.of(dcp.peers());
        this.placements = placements;
    }

    /**
     * Starts a DCP.
     *
     * @param dir where its audit log and its catalogue are, or are to be made, the latter from the account that {@code dcp init} left there
     * @param hosts what instances' addresses mean
     * @param secrets draws keys and salts, from several threads; in production a secure generator
     * @throws io.opendcp.proxy.catalogue.CatalogueException if the catalogue cannot be opened
     * @throws TlsException if the files for encryption cannot be used
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
        Audit audit = new AuditFile(dir, DATABASE_ZONE, AuditFile.USUAL_SIZE);
        Catalogue catalogue;
        try {
            catalogue = Catalogue.open(dir, secrets);
        } catch (RuntimeException e) {
            audit.close();
            throw e;
        }
        return start(
                ini, catalogue, Workers.threads(), network, hosts, secrets, Journal.NONE, audit, userAt, managementAt);
    }

    /**
     * Starts a DCP on parts that are given.
     *
     * @param catalogue closed with the server
     * @param workers for what takes a while; closed with the server
     * @param journal told what happens
     * @param audit told what is done at the management port; closed with the server
     * @throws IOException if a port cannot be had
     */
    public static DcpServer start(
            DmIni ini,
            Catalogue catalogue,
            Workers workers,
            Network network,
            HostTable hosts,
            RandomGenerator secrets,
            Journal journal,
            Audit audit,
            SocketAddress userAt,
            SocketAddress managementAt)
            throws IOException {
        DcpServer server =
                network.call(() -> new DcpServer(ini, catalogue, workers, network, hosts, secrets, journal, audit));
        try {
            server.listen(ini, userAt, managementAt);
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void listen(DmIni ini, SocketAddress userAt, SocketAddress managementAt) throws IOException {
        PortLimits users =
                PortLimits.RELAY.withLogin(ini.dcp().loginTimeout()).withOfOneSource(STRANGERS_OF_ONE_SOURCE);
        PortLimits managers =
                PortLimits.SERVER.withLogin(ini.dcp().loginTimeout()).withOfOneSource(STRANGERS_OF_ONE_SOURCE);
        if (ini.dcp().tls().on()) {
            tls = network.call(() -> new Tls(ini.dcp().tls(), ini.file().resolveSibling(""), network.time()));
        }
        Encryption encryption = tls == null ? Encryption.NONE : tls;
        this.users.encrypt(encryption);
        Turnstile turnstile =
                new Turnstile(network.time(), HASHES_OF_ONE_SOURCE, ini.dcp().loginDelay());
        RunningState state = network.call(() -> new RunningState(
                ini.instanceName(),
                network.time().now(),
                this.users,
                turnstile,
                pool,
                cluster,
                new Parameters(ini.file()),
                this::loginWithin));
        ManagementDoor management = network.call(() -> new ManagementDoor(
                door -> office(state, door), turnstile, encryption, new SessionIds(network.chance()), secrets));
        managementPort = DmPort.listen(network, managementAt, management, managers);
        userPort = DmPort.listen(network, userAt, this.users, users);
        network.call(() -> {
            cluster.start();
            this.users.watch(peers, placements::described);
            return true;
        });
    }

    /** A change comes through a port, so both are there. */
    private void loginWithin(Duration time) {
        Stream.of(userPort, managementPort).map(Objects::requireNonNull).forEach(port -> port.loginWithin(time));
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
                workers.working(),
                workers.hashing(),
                door::rows,
                audit,
                this::onDefect,
                QueryLimits.USUAL);
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
        boolean changed = before == null || !now.eps().equals(before.eps());
        LOG.atLevel(changed ? Level.INFO : Level.DEBUG)
                .addKeyValue("eps", now.eps().stream().map(Ep::name).toList())
                .log("cluster configuration refreshed");
        journal.refreshed(now.eps().stream().map(Ep::epno).toList());
        pool.closeFree(backend ->
                manualMode || before == null || !now.ep(backend.epno()).equals(before.ep(backend.epno())));
        users.refreshed(now);
        TemporaryTablesQuestion.ask(cluster, now.eps(), facts::learnTemporary);
    }

    private String onDefect(Throwable defect) {
        journal.defect(defect);
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

    /** How many applications are logged in. */
    public int sessions() {
        return network.call(users::sessionCount);
    }

    /** Looks at the pool on the event loop. */
    public <T> T withPool(Function<ConnectionPool, T> use) {
        return network.call(() -> use.apply(pool));
    }

    /** Looks at the router on the event loop. */
    public <T> T withRouter(Function<Router, T> use) {
        return network.call(() -> use.apply(router));
    }

    @Override
    public void close() {
        if (userPort != null) {
            userPort.close();
        }
        if (managementPort != null) {
            managementPort.close();
        }
        network.call(() -> {
            if (tls != null) {
                tls.close();
            }
            users.close();
            cluster.close();
            pool.close();
            return true;
        });
        workers.close();
        views.close();
        catalogue.close();
        audit.close();
    }
}
