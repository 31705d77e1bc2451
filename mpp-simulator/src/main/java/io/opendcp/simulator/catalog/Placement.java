package io.opendcp.simulator.catalog;

import java.util.List;

/**
 * How a table's rows are spread, as its definition says.
 *
 * @param columns names of the distribution columns of {@link Kind#HASH}, in order
 * @param map hash map: EP numbers, indexed by hash modulo its length
 */
public record Placement(Kind kind, List<String> columns, List<Integer> map) {
    /** The kinds that are served. */
    public enum Kind {
        RANDOMLY,
        FULLY,
        HASH
    }

    public static final Placement RANDOMLY = new Placement(Kind.RANDOMLY, List.of(), List.of());
    public static final Placement FULLY = new Placement(Kind.FULLY, List.of(), List.of());

    public static Placement hash(List<String> columns, List<Integer> map) {
        return new Placement(Kind.HASH, List.copyOf(columns), List.copyOf(map));
    }

    public boolean isFully() {
        return kind == Kind.FULLY;
    }

    public boolean isHash() {
        return kind == Kind.HASH;
    }

    /** The same after a column got another name. */
    public Placement renamed(String from, String to) {
        return new Placement(
                kind,
                columns.stream().map(name -> name.equals(from) ? to : name).toList(),
                map);
    }
}
