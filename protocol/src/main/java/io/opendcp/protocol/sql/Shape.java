package io.opendcp.protocol.sql;

import java.util.List;

/**
 * A text without what differs from one execution to the next: literals and parameters are {@code ?}, comments are gone,
 * unquoted words are in upper case, and one blank stands between tokens (none around a point). Of the rows of an INSERT
 * that look alike only the first is left.
 *
 * @param text such as {@code SELECT A FROM T WHERE K = ?}
 * @param rows how many rows the first {@code (?, ...)} of an INSERT stands for, else 1
 * @param slots what the marks stand for, in order; {@code rows} times as many as there are marks
 */
public record Shape(String text, int rows, List<Slot> slots) {
    private static final String VALUES = " VALUES ";

    public Shape {
        slots = List.copyOf(slots);
    }

    /** Number of {@code ?} in the text. */
    public int marks() {
        return slots.size() / rows;
    }

    /** What mark number {@code mark} stands for in a row. Both count from 0. */
    public Slot slot(int row, int mark) {
        return slots.get(row * marks() + mark);
    }

    /** Folds the rows of an INSERT, if all are brackets of marks alone and as many in each. */
    static Shape folded(String text, List<Slot> slots) {
        int values = text.indexOf(VALUES);
        int open = values + VALUES.length();
        int close = text.indexOf(')', open);
        if (values < 0 || close < 0 || text.indexOf('?') < open) {
            return new Shape(text, 1, slots);
        }
        String row = text.substring(open, close + 1);
        String next = " , " + row;
        int at = close + 1;
        int rows = 1;
        while (text.startsWith(next, at)) {
            at += next.length();
            rows++;
        }
        boolean marksOnly = row.chars().allMatch(c -> "( ?,)".indexOf(c) >= 0) && at == text.length();
        return marksOnly && slots.size() % rows == 0
                ? new Shape(text.substring(0, close + 1), rows, slots)
                : new Shape(text, 1, slots);
    }
}
