package io.opendcp.protocol.ini;

import java.util.List;

/**
 * A group as a monitor sees it: a section of dmmmon.ini or of dmmonitor.ini.
 *
 * @param name the section's
 * @param line of its MON_INST_OGUID
 * @param oguid MON_INST_OGUID
 * @param udpPort MON_UDP_PORT, where watchers hear a broadcast; 0 for TCP
 * @param watchers where they are with TCP, each once; empty for UDP
 */
public record MonitorGroup(String name, int line, int oguid, int udpPort, List<Watcher> watchers) {
    /**
     * Where a watcher is.
     *
     * @param line of the setting that says so
     */
    public record Watcher(int line, String host, int port) {
        /** The setting's value in a message. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    public MonitorGroup {
        watchers = List.copyOf(watchers);
    }
}
