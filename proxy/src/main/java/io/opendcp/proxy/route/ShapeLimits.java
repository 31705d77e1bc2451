package io.opendcp.proxy.route;

import io.opendcp.protocol.sql.SqlScanner;

/** What the parser is spared: its time and its stack grow with these. */
final class ShapeLimits {
    /** Characters of a shape. */
    static final int MOST_CHARS = 16 * 1024;
    /** Brackets and CASEs within each other. */
    static final int MOST_NESTED = 40;
    /** Columns of a table; DM's limit. */
    static final int MOST_COLUMNS = 2048;

    /** Tables of a statement that are looked up. */
    static final int MOST_TABLES = 64;

    private ShapeLimits() {}

    static boolean allow(String shape) {
        if (shape.length() > MOST_CHARS) {
            return false;
        }
        SqlScanner scanner = new SqlScanner(shape);
        int depth = 0;
        int deepest = 0;
        while (scanner.nextSignificant()) {
            if (scanner.isSymbol('(') || scanner.is("CASE")) {
                deepest = Math.max(deepest, ++depth);
            } else if (scanner.isSymbol(')') || scanner.is("END")) {
                depth--;
            }
        }
        return deepest <= MOST_NESTED;
    }

    /** How many SELECTs are in it. */
    static int queries(String shape) {
        SqlScanner scanner = new SqlScanner(shape);
        int count = 0;
        while (scanner.nextSignificant()) {
            count += scanner.is("SELECT") ? 1 : 0;
        }
        return count;
    }
}
