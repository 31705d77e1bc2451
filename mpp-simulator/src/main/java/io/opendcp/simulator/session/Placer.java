package io.opendcp.simulator.session;

import io.opendcp.protocol.distribution.ColumnHash;
import io.opendcp.protocol.distribution.Hash;
import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.HashSettings;
import io.opendcp.protocol.distribution.HashSettings.HighBytes;
import io.opendcp.protocol.distribution.RowIdLayout;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.catalog.TableDef;
import java.util.ArrayList;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.value.Value;

/**
 * Says on which EP a row of a hash table lives. Bytes above 0x7F count as signed, as the driver has it.
 */
final class Placer {
    private final ColumnHash hashing;
    private final RowIdLayout rowIds;

    Placer(MppSpec spec) {
        hashing = new ColumnHash(new HashSettings(spec.charset(), spec.caseSensitive(), HighBytes.SIGNED, true));
        rowIds = spec.rowIds();
    }

    /** The EP for these values of the distribution columns, in their order and types. */
    int epno(TableDef table, List<Value> key, SessionLocal h2) {
        Hash sum = Hash.ZERO;
        for (int i = 0; i < key.size(); i++) {
            String column = table.placement().columns().get(i);
            TypeSpec type =
                    table.columns().get(table.position(column).orElseThrow()).spec();
            sum = sum.plus(hashing.of(type.type(), Values.toJava(key.get(i), type, h2, rowIds)));
        }
        return new HashMapping(table.placement().map()).epno(sum);
    }

    /** The EP of a whole row, given in the table's order of columns. */
    int epnoOfRow(TableDef table, List<Value> row, SessionLocal h2) {
        List<Value> key = new ArrayList<>();
        for (String column : table.placement().columns()) {
            key.add(row.get(table.position(column).orElseThrow()));
        }
        return epno(table, key, h2);
    }
}
