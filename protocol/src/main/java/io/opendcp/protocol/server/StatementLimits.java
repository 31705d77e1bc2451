package io.opendcp.protocol.server;

/**
 * How much one session may hold; past a limit its request is answered with {@code ErrorCode.LIMIT} and the session lives.
 *
 * @param handles statement handles allocated at a time
 * @param cursors results of which rows or further result sets are kept to be asked for
 * @param heldBytes estimated size of those results
 * @param streamedBytes bound values that came in pieces and wait for their execution
 * @param batchRows rows bound in one request
 * @param inRowBytes longer LOBs are not sent in the row
 * @param lobBytes LOBs that are no table's and wait to be asked for; past it they are sent in the row whatever their length
 */
public record StatementLimits(
        int handles, int cursors, long heldBytes, long streamedBytes, int batchRows, int inRowBytes, long lobBytes) {
    /** What DM keeps in a row. */
    private static final int IN_ROW_BYTES = 900;

    /** With DM's limit on LOBs in the row. */
    public StatementLimits(int handles, int cursors, long heldBytes, long streamedBytes, int batchRows) {
        this(handles, cursors, heldBytes, streamedBytes, batchRows, IN_ROW_BYTES, 64L << 20);
    }

    /** Handles as in DM's MAX_SESSION_STATEMENT; the rest is ours. */
    public static final StatementLimits USUAL = new StatementLimits(10_000, 1_000, 256L << 20, 256L << 20, 1_000_000);
}
