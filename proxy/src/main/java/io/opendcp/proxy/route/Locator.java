package io.opendcp.proxy.route;

import io.opendcp.protocol.distribution.ColumnHash;
import io.opendcp.protocol.distribution.Conversion;
import io.opendcp.protocol.distribution.Hash;
import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.distribution.TableDistribution.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the one EP that holds all rows that a statement is about, once its tables and values are known. Manual 3.5. */
final class Locator {
    /** Most keys that are hashed for one request. */
    static final int MOST_KEYS = 1 << 16;

    /** A table, and the values that each of its distribution columns can have. */
    private record Keyed(TableDistribution table, boolean stored, List<List<Term>> keys) {}

    private final ColumnHash hashing;
    private final Values values;
    /** The EP of all keys so far; null before the first. */
    private @Nullable Integer epno;

    private int hashed;

    private Locator(ColumnHash hashing, Values values) {
        this.hashing = hashing;
        this.values = values;
    }

    /**
     * @param tables the distribution of each table of the plan, in its order
     */
    static Route locate(Plan plan, List<@Nullable TableDistribution> tables, Values values, ColumnHash hashing) {
        List<Keyed> keyed = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            TableDistribution table = tables.get(i);
            RouteReason refused =
                    table == null ? RouteReason.UNKNOWN_TABLE : add(plan.uses().get(i), table, keyed);
            if (refused != null) {
                return Route.any(refused);
            }
        }
        if (keyed.isEmpty()) {
            return Route.any(tables.isEmpty() ? RouteReason.NOTHING : RouteReason.COPIED);
        }
        return new Locator(hashing, values).locate(keyed);
    }

    /** Adds a table whose rows are on certain EPs; tells why not if that cannot be said of it. */
    private static @Nullable RouteReason add(Use use, TableDistribution table, List<Keyed> keyed) {
        if (table.kind() != Kind.HASH) {
            return table.kind() == Kind.FULLY ? null : RouteReason.OTHER_KIND;
        }
        List<List<Term>> keys = new ArrayList<>();
        for (int key : table.keys()) {
            String column = table.columns().get(key).name();
            List<Term> known = use.known().get(column);
            if (known == null) {
                known = use.known().get(Use.position(key));
            }
            if (known == null) {
                return RouteReason.NO_KEY;
            }
            if (use.updated().contains(column)) {
                return RouteReason.KEY_CHANGED;
            }
            keys.add(known);
        }
        keyed.add(new Keyed(table, use.stored(), keys));
        return null;
    }

    private Route locate(List<Keyed> keyed) {
        for (int row = 0; row < values.rows(); row++) {
            for (Keyed each : keyed) {
                RouteReason refused = place(each, 0, row, Hash.ZERO);
                if (refused != null) {
                    return Route.any(refused);
                }
            }
        }
        if (!values.whole()) {
            return Route.any(RouteReason.TOO_MANY_VALUES);
        }
        return epno == null ? Route.any(RouteReason.NOTHING) : new Route(epno, RouteReason.ONE_EP);
    }

    /** Goes on with distribution column number {@code key}, over all combinations of values. */
    private @Nullable RouteReason place(Keyed keyed, int key, int row, Hash sum) {
        if (key == keyed.keys().size()) {
            return arrive(Objects.requireNonNull(keyed.table().map(), "a HASH table's map"), sum);
        }
        TableDistribution.Column column = keyed.table().key(key);
        for (Term term : keyed.keys().get(key)) {
            Object value = values.value(row, term);
            if (value == null && !keyed.stored() && term.mark() != Term.NULL) {
                continue; // nothing equals NULL
            }
            if (value != null) {
                Conversion conversion = keyed.stored() ? Conversion.STORED : Conversion.COMPARED;
                Optional<Object> converted =
                        value == Values.UNKNOWN ? Optional.empty() : conversion.to(column.type(), value);
                if (converted.isEmpty()) {
                    return RouteReason.UNKNOWN_VALUE;
                }
                value = converted.get();
            }
            Hash hash = hashing.of(column.type().type(), value);
            RouteReason refused = place(keyed, key + 1, row, sum.plus(hash));
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private @Nullable RouteReason arrive(HashMapping map, Hash hash) {
        if (++hashed > MOST_KEYS) {
            return RouteReason.TOO_MANY_VALUES;
        }
        if (!map.sure(hash)) {
            return RouteReason.UNKNOWN_VALUE;
        }
        int here = map.epno(hash);
        if (epno != null && epno != here) {
            return RouteReason.SEVERAL_EPS;
        }
        epno = here;
        return null;
    }
}
