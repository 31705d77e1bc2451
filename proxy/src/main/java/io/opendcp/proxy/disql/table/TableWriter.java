package io.opendcp.proxy.disql.table;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows as DIsql does: a column of row numbers, dashes under the headings, the heading again on each page. The
 * width of texts is that of the widest among the first {@link #LOOKED_AT} rows; later ones that are wider stand out.
 */
public final class TableWriter {
    /** Rows that are read before the first is printed. */
    static final int LOOKED_AT = 1000;

    private static final int LINE_NAME_WIDTH = 10;

    private final TableFormat format;
    private final Consumer<String> out;
    private final List<Integer> widths = new ArrayList<>();
    private long rows;
    private int pageLine;

    /** @param out takes line by line */
    public TableWriter(TableFormat format, Consumer<String> out) {
        this.format = format;
        this.out = out;
    }

    /** Prints all of {@code rows}, nothing if there are none; returns how many. */
    public long write(Rows source) throws SQLException {
        List<Column> columns = source.columns();
        List<List<String>> first = new ArrayList<>();
        List<String> row = null;
        while (first.size() < LOOKED_AT && (row = cells(source)) != null) {
            first.add(row);
        }
        for (int i = 0; i < columns.size(); i++) {
            widths.add(width(columns.get(i), i, first));
        }
        first.forEach(each -> print(columns, each));
        while (row != null && (row = cells(source)) != null) {
            print(columns, row);
        }
        return rows;
    }

    private @Nullable List<String> cells(Rows source) throws SQLException {
        List<@Nullable String> values = source.next();
        if (values == null) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            cells.add(Cell.text(source.columns().get(i), values.get(i), format));
        }
        return cells;
    }

    private int width(Column column, int index, List<List<String>> first) {
        int said = format.of(column).width();
        if (said > 0) {
            return said;
        }
        int widest = column.fixedWidth() ? column.width() : 1;
        for (List<String> row : first) {
            for (String piece : TextWidth.pieces(row.get(index), Integer.MAX_VALUE)) {
                widest = Math.max(widest, TextWidth.of(piece));
            }
        }
        return Math.max(widest, TextWidth.of(heading(column)));
    }

    private void print(List<Column> columns, List<String> row) {
        if (rows == 0 || format.pageLines() > 0 && pageLine >= format.pageLines()) {
            page(columns);
        }
        rows++;
        List<List<String>> pieces = new ArrayList<>();
        int lines = 1;
        for (int i = 0; i < row.size(); i++) {
            List<String> cell = pieces(columns.get(i), row.get(i), widths.get(i));
            pieces.add(cell);
            lines = Math.max(lines, cell.size());
        }
        for (int line = 0; line < lines; line++) {
            List<String> texts = new ArrayList<>();
            for (List<String> cell : pieces) {
                texts.add(line < cell.size() ? cell.get(line) : "");
            }
            line(line == 0 ? Long.toString(rows) : "", texts);
        }
    }

    private List<String> pieces(Column column, String cell, int width) {
        int limit = format.of(column).width() > 0 ? width : Integer.MAX_VALUE;
        List<String> pieces = TextWidth.pieces(cell, limit);
        return format.wrap() ? pieces : pieces.subList(0, 1);
    }

    private void page(List<Column> columns) {
        pageLine = 0;
        for (int i = 0; i < format.blankLines(); i++) {
            print("");
        }
        if (format.heading()) {
            line(format.lineName(), columns.stream().map(this::heading).toList());
            line("-".repeat(LINE_NAME_WIDTH), widths.stream().map("-"::repeat).toList());
        }
    }

    private String heading(Column column) {
        String said = format.of(column).heading();
        return said.isEmpty() ? column.label() : said;
    }

    /** Nothing is put behind the last text. */
    private void line(String number, List<String> texts) {
        StringBuilder line = new StringBuilder();
        if (!format.lineName().isEmpty()) {
            line.append(TextWidth.pad(number, LINE_NAME_WIDTH)).append(format.separator());
        }
        for (int i = 0; i < texts.size(); i++) {
            boolean last = i == texts.size() - 1;
            line.append(last ? texts.get(i) : TextWidth.pad(texts.get(i), widths.get(i)) + format.separator());
        }
        if (format.lineSize() == 0) {
            print(line.toString());
            return;
        }
        List<String> folded = TextWidth.pieces(line.toString(), format.lineSize());
        (format.wrap() ? folded : folded.subList(0, 1)).forEach(this::print);
    }

    private void print(String line) {
        pageLine++;
        out.accept(line);
    }
}
