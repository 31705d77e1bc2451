package io.opendcp.proxy.cluster;

import java.time.Duration;

/**
 * When a cluster is looked at.
 *
 * @param period of refreshes, 256 s by the manual
 * @param timeout of a control connection's login
 * @param probe period of probes, zero for none
 * @param manual whether refreshes that leave an EP out are repeated no sooner than others (DCP_MANUAL_MODE)
 */
public record ClusterSettings(Duration period, Duration timeout, Duration probe, boolean manual) {}
