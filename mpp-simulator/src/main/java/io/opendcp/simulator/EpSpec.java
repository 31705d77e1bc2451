package io.opendcp.simulator;

/**
 * One EP of an {@link MppSpec}: what dm.ini, dmmal.ini and dmmpp.ini say about it.
 *
 * @param instanceName INSTANCE_NAME, e.g. {@code EP01}
 * @param epno MPP_SEQ_NO, 0 to 1023
 * @param serviceName its section in dmmpp.ini
 * @param malName its section in dmmal.ini
 * @param malHost MAL_HOST, the address between EPs
 * @param malPort MAL_PORT
 * @param instanceHost MAL_INST_HOST, the address for clients; may be empty, then MAL_HOST counts
 * @param instancePort MAL_INST_PORT
 * @param mode in which it starts
 */
public record EpSpec(
        String instanceName,
        int epno,
        String serviceName,
        String malName,
        String malHost,
        int malPort,
        String instanceHost,
        int instancePort,
        InstanceMode mode) {

    /** The largest EPNO. Source: {@code docs/protocol/distribution.md} 11. */
    public static final int EPNO_MAX = 1023;

    private static final int WATCHER_OFFSET = 1000;

    public EpSpec {
        if (epno < 0 || epno > EPNO_MAX) {
            throw new IllegalArgumentException("EPNO %d is not within 0 to %d".formatted(epno, EPNO_MAX));
        }
    }

    /** MAL_DW_PORT, where its watcher is for other watchers and monitors: ours, as the manual's files have none. */
    public int watcherPort() {
        return malPort + WATCHER_OFFSET;
    }

    /** MAL_INST_DW_PORT. */
    public int instanceWatcherPort() {
        return instancePort + WATCHER_OFFSET;
    }

    /** The same in another mode. */
    public EpSpec withMode(InstanceMode other) {
        return new EpSpec(
                instanceName, epno, serviceName, malName, malHost, malPort, instanceHost, instancePort, other);
    }

    /** A standby of {@link #numbered}: EP11 of EP01, EP22 of EP02, ... as the manual names them. */
    public static EpSpec standbyOf(int epno) {
        EpSpec primary = numbered(epno);
        String host = "127.0.1." + (epno % 250 + 1);
        return new EpSpec(
                "EP%1$d%1$d".formatted(epno + 1),
                epno,
                primary.serviceName(),
                "MAL_STANDBY" + (epno + 1),
                host,
                5369 + epno,
                host,
                5336 + epno,
                InstanceMode.STANDBY);
    }

    /** An EP named EP01, EP02, ... as the manual names them, on the loopback address. */
    public static EpSpec numbered(int epno) {
        String host = "127.0.0." + (epno % 250 + 1);
        String number = Integer.toString(epno + 1);
        return new EpSpec(
                "EP%02d".formatted(epno + 1),
                epno,
                "SERVICE_NAME" + number,
                "MAL_INST" + number,
                host,
                5269 + epno,
                host,
                5236 + epno,
                InstanceMode.NORMAL);
    }
}
