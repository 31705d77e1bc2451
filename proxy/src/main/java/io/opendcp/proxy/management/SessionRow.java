package io.opendcp.proxy.management;

import java.time.Instant;

/**
 * A session of this DCP, for V$SESSIONS. Manual 5.1.
 *
 * @param management whether it came through the management port (DCP_FLAG)
 * @param busy whether a request waits for its answer
 */
public record SessionRow(
        long id,
        boolean management,
        String user,
        String schema,
        boolean busy,
        boolean transactionOpen,
        Instant since,
        String program,
        String host,
        String from) {}
