package io.opendcp.proxy.pool;

import java.time.Duration;

/**
 * Limits of a pool.
 *
 * @param size most physical connections, lent, free and in the making (DCP_CONN_POOL_SIZE)
 * @param longestWait longest time a borrower waits in line
 * @param waiting most borrowers in line
 */
public record PoolLimits(int size, Duration longestWait, int waiting) {
    public PoolLimits withSize(int size) {
        return new PoolLimits(size, longestWait, waiting);
    }
}
