package io.opendcp.simulator.store;

import java.util.List;
import org.h2.value.Value;

/**
 * What a transaction made of one row.
 *
 * @param key H2's own number of the row, the same in every copy of the table
 * @param values of all columns, hidden ones too; empty if the row is gone
 */
public record RowChange(String schema, String table, long key, List<Value> values) {
    public RowChange {
        values = List.copyOf(values);
    }
}
