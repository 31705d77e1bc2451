package io.opendcp.proxy.management;

import java.time.Duration;

/**
 * Limits of a query on the management port, which others wait for.
 *
 * @param rows most rows of a result
 * @param time longest run
 */
public record QueryLimits(int rows, Duration time) {
    public static final QueryLimits USUAL = new QueryLimits(200_000, Duration.ofSeconds(10));
}
