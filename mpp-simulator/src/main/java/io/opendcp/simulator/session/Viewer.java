package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.dialect.ObjectName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.h2.table.Table;

/** What the rows of system views are made of, as far as the session that reads them may see it. */
public final class Viewer {
    private final EpSession session;
    private final Cluster cluster;

    Viewer(EpSession session, Cluster cluster) {
        this.session = session;
        this.cluster = cluster;
    }

    /** Its user's name, folded. */
    public String user() {
        return session.user();
    }

    /** Which EPs' rows it sees. */
    public Reach reach() {
        return session.reach();
    }

    /** All instances, standbys too. */
    public List<EpStore> instances() {
        return cluster.instances();
    }

    public Dictionary dictionary() {
        return cluster.dictionary();
    }

    public MppSpec spec() {
        return cluster.spec();
    }

    /** When the cluster started. */
    public Instant started() {
        return cluster.started();
    }

    public ZoneOffset databaseZone() {
        return cluster.spec().zone();
    }

    /** Every open session of the cluster. */
    public List<EpSession> sessions() {
        return cluster.sessions();
    }

    /** Whether its user may read a table. */
    public boolean mayRead(ObjectName table) {
        return session.compiler().rights().has(table, "SELECT");
    }

    /** The columns that a query would have. */
    public List<Descriptor> describe(String h2) {
        return session.compiler()
                .descriptors()
                .columns(session.sites().workspace().describe(h2), List.of());
    }

    /** A table's definition in H2's terms. */
    public Table workspaceTable(ObjectName name) {
        return session.sites().workspace().table(name.schema(), name.name());
    }
}
