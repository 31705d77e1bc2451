package io.opendcp.simulator.scenario;

import io.opendcp.protocol.ini.WatchGroup;
import java.util.List;

/**
 * An EP and its standbys, as the watchers' files name them and the archives join them.
 *
 * @param name of the section in the watchers' files
 * @param oguid INST_OGUID, equal in all of them, and in no other group
 * @param mode who decides on a takeover
 * @param standbys may be none
 */
public record ScenarioGroup(
        String name, int oguid, WatchGroup.Mode mode, ScenarioEp primary, List<ScenarioStandby> standbys) {
    public ScenarioGroup {
        standbys = List.copyOf(standbys);
    }
}
