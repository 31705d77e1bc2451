package io.opendcp.simulator;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.session.Cluster;
import io.opendcp.simulator.session.EpSession;
import java.util.List;

/**
 * A DM MPP in this JVM, without sockets. Confined to one event loop: every call, on it and on its sessions, comes from
 * there, and so do its tasks. H2 runs inline; only waiting for locks takes time, and that time is given.
 */
public final class SimulatedMpp implements AutoCloseable {
    private final Cluster cluster;

    private SimulatedMpp(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a cluster.
     *
     * @param time where SYSDATE and all waiting come from
     * @param seed what RAND and seeded hash maps are drawn from
     */
    public static SimulatedMpp of(MppSpec spec, Time time, long seed) {
        return new SimulatedMpp(new Cluster(spec, time, seed));
    }

    /** The EP with this number; {@link IllegalArgumentException} if there is none. */
    public Ep ep(int epno) {
        return new Ep(cluster, cluster.ep(epno));
    }

    /** All EPs, in rising order of number. */
    public List<Ep> eps() {
        return cluster.eps().keySet().stream().map(this::ep).toList();
    }

    public MppSpec spec() {
        return cluster.spec();
    }

    /** Sessions on all EPs that are in a transaction. */
    public int openTransactions() {
        return (int)
                cluster.sessions().stream().filter(EpSession::inTransaction).count();
    }

    /** Bytes between EPs. */
    public Traffic traffic() {
        return cluster.traffic();
    }

    /** Idempotent for sessions; the cluster itself is closed once. */
    @Override
    public void close() {
        cluster.close();
    }
}
