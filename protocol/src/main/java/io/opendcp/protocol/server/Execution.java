package io.opendcp.protocol.server;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a statement is to be run.
 *
 * @param rows bound values, one array per row in parameter order; a statement without parameters has one empty row
 * @param autoCommit commit after it, if it succeeds
 * @param maxRows most rows wanted, {@link Long#MAX_VALUE} for all
 * @param timeoutSeconds 0 for none; past it the statement fails with -7049
 * @param continueOnError batches: go on after a row that failed
 * @param generatedKeys whether the client wants identity values back
 */
public record Execution(
        List<@Nullable Object[]> rows,
        boolean autoCommit,
        long maxRows,
        int timeoutSeconds,
        boolean continueOnError,
        boolean generatedKeys) {

    /** One row without parameters. */
    public static Execution plain(boolean autoCommit) {
        return new Execution(
                Collections.singletonList(new @Nullable Object[0]), autoCommit, Long.MAX_VALUE, 0, false, false);
    }
}
