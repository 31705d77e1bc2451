package io.opendcp.simulator.session;

import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.store.H2Image;

/** The files of a database that is shut down: rows, the log's place and what it says, magic, mode and OGUID. */
public final class DatabaseImage {
    private final String instance;
    private final H2Image data;
    private final RowNumbers rows;
    private final long lsn;
    private final long history;
    private final LogState commits = new LogState();
    private final int magic;
    private final InstanceMode mode;
    private final int oguid;

    DatabaseImage(EpStore of) {
        instance = of.spec().instanceName();
        data = of.database().image();
        rows = of.rows();
        lsn = of.log().lsn();
        history = of.log().history();
        commits.become(of.log().commits());
        magic = of.magic();
        mode = of.mode();
        oguid = of.oguid();
    }

    /** Whose files these are. */
    public String instance() {
        return instance;
    }

    /** FILE_LSN when it was shut down. */
    public long lsn() {
        return lsn;
    }

    H2Image data() {
        return data;
    }

    /** What row numbers are handed out from there; later ones, too. */
    RowNumbers rows() {
        return rows;
    }

    long history() {
        return history;
    }

    LogState commits() {
        return commits;
    }

    int magic() {
        return magic;
    }

    InstanceMode mode() {
        return mode;
    }

    int oguid() {
        return oguid;
    }
}
