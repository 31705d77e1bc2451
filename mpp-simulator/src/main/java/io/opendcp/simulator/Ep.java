package io.opendcp.simulator;

import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.distribution.TableDistribution.Column;
import io.opendcp.protocol.distribution.TableDistribution.Kind;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.Placement;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.Fault;
import io.opendcp.simulator.fault.Instance;
import io.opendcp.simulator.fault.MalFault;
import io.opendcp.simulator.fault.PortFaults;
import io.opendcp.simulator.fault.Stall;
import io.opendcp.simulator.session.Cluster;
import io.opendcp.simulator.session.EpSession;
import io.opendcp.simulator.session.EpStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One instance of a {@link SimulatedMpp}, an EP or a standby: what a client can connect to. */
public final class Ep implements Instance {
    private final Cluster cluster;
    private final EpStore store;
    private final PortFaults faults;
    private EpPort port = EpPort.NONE;
    private boolean starting;
    private boolean stopped;

    Ep(Cluster cluster, EpStore store, RandomGenerator chance) {
        this.cluster = cluster;
        this.store = store;
        faults = new PortFaults(cluster.time(), chance, this);
        faults.keepAlive(cluster.spec().keepAlive());
    }

    /** Where it listens from now on, and is to listen again after a restart. */
    public void listensOn(EpPort here) {
        port = here;
        if (isDown()) {
            here.close();
        }
    }

    /** What goes wrong with its connections, and how often it has. */
    public PortFaults faults() {
        return faults;
    }

    /**
     * A fault comes into force at its port or behind it.
     *
     * @throws IllegalArgumentException if it names an EP that there is not, or this one
     */
    public void suffers(Fault fault) {
        faults.suffers(fault);
    }

    /** A fault is over. */
    public void heals(Fault fault) {
        faults.heals(fault);
    }

    @Override
    public void require(EpFault fault) {
        if (fault instanceof MalFault links) {
            cluster.require(store, links);
        }
    }

    @Override
    public void suffers(EpFault fault, Runnable bitten) {
        cluster.suffers(store, fault, bitten);
    }

    @Override
    public void heals(EpFault fault) {
        cluster.heals(store, fault);
    }

    @Override
    public void heal() {
        faults.heal();
    }

    @Override
    public void pause() {
        if (!isDown()) {
            Stall.BOTH_WAYS.forEach(faults::suffers);
        }
    }

    @Override
    public void resume() {
        Stall.BOTH_WAYS.forEach(faults::heals);
    }

    /**
     * As long as an EP is down the whole MPP serves nobody: all sessions end, and only local ones are let in elsewhere. A standby
     * that is down is missed by its primary only.
     */
    @Override
    public void kill() {
        if (!isDown()) {
            faults.bitten("Kill");
            port.close();
            resume();
            cluster.roles().fails(store);
        }
    }

    /**
     * It is up when its port is open, which takes a moment on sockets; if the port has been taken meanwhile it stays down until
     * the port is free.
     */
    @Override
    public void restart() {
        opens(() -> {
            faults.bitten("Restart");
            cluster.roles().recovers(store);
        });
    }

    private void opens(Runnable then) {
        if (isDown() && !starting && store.isMade()) {
            starting = true;
            port.open(() -> {
                starting = false;
                stopped = false;
                then.run();
            });
        }
    }

    /**
     * dmserver: its process starts, and opens the database if that is in NORMAL mode.
     *
     * @param mount whether it is not to
     */
    public void start(boolean mount) {
        opens(() -> cluster.roles().starts(store, mount));
    }

    /** Its process ends in order: all is written, and it is not meant to be there. */
    public void stop() {
        if (!isDown()) {
            cluster.roles().mount(store);
            port.close();
            resume();
            cluster.roles().fails(store);
            stopped = true;
        }
    }

    /** It has no database yet. */
    void absent() {
        cluster.databases().absent(store);
        stopped = true;
    }

    /** Whether its process has been told to start, and is not there yet. */
    public boolean isStarting() {
        return starting;
    }

