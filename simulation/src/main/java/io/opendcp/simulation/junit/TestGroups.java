package io.opendcp.simulation.junit;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.monitor.WatchedGroup;
import io.opendcp.simulator.server.MppServer;
import io.opendcp.simulator.watch.DataWatch;
import java.util.List;

/** The groups of a test cluster whose EPs have standbys: GRP1, GRP2, ..., with the OGUIDs 1001, 1002, ... */
final class TestGroups {
    private static final int FIRST_OGUID = 1001;

    private TestGroups() {}

    /** Instances belong to their groups, watchers look after them, and SYSDBA has logged in to the monitor. */
    static DataWatch watch(MppServer server, TestClusterSpec spec) {
        server.run(mpp -> mpp.instances().forEach(ep -> {
            mpp.roles().mount(ep.state());
            mpp.roles().group(ep.state(), FIRST_OGUID + ep.spec().epno());
            mpp.roles().open(ep.state(), () -> {});
        }));
        boolean automatic = spec.watch().automatic();
        List<WatchedGroup> groups = spec.mpp().standbys().stream()
                .map(standby -> new WatchedGroup(
                        "GRP" + (standby.epno() + 1),
                        FIRST_OGUID + standby.epno(),
                        standby.epno(),
                        automatic,
                        automatic))
                .toList();
        DataWatch watch = server.watch(spec.watch(), groups);
        for (String line : List.of("login", TestCluster.SYSDBA, spec.mpp().sysdbaPassword())) {
            server.<String>monitor(console -> console.answer(line, Language.ENGLISH));
        }
        return watch;
    }
}
