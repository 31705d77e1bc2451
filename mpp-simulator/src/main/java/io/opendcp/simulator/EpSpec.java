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
 * @param mode what V$INSTANCE.MODE$ says: NORMAL, PRIMARY or STANDBY
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
        String mode) {

    /** The largest EPNO. Source: {@code docs/protocol/distribution.md} 11. */
    public static final int EPNO_MAX = 1023;

    public EpSpec {
        if (epno < 0 || epno > EPNO_MAX) {
            throw new IllegalArgumentException("EPNO %d is not within 0 to %d".formatted(epno, EPNO_MAX));
        }
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
                "NORMAL");
    }
}
