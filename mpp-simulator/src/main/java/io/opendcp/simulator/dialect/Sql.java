package io.opendcp.simulator.dialect;

import io.opendcp.protocol.error.DmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
 * @param origins by offset in {@code h2}, which token of {@code source} it comes from
 */
public record Sql(
        Text source,
        String h2,
        int parameters,
        List<@Nullable String> labels,
        @Nullable RowLock lock,
        NavigableMap<Integer, Integer> origins) {
    /**
     * FOR UPDATE.
     *
     * @param limit how long to wait for the rows: zero for NOWAIT, null for as long as the cluster's setting says
     */
    public record RowLock(@Nullable Duration limit) {}

    /** With {@code words} put into H2's statement before a token of the source. */
    public Sql inserting(int token, String words) {
        int at = origins.entrySet().stream()
                .filter(origin -> origin.getValue() >= token)
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(h2.length());
        NavigableMap<Integer, Integer> moved = new TreeMap<>(origins.headMap(at, false));
        origins.tailMap(at).forEach((offset, origin) -> moved.put(offset + words.length(), origin));
        String longer = h2.substring(0, at) + words + h2.substring(at);
        return new Sql(source, longer, parameters, labels, lock, moved);
    }

    /** A syntax error that H2 has found at an offset of its statement, at the place in the source. */
    public DmException syntaxAt(int offset) {
        Map.Entry<Integer, Integer> origin = origins.floorEntry(offset);
        return source.syntaxAt(origin == null ? 0 : origin.getValue());
    }
}
