package io.opendcp.proxy.cluster;

import io.opendcp.protocol.ini.DmIniKeys;
import java.time.Duration;

/**
 * When a cluster is looked at.
 *
 * @param period of refreshes, 256 s by the manual
 * @param timeout of a control connection's login (DCP_LOGIN_TIMEOUT)
 * @param probe period of probes, zero for none
 * @param manual whether refreshes that leave an EP out are repeated no sooner than others (DCP_MANUAL_MODE)
 */
public record ClusterSettings(Duration period, Duration timeout, Duration probe, boolean manual) {
    /** These, with the setting of that name changed; these, if it is none of those that are live. */
    public ClusterSettings with(String setting, int value) {
        if (setting.equals(DmIniKeys.DCP_REFRESH_PERIOD.name())) {
            return new ClusterSettings(Duration.ofSeconds(value), timeout, probe, manual);
        }
        if (setting.equals(DmIniKeys.DCP_LOGIN_TIMEOUT.name())) {
            return new ClusterSettings(period, Duration.ofSeconds(value), probe, manual);
        }
        return setting.equals(DmIniKeys.DCP_PROBE_PERIOD.name())
                ? new ClusterSettings(period, timeout, Duration.ofSeconds(value), manual)
                : this;
    }

    /** Zero for none, as in manual mode. */
    Duration probes() {
        return manual ? Duration.ZERO : probe;
    }
}
