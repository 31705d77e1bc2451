package io.opendcp.simulator.session;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.Traffic;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.disk.Disk;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.MalFault;
import io.opendcp.simulator.lock.Gate;
import io.opendcp.simulator.lock.LockQueue;
import io.opendcp.simulator.mal.Mal;
import io.opendcp.simulator.store.H2Database;
import io.opendcp.simulator.store.H2Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * What all sessions of a cluster share. The workspace is the memory in which the EP a client is on brings rows together;
 * its database has every table, normally empty, and the sequences. Confined to one event loop.
 */
public final class Cluster implements AutoCloseable {
    /** Standbys' numbers on MAL lie above those of EPs. */
    private static final int STANDBY_SITES = EpSpec.EPNO_MAX + 1;

    /** Those of watchers above these; the monitor's is in between. */
    private static final int WATCHER_SITES = 4 * STANDBY_SITES;

    /** The monitor's name on MAL. */
    public static final String MONITOR = "MONITOR";

    private final MppSpec spec;
    private final Time time;
    private final long seed;
    private final Instant started;
    private final Dictionary dictionary;
    private final List<EpStore> instances = new ArrayList<>();
    private final Map<Integer, EpStore> eps = new LinkedHashMap<>();
    private final Roles roles = new Roles(this);
    private final Databases databases = new Databases(this);
    private final H2Database workspace;
    private final Traffic traffic = new Traffic();
    private final LockQueue<Holder> locks;
    private final Gate<Commit, EpSession> gate;
    private final Mal mal;
    private final List<Commit> commits = new ArrayList<>();
    private final List<EpSession> sessions = new ArrayList<>();
    private final CostModel cost;
    private final Map<String, Integer> turns = new LinkedHashMap<>();
    private final H2Session definer;
    private long lastSession;
    private long lastCommit;
    private long lastHistory;

    public Cluster(MppSpec spec, Time time, long seed) {
        this.spec = spec;
        this.time = time;
        this.seed = seed;
        this.started = time.now();
        this.dictionary = new Dictionary(spec.sysdbaPassword());
        this.locks = new LockQueue<>(time);
        this.gate = new Gate<>(time);
        this.cost = new CostModel(spec.charset());
        this.workspace = new H2Database(spec.caseSensitive());
        Schemas.install(workspace, true);
        definer = workspace.open(0);
        definer.schema(EpStore.SCHEMA);
        spec.eps().stream().sorted(Comparator.comparingInt(EpSpec::epno)).forEach(ep -> {
            RowNumbers rows = new RowNumbers();
            EpStore primary = instance(ep, ep.epno(), rows);
            eps.put(ep.epno(), primary);
            spec.standbys().stream()
                    .filter(standby -> standby.epno() == ep.epno())
                    .forEach(standby -> primary.log()
                            .archive(new Archive(
                                    this,
                                    primary,
                                    instance(standby, STANDBY_SITES + ep.epno(), rows),
                                    Archive.State.VALID)));
        });
        Map<String, Integer> names = new LinkedHashMap<>();
        instances.forEach(each -> names.put(each.spec().instanceName(), each.site()));
        Map<String, Integer> watchers = new LinkedHashMap<>();
        if (!spec.standbys().isEmpty()) {
            names.forEach((name, site) -> watchers.put(name, WATCHER_SITES + site));
            watchers.put(MONITOR, WATCHER_SITES - 1);
        }
        this.mal = new Mal(spec.mal(), time, seed, names, watchers);
    }

    private EpStore instance(EpSpec its, int site, RowNumbers rows) {
        H2Database database = new H2Database(spec.caseSensitive());
        Schemas.install(database, false);
        String name = its.instanceName();
        Disk disk = new Disk(name, spec.disk(), time, Chance.of(seed, "disk of " + name));
        EpStore made = new EpStore(
                its, site, database, disk, new EpClock(time), rows, Chance.of(seed, "conflicts of " + name));
        instances.add(made);
        return made;
    }

    public MppSpec spec() {
        return spec;
    }

    public Time time() {
        return time;
    }

    public Instant started() {
        return started;
    }

    public Dictionary dictionary() {
        return dictionary;
    }

    public Traffic traffic() {
        return traffic;
    }

    /** All there are: each EP's first primary, followed by its standby. */
    public List<EpStore> instances() {
        return instances;
    }

    /** Who is what. */
    public Roles roles() {
        return roles;
    }

    /** How they come by their data. */
    public Databases databases() {
        return databases;
    }

