package io.opendcp.simulator.monitor;

import io.opendcp.simulator.Ep;
import io.opendcp.simulator.SimulatedMpp;
import java.util.List;

/**
 * A group of an EP and its standby, as the watchers' and the monitor's files name it.
 *
 * @param oguid INST_OGUID
 * @param automatic DW_MODE = AUTO
 * @param confirm MON_DW_CONFIRM
 */
public record WatchedGroup(String name, int oguid, int epno, boolean automatic, boolean confirm) {
    /** Its instances: the EP's first primary, and its standby. */
    List<Ep> instances(SimulatedMpp mpp) {
        return mpp.instances().stream().filter(ep -> ep.spec().epno() == epno).toList();
    }
}
