package io.opendcp.simulator.scenario;

/**
 * A standby of an EP: what dm.ini and dmmal.ini say about it, once they agree.
 *
 * @param instanceName INSTANCE_NAME, e.g. {@code EP11}
 * @param host where it is for clients: MAL_INST_HOST or, where that is a misprint, MAL_HOST
 * @param port PORT_NUM
 * @param malName its section in dmmal.ini
 * @param malHost MAL_HOST
 * @param malPort MAL_PORT
 * @param mppIni MPP_INI: 0 in the manual, 1 in current DM; it is no EP in either case
 */
public record ScenarioStandby(
        String instanceName, String host, int port, String malName, String malHost, int malPort, boolean mppIni) {}
