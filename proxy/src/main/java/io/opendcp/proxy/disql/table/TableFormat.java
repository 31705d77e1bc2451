package io.opendcp.proxy.disql.table;

import java.util.Map;

/**
 * How tables are to look; each of DIsql's SET variables of that name.
 *
 * @param lineName heading of the column of row numbers; empty for none
 * @param pageLines lines of a page with its heading; 0 for one page without end
 * @param blankLines before each page
 * @param scientific whether floating point numbers are shown as 1.1E+01
 * @param lineSize columns of a line; 0 without end
 * @param columns what was said about single columns, by label
 */
public record TableFormat(
        String lineName,
        boolean heading,
        int blankLines,
        int pageLines,
        String separator,
        boolean nullShown,
        boolean scientific,
        int lineSize,
        boolean wrap,
        Map<String, ColumnFormat> columns) {

    /**
     * @param heading instead of the label; empty for the label
     * @param width 0 as without
     * @param on whether it counts at all
     */
    public record ColumnFormat(String heading, int width, boolean on) {
        public static final ColumnFormat NONE = new ColumnFormat("", 0, true);
    }

    ColumnFormat of(Column column) {
        ColumnFormat said = columns.getOrDefault(column.label(), ColumnFormat.NONE);
        return said.on() ? said : ColumnFormat.NONE;
    }
}
