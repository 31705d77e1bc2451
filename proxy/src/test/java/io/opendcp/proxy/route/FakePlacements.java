package io.opendcp.proxy.route;

import io.opendcp.protocol.distribution.ColumnHash;
import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.HashSettings;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.distribution.TableDistribution.Column;
import io.opendcp.protocol.distribution.TableDistribution.Kind;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tables that are known from the start. */
final class FakePlacements implements Placements {
    static final ColumnHash HASHING = new ColumnHash(HashSettings.uncalibrated(StandardCharsets.UTF_8, true));

    final Map<String, TableDistribution> tables = new HashMap<>();
    final List<String> forgotten = new ArrayList<>();

    static Column number(String name) {
        return new Column(name, new TypeSpec(DmType.INTEGER, 4, 0));
    }

    static Column text(String name) {
        return new Column(name, new TypeSpec(DmType.VARCHAR, 100, 0));
    }

    /** The keys are the first {@code keys} columns. */
    void hash(String table, HashMapping map, int keys, Column... columns) {
        List<Integer> places = java.util.stream.IntStream.range(0, keys).boxed().toList();
        tables.put(table, TableDistribution.hash(List.of(columns), places, map));
    }

    void keyless(String table, Kind kind) {
        tables.put(table, TableDistribution.keyless(kind, List.of(number("K"), number("V"))));
    }

    @Override
    public void find(String schema, String table, Consumer<@Nullable TableDistribution> told) {
        told.accept(tables.get(schema + "." + table));
    }

    @Override
    public void forget(String schema, String table) {
        forgotten.add(schema + "." + table);
    }

    @Override
    public void forgetAll() {
        forgotten.add("*");
    }
}
