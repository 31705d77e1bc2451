package io.opendcp.protocol.ini;

/**
 * How the watchers of a group talk with each other, with monitors and with their instances.
 *
 * @param kind what carries the messages between watchers and monitors
 * @param broadcast the address that they are sent to; empty for TCP
 * @param port where a watcher hears other watchers and monitors: MDW_UDP_PORT for UDP, MDW_TCP_PORT for the older TCP, MAL_DW_PORT
 *     for the newer, which stands in dmmal.ini: 0 until that has been read
 * @param localPort where a watcher hears its instance: MDW_UDP_PORT; 0 for the newer, which connects to it
 * @param instPort where the instance hears its watcher: INST_UDP_PORT or, like {@code port} from dmmal.ini, MAL_INST_DW_PORT
 */
public record WatchTransport(Kind kind, String broadcast, int port, int localPort, int instPort) {
    /** Of the older watchers' two, and of the newer, which know only TCP. */
    public enum Kind {
        UDP,
        TCP,
        /** TCP with the ports of dmmal.ini. */
        MAL
    }
}
