package io.opendcp.proxy.route;

import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.TokenKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a DDL text is about, by its first words.
 *
 * @param verb CREATE, DROP, TRUNCATE and so on
 * @param object TABLE, VIEW and so on
 * @param schema as written, or null
 * @param whole whether nothing follows that could make it be about less than the whole object
 */
record Definition(String verb, String object, @Nullable String schema, String name, boolean whole) {
    private static final Set<String> BETWEEN =
            Set.of("OR", "REPLACE", "GLOBAL", "LOCAL", "TEMPORARY", "PUBLIC", "FORCE", "BODY", "IF", "NOT", "EXISTS");

    private static final Set<String> OBJECTS =
            Set.of("TABLE", "VIEW", "SYNONYM", "PROCEDURE", "FUNCTION", "PACKAGE", "TRIGGER");

    private static final Set<String> BEHIND = Set.of("CASCADE", "RESTRICT", "CONSTRAINTS", "PURGE");

    /** Reads the beginning of a text; null if it names none of these objects. */
    static @Nullable Definition of(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        String verb = next(scanner) ? scanner.name() : "";
        String object = "";
        while (next(scanner) && scanner.kind() == TokenKind.WORD && !ended(object, scanner)) {
            String word = scanner.name();
            if (object.isEmpty() && OBJECTS.contains(word)) {
                object = word;
            } else if (!BETWEEN.contains(word)) {
                return null;
            }
        }
        if (object.isEmpty() || !Facts.isName(scanner)) {
            return null;
        }
        String name = scanner.name();
        String schema = null;
        boolean more = scanner.nextSignificant();
        if (more && scanner.isSymbol('.')) {
            if (!next(scanner)) {
                return null;
            }
            schema = name;
            name = scanner.name();
            more = scanner.nextSignificant();
        }
        return new Definition(verb, object, schema, name, !more || ends(scanner));
    }

    private static boolean next(SqlScanner scanner) {
        return scanner.nextSignificant() && Facts.isName(scanner);
    }

    /** Whether the word at hand is the object's name. */
    private static boolean ended(String object, SqlScanner scanner) {
        return !object.isEmpty() && !BETWEEN.contains(scanner.name());
    }

    private static boolean ends(SqlScanner scanner) {
        boolean more = true;
        while (more && (scanner.isSymbol(';') || Facts.isName(scanner) && BEHIND.contains(scanner.name()))) {
            more = scanner.nextSignificant();
        }
        return !more;
    }

    /** Whether it empties a table for good as far as its session goes. */
    boolean empties() {
        return (verb.equals("DROP") || verb.equals("TRUNCATE")) && object.equals("TABLE") && whole;
    }

    /** Whether that table is not there any more after it. */
    boolean drops() {
        return empties() && verb.equals("DROP");
    }

    /** Whether it makes something that may stand for a table, or use one. */
    boolean standsForOthers() {
        return verb.equals("CREATE") && !object.equals("TABLE");
    }
}
