package io.opendcp.protocol.ini;

import java.time.Duration;
import java.util.Map;

/**
 * A group as one watcher sees it, of whatever generation: a section of dmmwatch.ini or of dmwatcher.ini.
 *
 * @param name the section's
 * @param sectionLine its line
 * @param oguid INST_OGUID, the same for all databases, watchers and monitors of the group
 * @param instanceName the instance that is watched: INST_NAME; empty where only {@code instIni} tells it
 * @param instIni INST_INI, the path of its dm.ini on the real machine; empty in the older generation
 * @param global whether the watcher works with those of the other instances; else it only watches its own
 * @param mode whether a takeover waits for a person; MANUAL in the older generation, which has no word for it
 * @param instErrorTime silence after which the instance has failed
 * @param dwErrorTime silence after which another watcher has failed; zero in the older generation's TCP form: a broken
 *     connection alone tells
 * @param recoverTime the time between two attempts to bring a standby back; 60 s in the older generation
 * @param autoRestart whether the watcher starts an instance that is down
 * @param startupCommand with which it does; may be empty
 * @param lines the line that sets each setting, by its name
 */
public record WatchGroup(
        String name,
        int sectionLine,
        int oguid,
        String instanceName,
        String instIni,
        boolean global,
        Mode mode,
        Duration instErrorTime,
        Duration dwErrorTime,
        Duration recoverTime,
        boolean autoRestart,
        String startupCommand,
        WatchTransport transport,
        Map<String, Integer> lines) {
    /** DW_MODE: who decides on a takeover. */
    public enum Mode {
        MANUAL,
        AUTO
    }

    public WatchGroup {
        lines = Map.copyOf(lines);
    }

    /** The line that sets {@code key}; the section's when the file leaves it at its default. */
    public int line(IniKey key) {
        return lines.getOrDefault(key.name(), sectionLine);
    }

    /** The same, once it is known which instance and which ports are meant. */
    public WatchGroup watching(String instance, WatchTransport over) {
        return new WatchGroup(
                name,
                sectionLine,
                oguid,
                instance,
                instIni,
                global,
                mode,
                instErrorTime,
                dwErrorTime,
                recoverTime,
                autoRestart,
                startupCommand,
                over,
                lines);
    }
}
