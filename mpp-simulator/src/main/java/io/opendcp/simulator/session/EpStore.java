package io.opendcp.simulator.session;

import io.opendcp.simulator.Activity;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.disk.Disk;
import io.opendcp.simulator.fault.ClockSkew;
import io.opendcp.simulator.fault.DiskFault;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.MalFault;
import io.opendcp.simulator.fault.Suffered;
import io.opendcp.simulator.fault.WriteConflict;
import io.opendcp.simulator.mal.Mal;
import io.opendcp.simulator.store.H2Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One EP: its database, log and clock, what it hands out row numbers from, what happened on it. */
public final class EpStore implements AutoCloseable {
    private final EpSpec spec;
    private final H2Database database;
    private final Disk disk;
    private final EpClock clock;
    private final RandomGenerator chance;
    private final List<Suffered<WriteConflict>> conflicts = new ArrayList<>();
    private final Set<Long> decisions = new HashSet<>();
    private final Activity activity = new Activity();
    private final Map<Integer, Long> rows = new HashMap<>();
    private long sessions;

    EpStore(EpSpec spec, H2Database database, Disk disk, EpClock clock, RandomGenerator chance) {
        this.spec = spec;
        this.database = database;
        this.disk = disk;
        this.clock = clock;
        this.chance = chance;
    }

    public EpSpec spec() {
        return spec;
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

    /** In its log: numbers of the commits that it has decided, until all EPs have applied them. */
    Set<Long> decisions() {
        return decisions;
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
            mal.suffers(spec.epno(), new Suffered<>(its, bitten));
        }
    }

    /** It is over. */
    void heals(EpFault fault, Mal mal) {
        if (fault instanceof DiskFault its) {
            disk.heals(its);
        } else if (fault instanceof ClockSkew its) {
            clock.heals(its);
        } else if (fault instanceof MalFault its) {
            mal.heals(spec.epno(), its);
        } else {
            conflicts.removeIf(each -> each.fault().equals(fault));
        }
    }

    H2Database database() {
        return database;
    }

    /** The next row number of a table on this EP, from 1. */
    long nextRow(int table) {
        return rows.merge(table, 1L, Long::sum);
    }

    @Override
    public void close() {
        disk.close();
        database.close();
    }
}
