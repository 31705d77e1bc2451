package io.opendcp.protocol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes a {@link Shape} down, token by token. */
final class Shaper {
    /** Types and functions whose bracketed numbers are no values. */
    private static final Set<String> SIZED = Set.of(
            "CHAR",
            "CHARACTER",
            "VARCHAR",
            "VARCHAR2",
            "NVARCHAR2",
            "DECIMAL",
            "DEC",
            "NUMERIC",
            "NUMBER",
            "BINARY",
            "VARBINARY",
            "RAW",
            "FLOAT",
            "TIME",
            "TIMESTAMP",
            "DATETIME");

    private static final Set<String> DATED = Set.of("DATE", "TIME", "TIMESTAMP", "DATETIME");

    private final StringBuilder text;
    private final List<Slot> slots = new ArrayList<>();
    private String last = "";
    private int depth;
    private boolean inSize;
    private boolean inRows;

    Shaper(int length) {
        text = new StringBuilder(length + length / 4);
    }

    void add(SqlScanner token, int parameter) {
        switch (token.kind()) {
            case WORD -> word(token.name());
            case STRING -> string(Literals.text(token.text()));
            case NUMBER -> number(token.text());
            case HEX -> slot(new Slot.Unread());
            case PARAMETER, NAMED_PARAMETER -> slot(new Slot.Parameter(parameter));
            case SYMBOL -> symbol(token.text());
            default -> write(token.text());
        }
    }

    private void word(String word) {
        if (inRows && depth == 1 && word.equals("NULL") && (last.equals("(") || last.equals(","))) {
            slot(new Slot.Literal(null));
            return;
        }
        inRows |= depth == 0 && word.equals("VALUES");
        write(word);
    }

    private void string(String value) {
        if (DATED.contains(last)) {
            text.setLength(text.length() - last.length());
            Slot slot = Literals.dated(last, value);
            trim();
            slot(slot);
        } else {
            slot(new Slot.Literal(value));
        }
    }

    private void number(String token) {
        if (inSize) {
            write(token);
            return;
        }
        boolean signed = last.equals("signed-") || last.equals("signed+");
        boolean negative = last.equals("signed-");
        if (signed) {
            text.setLength(text.length() - 1);
            trim();
        }
        slot(Literals.number(token, negative));
    }

    private void symbol(String mark) {
        boolean begins = last.equals("(") || last.equals(",") || last.equals("=");
        String before = last;
        write(mark);
        switch (mark) {
            case "(" -> {
                depth++;
                inSize = SIZED.contains(before);
            }
            case ")" -> {
                depth--;
                inSize = false;
            }
            case "-", "+" -> last = begins ? "signed" + mark : mark;
            default -> {}
        }
    }

    private void slot(Slot slot) {
        slots.add(slot);
        write("?");
    }

    private void write(String token) {
        if (!text.isEmpty() && !token.equals(".") && !last.equals(".")) {
            text.append(' ');
        }
        text.append(token);
        last = token;
    }

    private void trim() {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    Shape shape(boolean insert) {
        String written = text.toString();
        return insert ? Shape.folded(written, slots) : new Shape(written, 1, slots);
    }
}
