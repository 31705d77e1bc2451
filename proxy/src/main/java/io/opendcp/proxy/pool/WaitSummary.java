package io.opendcp.proxy.pool;

import java.time.Duration;

/**
 * How long borrowers have stood in line, whether served in the end or not.
 *
 * @param count since the start; the times are of the last 1000, zero if there was none
 */
public record WaitSummary(long count, Duration p50, Duration p95, Duration p99, Duration longest) {}
