package io.opendcp.simulator.scenario;

import io.opendcp.protocol.ini.WatchGroup;
import java.nio.file.Path;
import java.util.List;

/**
 * The watcher of one machine.
 *
 * @param machine the folder with its file
 * @param file the file
 * @param host the machine's address for other watchers and monitors: MAL_HOST of its instances
 * @param groups what it watches; instances and ports are known, also where they stand in another file
 */
public record ScenarioWatcher(String machine, Path file, String host, List<WatchGroup> groups) {
    public ScenarioWatcher {
        groups = List.copyOf(groups);
    }
}
