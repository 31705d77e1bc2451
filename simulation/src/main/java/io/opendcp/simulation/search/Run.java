package io.opendcp.simulation.search;

import java.time.Duration;
import java.util.Map;

/**
 * What came of a {@link Case} in which all was right.
 *
 * @param counts of its workload
 * @param bites how often each kind of fault took effect
 * @param elapsed virtual time
 */
public record Run(Map<String, Long> counts, Map<String, Long> bites, Duration elapsed) {}
