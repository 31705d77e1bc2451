package io.opendcp.proxy.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The temporary tables whose rows outlive their transaction (ON COMMIT PRESERVE ROWS), and what stands for them, by name. Texts
 * say in which schema a name is, or do not; so a name means all of its schemas. Confined to one thread.
 */
final class TemporaryTables {
    /** Most that are known. */
    private static final int MOST = 100_000;

    /** Where the rows of what has this "schema" are cannot be told: a view, a synonym, a program. */
    private static final String ELSEWHERE = "";

    private final Map<String, Set<String>> schemas = new HashMap<>();

    /** Their names, a view. */
    Set<String> names() {
        return schemas.keySet();
    }

    /** The rows of this one are their session's. */
    void learn(String schema, String table) {
        if (schemas.size() < MOST) {
            schemas.computeIfAbsent(table, any -> new HashSet<>(1)).add(schema);
        }
    }

    /** Whoever uses this uses such a table. */
    void learnUser(String name) {
        learn(ELSEWHERE, name);
    }

    /** The one schema in which a name is known; null if there is none, or several, or the name stands for what it does not say. */
    @Nullable
    String schema(String name) {
        Set<String> known = schemas.getOrDefault(name, Set.of());
        return known.size() == 1 && !known.contains(ELSEWHERE)
                ? known.iterator().next()
                : null;
    }

    /** The table is not there any more. */
    void forget(String schema, String table) {
        if (schema.equals(schema(table))) {
            schemas.remove(table);
        }
    }
}
