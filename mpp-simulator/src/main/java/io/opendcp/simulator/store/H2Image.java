package io.opendcp.simulator.store;

import java.util.List;

/**
 * All that a database holds, apart from it: what copies and backups are made of.
 *
 * @param definitions that make its objects, in order, in H2's words
 * @param rows of all its tables
 */
public record H2Image(List<String> definitions, List<RowChange> rows) {
    public H2Image {
        definitions = List.copyOf(definitions);
        rows = List.copyOf(rows);
    }
}
