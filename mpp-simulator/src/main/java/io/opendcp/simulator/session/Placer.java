package io.opendcp.simulator.session;

import io.opendcp.simulator.catalog.Placement;
import io.opendcp.simulator.catalog.TableDef;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.h2.value.Value;

/** Says on which EP a row of a hash table lives. */
final class Placer {
    private final Charset charset;

    Placer(Charset charset) {
        this.charset = charset;
    }

    /** The EP for these values of the distribution columns, in their order. */
    int epno(TableDef table, List<Value> key) {
        Placement placement = table.placement();
        long hash = 0;
        for (Value value : key) {
            hash += value.getValueType() == Value.NULL ? 0 : hash(value);
        }
        return placement.map().get((int)
                ((hash & 0xFFFF_FFFFL) % placement.map().size()));
    }

    private long hash(Value value) {
        return switch (value.getValueType()) {
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT -> value.getLong() & 0xFFFF_FFFFL;
            default -> {
                int h = 0;
                for (byte b : value.getString().getBytes(charset)) {
                    h = (h ^ b) * 16777619;
                }
                yield h & 0xFFFF_FFFFL;
            }
        };
    }

    /** The EP of a whole row, given in the table's order of columns. */
    int epnoOfRow(TableDef table, List<Value> row) {
        List<Value> key = new ArrayList<>();
        for (String column : table.placement().columns()) {
            key.add(row.get(table.position(column).orElseThrow()));
        }
        return epno(table, key);
    }
}
