package io.opendcp.simulator.session;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.Traffic;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.disk.Disk;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.lock.Gate;
import io.opendcp.simulator.lock.LockQueue;
import io.opendcp.simulator.mal.Mal;
import io.opendcp.simulator.store.H2Database;
import io.opendcp.simulator.store.H2Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions of a cluster share. The workspace is the memory in which the EP a client is on brings rows together;
 * its database has every table, normally empty, and the sequences. Confined to one event loop.
 */
public final class Cluster implements AutoCloseable {
    private static final int WORKSPACE = -1;

    private final MppSpec spec;
    private final Time time;
    private final long seed;
    private final Instant started;
    private final Dictionary dictionary;
    private final Map<Integer, EpStore> eps = new LinkedHashMap<>();
    private final H2Database workspace;
    private final Traffic traffic = new Traffic();
    private final LockQueue<Holder> locks;
    private final Gate<Commit, EpSession> gate;
    private final Mal mal;
    private final List<Commit> commits = new ArrayList<>();
    private final List<EpSession> sessions = new ArrayList<>();
    private final CostModel cost;
    private final Map<String, Integer> turns = new LinkedHashMap<>();
    private final Map<Integer, H2Session> definers = new HashMap<>();
    private final Set<Integer> down = new HashSet<>();
    private long lastSession;
    private long lastCommit;

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
        spec.eps().stream().sorted(Comparator.comparingInt(EpSpec::epno)).forEach(ep -> {
            H2Database database = new H2Database(spec.caseSensitive());
            Schemas.install(database, false);
            String name = ep.instanceName();
            Disk disk = new Disk(name, spec.disk(), time, Chance.of(seed, "disk of " + name));
            EpClock clock = new EpClock(time);
            eps.put(ep.epno(), new EpStore(ep, database, disk, clock, Chance.of(seed, "conflicts of " + name)));
        });
        Map<String, Integer> names = new LinkedHashMap<>();
        eps.values().forEach(ep -> names.put(ep.spec().instanceName(), ep.spec().epno()));
        this.mal = new Mal(spec.mal(), time, seed, names);
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

    /** All EPs by number, in rising order. */
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

    /** An EP without a standby is gone: every session of the MPP ends. Source: DM8 MPP manual, failures. */
    public void fails(int epno) {
        down.add(epno);
        mal.down(epno);
        ep(epno).disk().crash();
        List.copyOf(commits).forEach(commit -> commit.fails(epno));
        List.copyOf(sessions).forEach(EpSession::kill);
    }

    /** It is back, with what was committed. */
    public void recovers(int epno) {
        if (down.remove(epno)) {
            mal.up(epno);
        }
    }

    public boolean isDown(int epno) {
        return down.contains(epno);
    }

    /** Whether every EP is there, without which only local sessions are served. */
    public boolean isComplete() {
        return down.isEmpty();
    }

    /** Sessions that are open, oldest first. */
    public List<EpSession> sessions() {
        return sessions;
    }

    /** What is drawn for a purpose: the same for the same seed, whatever else is drawn. */
    SplittableRandom randomFor(String purpose) {
        return new SplittableRandom(seed * 31 + purpose.hashCode());
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
            if (!ep.disk().isCalm()) {
                return false;
            }
        }
        return true;
    }

    /** A fault comes into force behind an EP's port, or on its links. */
    public void suffers(int epno, EpFault fault, Runnable bitten) {
        ep(epno).suffers(fault, bitten, mal);
    }

    public void heals(int epno, EpFault fault) {
        ep(epno).heals(fault, mal);
    }

    /** Commits under way, oldest first. */
    List<Commit> commits() {
        return commits;
    }

    /** How many commits are under way: not applied, or not rolled back, on all their EPs. */
    public int commitsUnderWay() {
        return commits.size();
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

    /** The session that runs DDL on an EP, or in the workspace for null. */
    H2Session definer(@Nullable Integer epno) {
        int key = epno == null ? WORKSPACE : epno;
        H2Database database = epno == null ? workspace : ep(epno).database();
        return definers.computeIfAbsent(key, none -> {
            H2Session definer = database.open(0);
            definer.schema("SYSDBA");
            return definer;
        });
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
        eps.values().forEach(EpStore::close);
    }
}
