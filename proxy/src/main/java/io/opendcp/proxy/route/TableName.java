package io.opendcp.proxy.route;

import io.opendcp.protocol.sql.SqlScanner;
import org.jspecify.annotations.Nullable;

/** Finds what may be names of tables in a DDL text. */
final class TableName {
    /** Names that are looked at: those that a DDL statement is about stand at its beginning. */
    private static final int MOST = 16;

    /** Takes a name. */
    interface Taker {
        void take(@Nullable String schema, String table);
    }

    private TableName() {}

    /** Gives all words that stand before the first bracket, as far as they are few, keywords among them. */
    static void scan(SqlScanner scanner, Taker taker) {
        String schema = null;
        String name = null;
        boolean point = false;
        int names = 0;
        while (scanner.nextSignificant() && names < MOST && !scanner.isSymbol('(')) {
            if (scanner.isSymbol('.')) {
                point = true;
            } else if (Facts.isName(scanner)) {
                if (name != null && !point) {
                    taker.take(schema, name);
                    names++;
                }
                schema = point ? name : null;
                name = scanner.name();
                point = false;
            }
        }
        if (name != null) {
            taker.take(schema, name);
        }
    }
}
