package io.opendcp.proxy.management;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the pool, for V$DCP_CONNPOOL. Manual 5.4.
 *
 * @param id of the session on the EP
 * @param forced whether a transaction is bound to it (EXEC_MODE 2), else it is only tried (1)
 * @param released when it was last given back; null while it is lent
 */
public record PooledConnectionRow(
        long id,
        String user,
        String schema,
        int epno,
        boolean forced,
        @Nullable Instant released) {}
