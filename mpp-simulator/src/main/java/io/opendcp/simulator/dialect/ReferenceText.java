package io.opendcp.simulator.dialect;

import java.util.List;

/**
 * What follows REFERENCES in a constraint.
 *
 * @param own the columns that refer
 * @param table the table referred to
 * @param theirs its columns; empty for those of its primary key
 * @param actions ON DELETE and ON UPDATE as H2 writes them, or empty
 */
public record ReferenceText(List<String> own, ObjectName table, List<String> theirs, String actions) {

    /** Reads from behind the word REFERENCES. */
    static ReferenceText read(Text text, List<String> own, String currentSchema) {
        ObjectName table = text.objectName().in(currentSchema);
        List<String> theirs = text.peek().isSymbol("(") ? ConstraintText.columns(text) : List.of();
        StringBuilder actions = new StringBuilder();
        while (text.accept("ON")) {
            String event = text.name();
            String action = text.name();
            if (action.equals("NO") || action.equals("SET")) {
                action += " " + text.name();
            }
            actions.append(" ON ").append(event).append(' ').append(action);
        }
        return new ReferenceText(own, table, theirs, actions.toString());
    }

    /** Whether rows that refer get other values when theirs goes. */
    public boolean sets() {
        return actions.contains(" SET ");
    }

    String h2() {
        return "REFERENCES " + table.sql() + (theirs.isEmpty() ? "" : ConstraintText.list(theirs)) + actions;
    }
}
