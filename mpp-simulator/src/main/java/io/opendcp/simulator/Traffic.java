package io.opendcp.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bytes that would have crossed the wire between EPs, by the cost model written in {@code mpp-simulator/README.md}.
 * Data and commit messages are counted apart.
 */
public final class Traffic {
    /** Most statements remembered one by one; totals go on. */
    public static final int STATEMENTS_MAX = 100_000;

    /** Bytes of one message of a commit or rollback between two EPs, there and back. */
    public static final int COMMIT_MESSAGE_BYTES = 64;

    /**
     * What one execution moved.
     *
     * @param epno the EP the client is on
     * @param dataBytes rows shipped between EPs
     */
    public record Moved(int epno, long session, String text, long dataBytes) {}

    private final List<Moved> statements = new ArrayList<>();
    private long dataBytes;
    private long commitBytes;

    public void statement(Moved moved) {
        dataBytes += moved.dataBytes();
        if (statements.size() >= STATEMENTS_MAX) {
            statements.subList(0, STATEMENTS_MAX / 2).clear();
        }
        statements.add(moved);
    }

    public void commit(int otherEps) {
        commitBytes += (long) otherEps * COMMIT_MESSAGE_BYTES;
    }

    /** Every execution that is remembered, oldest first; most moved 0 bytes if things go well. */
    public List<Moved> statements() {
        return Collections.unmodifiableList(statements);
    }

    /** Bytes of the last execution. */
    public long lastBytes() {
        return statements.isEmpty() ? 0 : statements.get(statements.size() - 1).dataBytes();
    }

    public long dataBytes() {
        return dataBytes;
    }

    public long commitBytes() {
        return commitBytes;
    }

    public void clear() {
        statements.clear();
        dataBytes = 0;
        commitBytes = 0;
    }
}
