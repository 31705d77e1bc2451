package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.MppSpec.HashMaps;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.Placement;
import io.opendcp.simulator.dialect.ColumnText;
import io.opendcp.simulator.dialect.ConstraintText;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.ReferenceText;
import io.opendcp.simulator.dialect.TableText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** From a distribution clause to where rows go. */
final class Placements {
    /** HASH takes up to 16 columns. Source: DM's MPP manual. */
    private static final int COLUMNS_MAX = 16;

    /** Longest hash map that is drawn, in multiples of the number of EPs. */
    private static final int MAP_ROUNDS_MAX = 8;

    private Placements() {}

    /** @throws DmException if the clause, or a key, does not fit the table */
    static Placement of(EpSession session, TableText table) {
        Placement placement = switch (table.clause().kind()) {
            case NONE, RANDOMLY -> Placement.RANDOMLY;
            case FULLY -> Placement.FULLY;
            case HASH -> hash(session, table);
        };
        if (table.temporary()) {
            return placement;
        }
        for (ColumnText column : table.columns()) {
            placement = fitting(session, table, placement, column.reference());
            if (column.unique()) {
                List<String> key = List.of(column.column().name());
                TableDefinitions.requireKeyFits(placement, key, session);
            }
        }
        for (ConstraintText constraint : table.constraints()) {
            placement = fitting(session, table, placement, constraint.reference());
            if (!constraint.key().isEmpty()) {
                TableDefinitions.requireKeyFits(placement, constraint.key(), session);
            }
        }
        return placement;
    }

    private static Placement fitting(
            EpSession session, TableText table, Placement placement, @Nullable ReferenceText reference) {
        return reference == null ? placement : References.fitting(session, table.name(), placement, reference);
    }

    private static Placement hash(EpSession session, TableText table) {
        List<String> columns = table.clause().columns();
        if (columns.size() > COLUMNS_MAX) {
            throw DmException.of(ErrorCode.LIMIT, "HASH", COLUMNS_MAX);
        }
        for (String name : columns) {
            ColumnDef column = table.columns().stream()
                    .map(ColumnText::column)
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> DmException.of(ErrorCode.INVALID_COLUMN, name));
            requireHashable(column);
        }
        return Placement.hash(columns, map(session.cluster(), table.name()));
    }

    private static void requireHashable(ColumnDef column) {
        switch (column.spec().type()) {
            case BLOB, CLOB, BIT, BINARY, VARBINARY, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, ROWID, BOOLEAN ->
                throw DmException.of(ErrorCode.NOT_SUPPORTED, "DISTRIBUTED BY " + column.typeName());
            default -> {}
        }
    }

    private static List<Integer> map(Cluster cluster, ObjectName table) {
        List<Integer> eps = List.copyOf(cluster.eps().keySet());
        if (cluster.spec().hashMaps() == HashMaps.IDENTITY || eps.size() == 1) {
            return eps;
        }
        SplittableRandom random = cluster.randomFor("hash map of " + table);
        int length = eps.size() * (1 + random.nextInt(MAP_ROUNDS_MAX)) + 1 + random.nextInt(eps.size() - 1);
        List<Integer> map = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            map.add(i < eps.size() ? eps.get(i) : eps.get(random.nextInt(eps.size())));
        }
        for (int i = length - 1; i > 0; i--) {
            Collections.swap(map, i, random.nextInt(i + 1));
        }
        return map;
    }
}
