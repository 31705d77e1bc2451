package io.opendcp.simulator.session;

import io.opendcp.simulator.Activity;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.store.H2Database;
import java.util.HashMap;
import java.util.Map;

/** One EP: its database, what it hands out row numbers from, what happened on it. */
public final class EpStore implements AutoCloseable {
    private final EpSpec spec;
    private final H2Database database;
    private final Activity activity = new Activity();
    private final Map<Integer, Long> rows = new HashMap<>();

    EpStore(EpSpec spec, H2Database database) {
        this.spec = spec;
        this.database = database;
    }

    public EpSpec spec() {
        return spec;
    }

    public Activity activity() {
        return activity;
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
        database.close();
    }
}
