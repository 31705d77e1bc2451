package io.opendcp.proxy.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of columns, and which columns have the values of which others. A source is a table, or a subquery, as it
 * stands in a statement; it has a number.
 */
final class Conditions {
    record Node(int source, String column) {}

    private final Map<Node, List<Term>> known = new LinkedHashMap<>();
    private final Map<Node, List<Node>> implied = new HashMap<>();
    private final Map<Integer, List<Integer>> sameColumns = new HashMap<>();

    /** The column has one of these values, in all rows that matter. Of two such lists the shorter one counts. */
    void know(Node node, List<Term> values) {
        List<Term> before = known.get(node);
        if (before == null || values.size() < before.size()) {
            known.put(node, List.copyOf(values));
        }
    }

    /** What is known of {@code from} is true of {@code to} too. */
    void imply(Node from, Node to) {
        implied.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
    }

    /** What is known of any named column of {@code from} is true of the same column of {@code to} too. */
    void implyColumns(int from, int to) {
        sameColumns.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
    }

    /** Draws all conclusions. Ends because a list is only ever replaced by a shorter one. */
    void conclude() {
        Deque<Node> open = new ArrayDeque<>(known.keySet());
        while (!open.isEmpty()) {
            Node from = open.removeFirst();
            implied.getOrDefault(from, List.of()).forEach(to -> conclude(from, to, open));
            if (from.column().charAt(0) != '#') {
                sameColumns
                        .getOrDefault(from.source(), List.of())
                        .forEach(to -> conclude(from, new Node(to, from.column()), open));
            }
        }
    }

    private void conclude(Node from, Node to, Deque<Node> open) {
        List<Term> before = known.get(to);
        know(to, known.getOrDefault(from, List.of()));
        if (before != known.get(to)) {
            open.add(to);
        }
    }

    /** What is known of the columns of each source. */
    Map<Integer, Map<String, List<Term>>> bySource() {
        Map<Integer, Map<String, List<Term>>> found = new HashMap<>();
        known.forEach((node, values) ->
                found.computeIfAbsent(node.source(), key -> new HashMap<>()).put(node.column(), values));
        return found;
    }
}
