package io.opendcp.simulator.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table as monitors print it: columns two blanks apart, no lines. */
public final class TextTable {
    private TextTable() {}

    /** @param indent before each line */
    public static String of(int indent, List<String> heads, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(Collections.singletonList(heads));
        all.addAll(rows);
        int[] widths = IntStream.range(0, heads.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream().map(row -> " ".repeat(indent) + line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
