package io.opendcp.proxy.management;

import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.pool.PoolView;
import io.opendcp.proxy.session.Drain;
import io.opendcp.proxy.session.KeptView;
import io.opendcp.proxy.session.Pause;
import io.opendcp.proxy.session.PeerView;
import java.time.Instant;
import java.util.List;

/** The running server as the management port sees and drives it. Called on its event loop. */
public interface DcpState {
    String instanceName();

    /** As clients are told at startup. */
    String version();

    Instant startedAt();

    /** What the last refresh learned. */
    List<Ep> eps();

    /** EPs that cannot be used. */
    List<Trouble> troubles();

    /** Names of the standbys that answered the last refresh. */
    List<String> standbys();

    PoolView pool();

    List<PooledConnectionRow> connections();

    /** Sessions of the user port. */
    List<SessionRow> userSessions();

    /** Sessions of the user port that keep their EP connection. */
    List<KeptView> kept();

    /** The DCPs of DCP_PEERS. */
    List<PeerView> peers();

    List<CounterRow> counters();

    List<ParameterRow> parameters();

    /** SP_DCP_REFRESH_CONFIG. Manual 4.4. */
    void refresh(Cluster.Told told);

    /** SP_DCP_CLEAR_CONN: closes free connections, the least recently used first; returns how many. Manual 4.5. */
    int clearConnections(int count);

    /** The emptying of the user port: SP_DCP_DRAIN, SP_DCP_CLEAR_DRAIN, V$DCP_DRAIN. */
    Drain drain();

    /** SP_DCP_PAUSE, SP_DCP_RESUME, V$DCP_PAUSE. */
    Pause pause();

    /**
     * Changes a setting, whose name and value have been checked.
     *
     * @throws io.opendcp.protocol.error.DmException if dm.ini cannot be written
     */
    void change(String parameter, String value, Scope scope);

    /** Where a changed setting is to hold, as in SP_SET_PARA_VALUE. */
    enum Scope {
        MEMORY,
        BOTH,
        FILE;

        /** By its number in SP_SET_PARA_VALUE: 0 memory, 1 both, 2 file. */
        static Scope of(int number) {
            return number == 0 ? MEMORY : number == 1 ? BOTH : FILE;
        }

        /** Whether it holds from now on. */
        public boolean memory() {
            return this != FILE;
        }

        /** Whether it holds after a restart. */
        public boolean file() {
            return this != MEMORY;
        }
    }
}