    /** Whether it is down because somebody wants that. */
    boolean isStopped() {
        return stopped;
    }

    public boolean isDown() {
        return store.isDown();
    }

    /** What it is at present: its mode, status and place in the log. */
    public EpStore state() {
        return store;
    }

    /** Whether it is the EP of its number, and no standby. */
    public boolean isCurrent() {
        return cluster.ep(spec().epno()) == store;
    }

    /** The instances that are the EPs now, by EPNO. */
    public List<EpSpec> members() {
        return cluster.eps().values().stream().map(EpStore::spec).toList();
    }

    public EpSpec spec() {
        return store.spec();
    }

    /** Sessions that clients have on it, oldest first. */
    public List<EpSession> sessions() {
        return cluster.sessions().stream()
                .filter(session -> session.isOn(store))
                .toList();
    }

    public Activity activity() {
        return store.activity();
    }

    /**
     * Opens a session.
     *
     * @throws DmException -6012 if it is down, -6024 if another EP is and the session would be global, -607 while one is not open or
     *     this one is not the EP any more, -2501 if user and password do not let in, -510 if it is mounted and the user no DBA, -2103 or
     *     -2510 if the wanted schema is not there or is somebody else's
     */
    public EpSession login(LoginDetails details) {
        String user = folded(details.user());
        if (isDown()) {
            throw DmException.of(ErrorCode.CANNOT_CONNECT, spec().instanceName());
        }
        boolean local =
                details.local() || store.mode() == InstanceMode.STANDBY || store.status() == InstanceStatus.MOUNT;
        if (!local) {
            requireWhole(user);
        }
        if (!cluster.dictionary()
                .users()
                .accepts(user, details.password(), store.clock().now())) {
            throw refused(user, ErrorCode.WRONG_PASSWORD);
        }
        if (store.status() == InstanceStatus.MOUNT
                && !cluster.dictionary().users().isDba(user)) {
            throw refused(user, ErrorCode.MOUNTED);
        }
        String schema = details.schema().isEmpty() ? user : folded(details.schema());
        cluster.dictionary().requireSchema(schema);
        EpSession session = new EpSession(cluster, store, details, user, schema);
        if (local && !details.local()) {
            session.reach().localForNow();
        }
        return session;
    }

    /** A global session needs all EPs, and this one to be one of them. */
    private void requireWhole(String user) {
        if (cluster.eps().values().stream().anyMatch(EpStore::isDown)) {
            throw refused(user, ErrorCode.REMOTE_LOGIN_FAILED);
        }
        if (!cluster.isComplete() || !isCurrent()) {
            throw refused(user, ErrorCode.MPP_LOGIN_LIMITED);
        }
    }

    private DmException refused(String user, ErrorCode why) {
        store.activity().add(new Activity.Entry(Activity.Kind.LOGIN_REFUSED, 0, user, "", 0, why.code()));
        return DmException.of(why);
    }

    private static String folded(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name.toUpperCase(Locale.ROOT);
    }

    /**
     * How a table's rows are spread: what message 112 is answered from. Empty if there is no such table.
     *
     * @param schema as stored in the dictionary
     */
    public Optional<TableDistribution> distributionOf(String schema, String table) {
        TableDef def = cluster.dictionary().table(new ObjectName(schema, table));
        return def == null ? Optional.empty() : Optional.of(distribution(def));
    }

    private TableDistribution distribution(TableDef table) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(column.name(), column.spec()))
                .toList();
        Placement placement = table.placement();
        if (table.temporary() || cluster.eps().size() == 1) {
            return TableDistribution.keyless(Kind.LOCAL, columns);
        }
        return switch (placement.kind()) {
            case RANDOMLY -> TableDistribution.keyless(Kind.RANDOM, columns);
            case FULLY -> TableDistribution.keyless(Kind.FULLY, columns);
            case HASH -> {
                List<Integer> keys = placement.columns().stream()
                        .map(key -> table.position(key).orElseThrow())
                        .toList();
                yield TableDistribution.hash(columns, keys, new HashMapping(placement.map()));
            }
        };
    }
}
