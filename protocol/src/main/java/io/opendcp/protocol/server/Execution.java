package io.opendcp.protocol.server;

import io.opendcp.protocol.statement.KeyRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a statement is to be run.
 *
 * @param rows bound values, one array per row in parameter order, of the class of the type that the client declared;
 *     OUT parameters are null; a statement without parameters has one empty row
 * @param autoCommit commit after it, if it succeeds
 * @param maxRows most rows wanted, {@link Long#MAX_VALUE} for all
 * @param timeoutSeconds 0 for none; past it the statement fails with -7049
 * @param continueOnError batches: go on after a row that failed
 * @param keys which generated values the client wants back
 */
public record Execution(
        List<@Nullable Object[]> rows,
        boolean autoCommit,
        long maxRows,
        int timeoutSeconds,
        boolean continueOnError,
        KeyRequest keys) {

    public Execution(
            List<@Nullable Object[]> rows,
            boolean autoCommit,
            long maxRows,
            int timeoutSeconds,
            boolean continueOnError,
            boolean generatedKeys) {
        this(
                rows,
                autoCommit,
                maxRows,
                timeoutSeconds,
                continueOnError,
                generatedKeys ? KeyRequest.IDENTITY : KeyRequest.NONE);
    }

    /** Whether the client wants any generated values back. */
    public boolean generatedKeys() {
        return keys.kind() != KeyRequest.Kind.NONE;
    }

    /** One row without parameters. */
    public static Execution plain(boolean autoCommit) {
        return new Execution(
                Collections.singletonList(new @Nullable Object[0]),
                autoCommit,
                Long.MAX_VALUE,
                0,
                false,
                KeyRequest.NONE);
    }
}
