package io.opendcp.simulator.scenario;

/**
 * One EP of a scenario: what dm.ini, dmmal.ini and dmmpp.ini say about it, once they agree.
 *
 * @param instanceName INSTANCE_NAME, e.g. {@code EP01}
 * @param epno MPP_SEQ_NO, 0 to 1023
 * @param serviceName its section in dmmpp.ini
 * @param host where it is for clients: MAL_INST_HOST or, where that is a misprint, MAL_HOST
 * @param port PORT_NUM
 * @param malName its section in dmmal.ini
 * @param malHost MAL_HOST
 * @param malPort MAL_PORT
 */
public record ScenarioEp(
        String instanceName,
        int epno,
        String serviceName,
        String host,
        int port,
        String malName,
        String malHost,
        int malPort) {}
