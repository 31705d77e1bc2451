package io.opendcp.simulator.scenario;

import io.opendcp.protocol.ini.DmArchIni;
import io.opendcp.protocol.ini.DmIni;
import java.util.Optional;

/**
 * What one instance, an EP or a standby, is told.
 *
 * @param archives its dmarch.ini, where ARCH_INI says that it is read
 */
public record ScenarioServer(DmIni ini, Optional<DmArchIni> archives) {}
