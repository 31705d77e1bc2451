package io.opendcp.simulator.scenario;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmMalIni;
import io.opendcp.protocol.ini.DmMppIni;
import io.opendcp.protocol.ini.IniProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A cluster as its ini files describe it: a folder with dmmal.ini, dmmpp.ini, hosts, and a folder with a dm.ini for each
 * server. Source: {@code docs/configuration.md}; Manual 6.
 *
 * @param dir the folder
 * @param eps by EPNO
 * @param dcps the servers that run as a DCP; may be none
 * @param mal dmmal.ini, with instances that are no EPs too
 * @param mpp dmmpp.ini
 * @param maxEpSites MAX_EP_SITES, equal on all EPs
 * @param mppWait MPP_WAIT_TIME, equal on all EPs
 * @param hosts where the hosts of the files are on this machine
 * @param warnings of all files
 */
public record Scenario(
        Path dir,
        List<ScenarioEp> eps,
        List<DmIni> dcps,
        DmMalIni mal,
        DmMppIni mpp,
        int maxEpSites,
        Duration mppWait,
        LoopbackHosts hosts,
        List<IniProblem> warnings) {
    public Scenario {
        eps = List.copyOf(eps);
        dcps = List.copyOf(dcps);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the scenario in {@code dir}.
     *
     * @throws io.opendcp.protocol.ini.IniException naming everything that is wrong with its files, or between them
     */
    public static Scenario load(Path dir) {
        return new ScenarioReader(dir).read();
    }
}
