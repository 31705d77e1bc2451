package io.opendcp.protocol.distribution;

import io.opendcp.protocol.type.TypeSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table are spread over the EPs. Source: {@code docs/protocol/distribution.md} 4.
 *
 * @param kind the DISTRIBUTED clause
 * @param columns all columns of the table, in the order of {@code INSERT INTO t VALUES (...)}
 * @param keys places in {@code columns} of the distribution columns; empty for RANDOM, FULLY and LOCAL
 * @param map of a HASH table; null for others
 */
public record TableDistribution(
        Kind kind,
        List<Column> columns,
        List<Integer> keys,
        @Nullable HashMapping map) {
    /** DM's kinds, and what a table without one counts as. */
    public enum Kind {
        HASH,
        /** Each row on some EP that nothing tells. */
        RANDOM,
        /** A whole copy on each EP. */
        FULLY,
        RANGE,
        LIST,
        /** Not distributed, or in a way not understood. */
        LOCAL
    }

    /** A column by its dictionary name (already folded), and its type. */
    public record Column(String name, TypeSpec type) {}

    /** {@link IllegalArgumentException} if a HASH table has no map or no keys, or a key is no column. */
    public TableDistribution {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        if (kind == Kind.HASH && (map == null || keys.isEmpty())) {
            throw new IllegalArgumentException("a HASH table has distribution columns and a map");
        }
        for (int key : keys) {
            if (key < 0 || key >= columns.size()) {
                throw new IllegalArgumentException("distribution column " + key + " of " + columns.size());
            }
        }
    }

    public static TableDistribution hash(List<Column> columns, List<Integer> keys, HashMapping map) {
        return new TableDistribution(Kind.HASH, columns, keys, map);
    }

    /** A table of a kind without distribution columns. */
    public static TableDistribution keyless(Kind kind, List<Column> columns) {
        return new TableDistribution(kind, columns, List.of(), null);
    }

    /**
     * Hash of a row over its distribution columns.
     *
     * @param keyValues one per key, in the order of {@link #keys}, converted to the column's type
     */
    public Hash hash(ColumnHash hashing, List<? extends @Nullable Object> keyValues) {
        if (keyValues.size() != keys.size()) {
            throw new IllegalArgumentException(keyValues.size() + " values for " + keys.size() + " columns");
        }
        Hash sum = Hash.ZERO;
        for (int i = 0; i < keys.size(); i++) {
            sum = sum.plus(hashing.of(key(i).type().type(), keyValues.get(i)));
        }
        return sum;
    }

    /** Distribution column number {@code i}. */
    public Column key(int i) {
        return columns.get(keys.get(i));
    }
}
