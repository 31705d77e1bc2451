package io.opendcp.simulator.scenario;

import io.opendcp.protocol.ini.MonitorIni;

/**
 * A monitor.
 *
 * @param machine the folder with its file
 */
public record ScenarioMonitor(String machine, MonitorIni ini) {}
