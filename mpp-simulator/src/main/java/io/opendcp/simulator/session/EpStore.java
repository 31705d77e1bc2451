package io.opendcp.simulator.session;

import io.opendcp.simulator.Activity;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.disk.Disk;
import io.opendcp.simulator.fault.ClockSkew;
import io.opendcp.simulator.fault.DiskFault;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.MalFault;
import io.opendcp.simulator.fault.Suffered;
import io.opendcp.simulator.fault.WriteConflict;
import io.opendcp.simulator.mal.Mal;
import io.opendcp.simulator.store.H2Database;
import io.opendcp.simulator.store.H2Session;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One instance, an EP's primary or its standby: its database, log and clock, its mode and status, what happened on it. */
public final class EpStore implements AutoCloseable {
    /** Whose names definitions mean, unless told. */
    static final String SCHEMA = "SYSDBA";

    private final EpSpec spec;
    private final int site;
    private H2Database database;
    private final Disk disk;
    private final EpClock clock;
    private final RowNumbers rows;
    private final RandomGenerator chance;
    private final List<Suffered<WriteConflict>> conflicts = new ArrayList<>();
    private final InstanceLog log = new InstanceLog(this);
    private final Activity activity = new Activity();
    private H2Session definer;
    private String schema = SCHEMA;
    private InstanceMode mode;
    private InstanceStatus status = InstanceStatus.OPEN;
    private boolean made = true;
    private int magic;
    private int oguid;
    private int opens;
    private long sessions;

    /** @param site its number on MAL */
    EpStore(
            EpSpec spec,
            int site,
            H2Database database,
            Disk disk,
            EpClock clock,
            RowNumbers rows,
            RandomGenerator chance) {
        this.spec = spec;
        this.site = site;
        this.database = database;
        this.disk = disk;
        this.clock = clock;
        this.rows = rows;
        this.chance = chance;
        mode = spec.mode();
        magic = Constants.PERMANENT_MAGIC + spec.epno();
        definer = database.open(0);
        definer.schema(SCHEMA);
    }

    public EpSpec spec() {
        return spec;
    }

    /** Whether it has a database. */
    public boolean isMade() {
        return made;
    }

    /** SELECT PERMANENT_MAGIC: drawn when its database was made, and the same in all copies of that. */
    public int magic() {
        return magic;
    }

    /** There is no database, and so no process. */
    void absent() {
        made = false;
        status = InstanceStatus.SHUTDOWN;
    }

    /** It has another database from now on, or its first. It is down. */
    void database(H2Database other, int magic, InstanceMode mode, int oguid) {
        database.close();
        database = other;
        definer = other.open(0);
        schema(SCHEMA);
        made = true;
        this.magic = magic;
        this.mode = mode;
        this.oguid = oguid;
        opens = 0;
    }

    /** Its number on MAL. */
    int site() {
        return site;
    }

    public InstanceMode mode() {
        return mode;
    }

    void mode(InstanceMode wanted) {
        mode = wanted;
    }

    public InstanceStatus status() {
        return status;
    }

    void status(InstanceStatus wanted) {
        status = wanted;
    }

    public boolean isDown() {
        return status == InstanceStatus.SHUTDOWN;
    }

    /** Whether tables can be read. */
    boolean isOpen() {
        return status == InstanceStatus.OPEN || status == InstanceStatus.SUSPEND;
    }

    /** A standby does not confirm: commits wait. */
    void suspend() {
        if (status == InstanceStatus.OPEN) {
            status = InstanceStatus.SUSPEND;
        }
    }

    /** Of its group; 0 as long as nobody has set it. */
    public int oguid() {
        return oguid;
    }

    void oguid(int number) {
        oguid = number;
    }

    /** How often it has been opened since it began. */
    public int opens() {
        return opens;
    }

    void opened() {
        status = InstanceStatus.OPEN;
        opens++;
        log.resumes();
    }

    public Activity activity() {
        return activity;
    }

    /** The hour as sessions on this EP have it. */
    public EpClock clock() {
        return clock;
    }

    Disk disk() {
        return disk;
    }

    /** What it has written, and what of that its standby has. */
    public InstanceLog log() {
        return log;
    }

    /** Whether nothing on its disk, and on the way to its standby, takes time. */
    boolean isCalm() {
        return disk.isCalm() && log.isCalm();
    }

    /** Names in DDL mean from now on what they mean there. */
    void schema(String name) {
        schema = name;
        definer.schema(name);
    }

    /** Runs DDL, here and on the standby. */
    void define(String statement) {
        log.settleNow();
        definer.run(statement);
        log.written(new Redo.Defined(schema, statement), () -> {});
        log.settleNow();
    }

    /** The session that runs DDL, and on a standby all there is to run. */
    H2Session definer() {
        return definer;
    }

    /** How many sessions there have been on it, with the one that begins. */
    long nextSession() {
        return ++sessions;
    }

    /** Whether a change that one of its clients asks for meets a conflict. */
    boolean meetsConflict() {
        for (Suffered<WriteConflict> each : conflicts) {
            if (each.fault().hits(chance)) {
                each.bites();
                return true;
            }
        }
        return false;
    }

    /** A fault comes into force behind its port, or on its links. */
    void suffers(EpFault fault, Runnable bitten, Mal mal) {
        if (fault instanceof DiskFault its) {
            disk.suffers(new Suffered<>(its, bitten));
        } else if (fault instanceof ClockSkew its) {
            clock.suffers(new Suffered<>(its, bitten));
        } else if (fault instanceof WriteConflict its) {
            conflicts.add(new Suffered<>(its, bitten));
        } else if (fault instanceof MalFault its) {
            mal.suffers(site, new Suffered<>(its, bitten));
        }
    }

    /** It is over. */
    void heals(EpFault fault, Mal mal) {
        if (fault instanceof DiskFault its) {
            disk.heals(its);
        } else if (fault instanceof ClockSkew its) {
            clock.heals(its);
        } else if (fault instanceof MalFault its) {
            mal.heals(site, its);
        } else {
            conflicts.removeIf(each -> each.fault().equals(fault));
        }
    }

    RowNumbers rows() {
        return rows;
    }

    H2Database database() {
        return database;
    }

    /** The next row number of a table on this EP, from 1. */
    long nextRow(int table) {
        return rows.next(table);
    }

    @Override
    public void close() {
        log.close();
        disk.close();
        database.close();
    }
}
