package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.table.Rows;
import org.jspecify.annotations.Nullable;

/**
 * What a statement came to.
 *
 * @param rows its result, to be read before the next statement; none if it has none
 * @param affected rows that were changed
 * @param printed what a program printed
 * @param plan of an EXPLAIN
 * @param executeId the server's count of executions; 0 if it tells none
 */
record Reply(@Nullable Rows rows, long affected, String printed, String plan, long executeId) {}
