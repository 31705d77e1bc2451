package io.opendcp.proxy.pool;

import io.opendcp.protocol.ini.DmIni;
import java.time.Duration;

/**
 * Limits of a pool. Connections are counted lent, free and in the making.
 *
 * @param size most connections (DCP_CONN_POOL_SIZE)
 * @param user most of one user (DCP_POOL_USER_LIMIT); 0 for no such limit
 * @param ep most to one EP (DCP_POOL_EP_LIMIT); 0 for no such limit
 * @param idle longest time that one is free (DCP_POOL_IDLE_TIME); zero for no such limit
 * @param life age from which on one is not lent again (DCP_POOL_LIFE_TIME); zero for no such limit
 * @param longestWait longest time that a borrower who asks from now on waits in line (DCP_POOL_WAIT)
 * @param waiting most borrowers in line
 * @param texts most texts that stay compiled on one (DCP_POOL_STATEMENTS)
 */
public record PoolLimits(
        int size, int user, int ep, Duration idle, Duration life, Duration longestWait, int waiting, int texts) {
    private static final int USUAL_TEXTS = 64;

    /** Neither for users nor for EPs, nor on time. */
    public PoolLimits(int size, Duration longestWait, int waiting) {
        this(size, 0, 0, Duration.ZERO, Duration.ZERO, longestWait, waiting, USUAL_TEXTS);
    }

    /**
     * As dm.ini sets them.
     *
     * @param waiting most borrowers in line
     */
    public static PoolLimits of(DmIni.Dcp ini, int waiting) {
        return new PoolLimits(
                ini.connPoolSize(),
                ini.poolUserLimit(),
                ini.poolEpLimit(),
                ini.poolIdleTime(),
                ini.poolLifeTime(),
                ini.poolWait(),
                waiting,
                ini.poolStatements());
    }

    public PoolLimits withSize(int size) {
        return new PoolLimits(size, user, ep, idle, life, longestWait, waiting, texts);
    }

    /** With a setting of dm.ini changed that is live; the same if it is none of the pool's. */
    public PoolLimits with(String setting, int value) {
        return switch (setting) {
            case "DCP_CONN_POOL_SIZE" -> withSize(value);
            case "DCP_POOL_USER_LIMIT" -> new PoolLimits(size, value, ep, idle, life, longestWait, waiting, texts);
            case "DCP_POOL_EP_LIMIT" -> new PoolLimits(size, user, value, idle, life, longestWait, waiting, texts);
            case "DCP_POOL_IDLE_TIME" ->
                new PoolLimits(size, user, ep, Duration.ofSeconds(value), life, longestWait, waiting, texts);
            case "DCP_POOL_LIFE_TIME" ->
                new PoolLimits(size, user, ep, idle, Duration.ofSeconds(value), longestWait, waiting, texts);
            case "DCP_POOL_WAIT" ->
                new PoolLimits(size, user, ep, idle, life, Duration.ofMillis(value), waiting, texts);
            case "DCP_POOL_STATEMENTS" -> new PoolLimits(size, user, ep, idle, life, longestWait, waiting, value);
            default -> this;
        };
    }
}
