package io.opendcp.simulator.dialect;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of DM turned into H2's.
 *
 * @param source the statement as it came
 * @param h2 the statement for H2, parameters numbered {@code ?1, ?2, ...}; a FOR UPDATE clause is left out
 * @param parameters how many parameters there are
 * @param labels the select list's column labels where they can be told from the text, else null at that place;
 *     empty if the list has a {@code *}
 * @param lock what FOR UPDATE says, or null
 */
public record Sql(
        Text source,
        String h2,
        int parameters,
        List<@Nullable String> labels,
        @Nullable RowLock lock) {
    /**
     * FOR UPDATE.
     *
     * @param limit how long to wait for the rows: zero for NOWAIT, null for as long as the cluster's setting says
     */
    public record RowLock(@Nullable Duration limit) {}
}
