package io.opendcp.proxy.pool;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmIniKeys;
import java.time.Duration;

/**
 * Limits of a pool. Connections are counted lent, free and in the making.
 *
 * @param size most connections (DCP_CONN_POOL_SIZE)
 * @param user most of one user (DCP_POOL_USER_LIMIT); 0 for no such limit
 * @param ep most to one EP (DCP_POOL_EP_LIMIT); 0 for no such limit
 * @param longestWait longest time a borrower waits in line
 * @param waiting most borrowers in line
 */
public record PoolLimits(int size, int user, int ep, Duration longestWait, int waiting) {
    /** Neither for users nor for EPs. */
    public PoolLimits(int size, Duration longestWait, int waiting) {
        this(size, 0, 0, longestWait, waiting);
    }

    /**
     * As dm.ini sets them.
     *
     * @param waiting most borrowers in line
     */
    public static PoolLimits of(DmIni.Dcp ini, int waiting) {
        return new PoolLimits(ini.connPoolSize(), ini.poolUserLimit(), ini.poolEpLimit(), ini.poolWait(), waiting);
    }

    public PoolLimits withSize(int size) {
        return new PoolLimits(size, user, ep, longestWait, waiting);
    }

    public PoolLimits withUser(int user) {
        return new PoolLimits(size, user, ep, longestWait, waiting);
    }

    public PoolLimits withEp(int ep) {
        return new PoolLimits(size, user, ep, longestWait, waiting);
    }

    /** With a setting changed that is live; the same if it is none of these. */
    public PoolLimits with(String setting, int value) {
        if (setting.equals(DmIniKeys.DCP_CONN_POOL_SIZE.name())) {
            return withSize(value);
        }
        if (setting.equals(DmIniKeys.DCP_POOL_USER_LIMIT.name())) {
            return withUser(value);
        }
        return setting.equals(DmIniKeys.DCP_POOL_EP_LIMIT.name()) ? withEp(value) : this;
    }
}
