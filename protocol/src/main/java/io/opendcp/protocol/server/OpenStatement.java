package io.opendcp.protocol.server;

import org.jspecify.annotations.Nullable;

/** What stands under a statement handle. */
final class OpenStatement {
    private final int handle;
    private final boolean baseNames;
    private @Nullable PreparedSql prepared;
    private @Nullable OpenResults results;

    OpenStatement(int handle, boolean baseNames) {
        this.handle = handle;
        this.baseNames = baseNames;
    }

    int handle() {
        return handle;
    }

    /** Whether its columns are described with base column names. */
    boolean baseNames() {
        return baseNames;
    }

    /** {@code null} before the first PREPARE, and after one that failed. */
    @Nullable
    PreparedSql prepared() {
        return prepared;
    }

    void prepared(@Nullable PreparedSql sql) {
        prepared = sql;
    }

    @Nullable
    OpenResults results() {
        return results;
    }

    void results(@Nullable OpenResults open) {
        results = open;
    }
}
