package io.opendcp.proxy.pool;

/**
 * A pool as V$DCP_POOL shows it.
 *
 * @param size most connections there may be
 * @param inUse connections that are lent or in the making
 * @param waiting borrowers in line
 */
public record PoolView(int size, int inUse, int free, int waiting, WaitSummary waits) {}
