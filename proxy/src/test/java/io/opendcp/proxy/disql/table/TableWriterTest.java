package io.opendcp.proxy.disql.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.proxy.disql.table.TableFormat.ColumnFormat;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableWriterTest {
    private static final Column NAME = new Column("NAME", Types.VARCHAR, "VARCHAR", 128, 0, 128, true);
    private static final Column IP = new Column("IP", Types.VARCHAR, "VARCHAR", 64, 0, 64, true);
    private static final Column PORT = new Column("PORT", Types.INTEGER, "INTEGER", 10, 0, 11, true);

    private final List<String> printed = new ArrayList<>();
    private final Map<String, ColumnFormat> columns = new HashMap<>();
    private boolean wrap = true;

    private record Given(List<Column> columns, Iterator<List<@Nullable String>> rows) implements Rows {
        @Override
        public @Nullable List<@Nullable String> next() {
            return rows.hasNext() ? rows.next() : null;
        }
    }

    private TableFormat format(String lineName, boolean heading, int pageLines, int lineSize) {
        return new TableFormat(lineName, heading, 1, pageLines, " ", true, true, lineSize, wrap, columns);
    }

    private long write(TableFormat format, List<Column> of, List<List<@Nullable String>> rows) {
        printed.clear();
        try {
            return new TableWriter(format, printed::add).write(new Given(of, rows.iterator()));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    /** Manual 6.1.7, as DIsql lays it out. */
    @Test
    void the_manuals_table_looks_as_disql_shows_it() {
        long rows = write(
                format("行号", true, 14, 0),
                List.of(NAME, IP, PORT),
                List.of(row("MPP_EP01", "192.168.0.1", "5236"), row("MPP_EP02", "192.168.0.2", "5237")));

        assertThat(rows).isEqualTo(2);
        assertThat(printed)
                .containsExactly(
                        "",
                        "行号       NAME     IP          PORT",
                        "---------- -------- ----------- -----------",
                        "1          MPP_EP01 192.168.0.1 5236",
                        "2          MPP_EP02 192.168.0.2 5237");
    }

    @Test
    void chinese_characters_take_two_columns() {
        write(format("行号", true, 0, 0), List.of(NAME, IP), List.of(row("达梦", "x"), row("abc", "y")));

        assertThat(printed)
                .containsExactly("", "行号       NAME IP", "---------- ---- --", "1          达梦 x", "2          abc  y");
    }

    @Test
    void null_is_shown_and_floats_are_scientific() {
        Column d = new Column("D", Types.DOUBLE, "DOUBLE", 53, 0, 53, true);
        Column b = new Column("B", Types.VARBINARY, "VARBINARY", 10, 0, 20, true);

        write(
                format("", false, 0, 0),
                List.of(b, d),
                List.of(
                        row(null, "11.0"),
                        row("0A0B", "-0.00125"),
                        row("", "0.0"),
                        row("FF", "1e100"),
                        row("FF", "NaN"),
                        row("FF", null)));

        assertThat(printed)
                .containsExactly(
                        "",
                        "NULL   1.1E+01",
                        "0x0A0B -1.25E-03",
                        "0x     0E+00",
                        "0xFF   1E+100",
                        "0xFF   NaN",
                        "0xFF   NULL");
    }

    @Test
    void the_heading_comes_again_on_each_page() {
        List<List<@Nullable String>> rows =
                IntStream.rangeClosed(1, 25).mapToObj(i -> row("" + i)).toList();

        assertThat(write(format("LINEID", true, 14, 0), List.of(PORT), rows)).isEqualTo(25);

        assertThat(printed).hasSize(3 * 3 + 25);
        assertThat(printed.get(13)).isEqualTo("11         11");
        assertThat(printed.subList(14, 17)).containsExactly("", "LINEID     PORT", "---------- -----------");
        assertThat(printed.get(17)).isEqualTo("12         12");
    }

    @Test
    void without_rows_nothing_is_printed() {
        assertThat(write(format("行号", true, 14, 0), List.of(PORT), List.of())).isZero();
        assertThat(printed).isEmpty();
    }

    @Test
    void more_rows_than_are_looked_at_are_printed_too() {
        List<List<@Nullable String>> rows = IntStream.rangeClosed(1, TableWriter.LOOKED_AT + 1)
                .mapToObj(i -> row(i > TableWriter.LOOKED_AT ? "longer than seen" : "x", "y"))
                .toList();

        assertThat(write(format("", false, 0, 0), List.of(NAME, IP), rows)).isEqualTo(TableWriter.LOOKED_AT + 1);
        assertThat(printed.get(1)).isEqualTo("x    y");
        assertThat(printed.get(TableWriter.LOOKED_AT + 1)).isEqualTo("longer than seen y");
    }

    @Test
    void a_said_width_folds_values_and_a_said_heading_replaces_the_label() {
        columns.put("NAME", new ColumnFormat("名称", 5, true));

        write(format("行号", true, 0, 0), List.of(NAME, PORT), List.of(row("达梦数据库", "1"), row("a\nb", "2")));

        assertThat(printed)
                .containsExactly(
                        "",
                        "行号       名称  PORT",
                        "---------- ----- -----------",
                        "1          达梦  1",
                        "           数据  ",
                        "           库    ",
                        "2          a     2",
                        "           b     ");
    }

    @Test
    void a_format_that_is_off_does_not_count() {
        columns.put("NAME", new ColumnFormat("名称", 2, false));

        write(format("", true, 0, 0), List.of(NAME), List.of(row("abcdef")));

        assertThat(printed).containsExactly("", "NAME", "------", "abcdef");
    }

    @Test
    void long_lines_are_folded_or_cut() {
        write(format("", false, 0, 4), List.of(NAME, PORT), List.of(row("ab", "12345")));
        assertThat(printed).containsExactly("", "ab  ", " 123", "45");

        wrap = false;
        write(format("", false, 0, 4), List.of(NAME, PORT), List.of(row("ab", "12345")));
        assertThat(printed).containsExactly("", "ab  ");
    }

    @Test
    void types_are_told_as_declared() {
        assertThat(NAME.declared()).isEqualTo("VARCHAR(128)");
        assertThat(PORT.declared()).isEqualTo("INTEGER");
        assertThat(new Column("C", Types.DECIMAL, "DECIMAL", 10, 2, 12, true).declared())
                .isEqualTo("DECIMAL(10, 2)");
        assertThat(new Column("C", Types.DECIMAL, "DECIMAL", 10, 0, 12, true).declared())
                .isEqualTo("DECIMAL(10)");
        assertThat(new Column("C", Types.NUMERIC, "NUMBER", 0, 0, 39, true).declared())
                .isEqualTo("NUMBER");
        assertThat(new Column("C", Types.TIMESTAMP, "TIMESTAMP", 26, 6, 26, true).declared())
                .isEqualTo("TIMESTAMP(6)");
    }
}
