package io.opendcp.simulator.session;

import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.plan.KeyValues;
import io.opendcp.simulator.plan.Need;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.h2.engine.SessionLocal;
import org.h2.value.Value;

/** Which EPs can hold rows that a need asks for. */
final class Router {
    /** Most combinations of key values looked at; with more, all EPs count. */
    private static final int KEYS_MAX = 1000;

    private final Cluster cluster;
    private final Placer placer;

    Router(Cluster cluster) {
        this.cluster = cluster;
        this.placer = new Placer(cluster.spec());
    }

    Placer placer() {
        return placer;
    }

    /**
     * The EPs among {@code visible}; of a FULLY table the session's own.
     *
     * @param h2 the session whose statement has its parameters set
     */
    Set<Integer> eps(TableDef table, Need need, List<Integer> visible, int own, SessionLocal h2) {
        if (table.placement().isFully()) {
            return Set.of(own);
        }
        if (!table.placement().isHash()) {
            return new LinkedHashSet<>(visible);
        }
        List<List<Value>> keys = new ArrayList<>();
        keys.add(List.of());
        for (String column : table.placement().columns()) {
            Optional<List<Value>> values = KeyValues.of(need, column, h2);
            if (values.isEmpty() || keys.size() * (long) values.get().size() > KEYS_MAX) {
                return new LinkedHashSet<>(visible);
            }
            keys = combined(keys, values.get());
        }
        Set<Integer> eps = new LinkedHashSet<>();
        keys.forEach(key -> eps.add(placer.epno(table, key, h2)));
        eps.retainAll(visible);
        return eps;
    }

    private static List<List<Value>> combined(List<List<Value>> keys, List<Value> values) {
        List<List<Value>> longer = new ArrayList<>();
        for (List<Value> key : keys) {
            for (Value value : values) {
                List<Value> next = new ArrayList<>(key);
                next.add(value);
                longer.add(next);
            }
        }
        return longer;
    }

    /** The EP for a new row: by its key, else in turn; {@code own} where the session sees only that. */
    int epForNew(TableDef table, List<Value> row, List<Integer> visible, SessionLocal h2) {
        return table.placement().isHash()
                ? placer.epnoOfRow(table, row, h2)
                : cluster.turn(table.name().sql(), visible);
    }
}
