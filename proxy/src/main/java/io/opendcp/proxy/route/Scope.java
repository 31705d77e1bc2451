package io.opendcp.proxy.route;

import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.proxy.route.Conditions.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** The sources that a query's columns can come from, within those of the queries around it. */
final class Scope {
    private final @Nullable Scope outer;
    private final Map<String, Integer> named = new HashMap<>();
    private final Map<String, Integer> common = new HashMap<>();
    private final List<Integer> sources = new ArrayList<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** Adds a source, under the name that columns call it by. */
    void add(@Nullable String name, int source) {
        sources.add(source);
        if (name != null) {
            named.putIfAbsent(name, source);
        }
    }

    /** Adds a query that WITH has named. */
    void addCommon(String name, int source) {
        common.put(name, source);
    }

    /** Numbers of the sources of this query alone. */
    Set<Integer> own() {
        return new HashSet<>(sources);
    }

    /** The query that WITH has given this name, here or outside; null if none. */
    @Nullable
    Integer common(String name) {
        Integer found = common.get(name);
        return found != null || outer == null ? found : outer.common(name);
    }

    /** The source that columns call {@code name}; null if none. */
    @Nullable
    Integer source(String name) {
        Integer found = named.get(name);
        return found != null || outer == null ? found : outer.source(name);
    }

    /**
     * Where a column comes from: of one without the name of a source, all sources of this query, as no two of them can
     * have a column of that name in a valid statement.
     */
    List<Node> nodes(Column column) {
        String name = folded(column.getColumnName());
        if (column.getTable() == null || column.getTable().getName() == null) {
            return sources.stream().map(source -> new Node(source, name)).toList();
        }
        Integer source = source(folded(column.getTable().getName()));
        return source == null ? List.of() : List.of(new Node(source, name));
    }

    /** A name as it is meant: in upper case, or without its quotes. */
    static String folded(String written) {
        SqlScanner scanner = new SqlScanner(written);
        return scanner.next() && scanner.end() == written.length() ? scanner.name() : written;
    }
}
