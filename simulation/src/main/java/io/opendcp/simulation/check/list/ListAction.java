package io.opendcp.simulation.check.list;

import java.util.List;

/** A step of a transaction on a list. */
public sealed interface ListAction {
    int key();

    /** @param value nobody else ever appends it to this list */
    record Append(int key, int value) implements ListAction {
        @Override
        public String toString() {
            return "append " + value + " to " + key;
        }
    }

    /** @param values the whole list */
    record Read(int key, List<Integer> values) implements ListAction {
        public boolean endsWith(int value) {
            return !values.isEmpty() && values.get(values.size() - 1) == value;
        }

        @Override
        public String toString() {
            return "read " + key + " as " + values;
        }
    }
}
