package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.InstanceMode;
import java.util.Collection;
import java.util.List;

/**
 * Which EPs' rows a session sees: a global one those of all, a local one those of its own. Who logs in to a mounted instance or a
 * standby cannot be global there, and is as soon as it can be. Source: DM8 MPP manual, MPP_TYPE; DM8 data watch manual.
 */
public final class Reach {
    private final Cluster cluster;
    private final EpStore ep;
    private final boolean local;
    private final Settings settings;
    private boolean localForNow;

    /** @param local whether the client asked for that (MPP_TYPE=LOCAL) */
    Reach(Cluster cluster, EpStore ep, boolean local, Settings settings) {
        this.cluster = cluster;
        this.ep = ep;
        this.local = local;
        this.settings = settings;
    }

    /** It was let in where it could not be global. */
    public void localForNow() {
        localForNow = true;
    }

    /** Whether its instance is what dmmpp.ctl names. */
    boolean isMember() {
        return cluster.eps().containsValue(ep);
    }

    public boolean isLocal() {
        return local || localForNow && !(isMember() && cluster.isComplete());
    }

    /** Whether it has nothing to do with other EPs though one of them, or its own, stops being one. */
    boolean staysLocal() {
        return local || localForNow && (!ep.isOpen() || ep.mode() == InstanceMode.STANDBY);
    }

    /** Whether queries see only this EP's rows. */
    boolean readsLocally() {
        return isLocal() || settings.selectLocal();
    }

    /** Numbers of the EPs whose rows a query, or a change, sees; in rising order. */
    List<Integer> visibleEps(boolean query) {
        return query && readsLocally() || isLocal()
                ? List.of(ep.spec().epno())
                : List.copyOf(cluster.eps().keySet());
    }

    /** All EPs of the cluster, in rising order of number; none for who is on a standby, which knows no MPP. */
    public Collection<EpStore> eps() {
        return isMember() ? cluster.eps().values() : List.of();
    }

    /** The instance that an EP's number means here. */
    EpStore store(int epno) {
        return epno == ep.spec().epno() ? ep : cluster.ep(epno);
    }

    /** @throws DmException -510 if tables are out of reach, -607 if those of other EPs are, and the session wants them */
    void requireOpen() {
        if (!ep.isOpen()) {
            throw DmException.of(ErrorCode.MOUNTED);
        }
        if (localForNow && ep.mode() != InstanceMode.STANDBY && isLocal()) {
            throw DmException.of(ErrorCode.MPP_LOGIN_LIMITED);
        }
    }
}