    /** All EPs by number, in rising order, each the instance that is it now. */
    public Map<Integer, EpStore> eps() {
        return eps;
    }

    public EpStore ep(int epno) {
        EpStore ep = eps.get(epno);
        if (ep == null) {
            throw new IllegalArgumentException("there is no EP with number " + epno);
        }
        return ep;
    }

    /** A fault comes into force behind an instance's port, or on its links. */
    public void suffers(EpStore instance, EpFault fault, Runnable bitten) {
        instance.suffers(fault, bitten, mal);
    }

    public void heals(EpStore instance, EpFault fault) {
        instance.heals(fault, mal);
    }

    /** @throws IllegalArgumentException if the fault names an instance that there is not, or this one */
    public void require(EpStore instance, MalFault fault) {
        mal.require(instance.site(), fault);
    }

    /** It is the EP of its number from now on. */
    void current(EpStore instance) {
        eps.put(instance.spec().epno(), instance);
    }

    /** Whether every EP is there, without which only local sessions are served. */
    public boolean isComplete() {
        return eps.values().stream().allMatch(EpStore::isOpen);
    }

    /** These sessions end at once. */
    void endSessions(Predicate<EpSession> which) {
        sessions.stream().filter(which).toList().forEach(session -> {
            if (sessions.contains(session)) { // the end of another one may have been its end
                session.kill();
            }
        });
    }

    /** A commit is over everywhere: no log needs it. */
    void forget(long commit) {
        instances.forEach(instance -> instance.log().commits().forget(commit));
    }

    /** A message between the instances that are these EPs now. */
    void send(int from, int to, Runnable arrives) {
        mal.send(ep(from).site(), ep(to).site(), arrives);
    }

    /** Sessions that are open, oldest first. */
    public List<EpSession> sessions() {
        return sessions;
    }

    /** What is drawn for a purpose: the same for the same seed, whatever else is drawn. */
    SplittableRandom randomFor(String purpose) {
        return new SplittableRandom(seed * 31 + purpose.hashCode());
    }

    long seed() {
        return seed;
    }

    long seedFor(String purpose) {
        return Chance.of(seed, purpose).nextLong();
    }

    /** Whether nothing between EPs and on their disks takes time, or can go wrong. */
    boolean isCalm() {
        if (!mal.isCalm()) {
            return false;
        }
        for (EpStore ep : eps.values()) {
            if (!ep.isCalm()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message from one EP to another and its answer take no time. */
    boolean isInstant(int one, int other) {
        return mal.isInstant(ep(one).site(), ep(other).site());
    }

    /** Commits under way, oldest first. */
    List<Commit> commits() {
        return commits;
    }

    /** How many commits are under way: not applied, or not rolled back, on all their EPs. */
    public int commitsUnderWay() {
        return commits.size();
    }

    /** Whether the commit of this number is not over everywhere. */
    boolean isUnderWay(long commit) {
        return commits.stream().anyMatch(each -> each.number() == commit);
    }

    /** Numbers the ways that logs go without a standby. */
    long nextHistory() {
        return ++lastHistory;
    }

    long nextCommit() {
        return ++lastCommit;
    }

    /** All who can have something locked. */
    List<Holder> holders() {
        List<Holder> holders = new ArrayList<>(sessions);
        holders.addAll(commits);
        return holders;
    }

    long nextSessionId() {
        // Real ids are addresses; ours rise, and leave room below the sign.
        lastSession++;
        return 140_000_000_000L + lastSession * 65_536;
    }

    /** Whose turn it is: EPs one after the other, for the rows of a table without a rule. */
    int turn(String table, List<Integer> epnos) {
        int turn = turns.merge(table, 1, Integer::sum) - 1;
        return epnos.get(Math.floorMod(turn, epnos.size()));
    }

    /** The next row number of a FULLY table: its copies have the same number on every EP. */
    long nextCopy(int table) {
        return eps.values().iterator().next().nextRow(table);
    }

    /** The session that runs DDL in the workspace. */
    H2Session definer() {
        return definer;
    }

    H2Database workspace() {
        return workspace;
    }

    LockQueue<Holder> locks() {
        return locks;
    }

    Gate<Commit, EpSession> gate() {
        return gate;
    }

    /** The network between EPs. */
    public Mal mal() {
        return mal;
    }

    CostModel cost() {
        return cost;
    }

    @Override
    public void close() {
        List.copyOf(sessions).forEach(EpSession::close);
        commits.forEach(Commit::close);
        mal.close();
        workspace.close();
        instances.forEach(EpStore::close);
    }
}
