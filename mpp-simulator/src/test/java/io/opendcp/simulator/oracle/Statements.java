package io.opendcp.simulator.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws statements over the tables H1, H2, H3, R and F, which all have the columns of {@link #COLUMNS}. */
final class Statements {
    static final List<String> TABLES = List.of("H1", "H2", "H3", "R", "F");
    static final String COLUMNS = "(ID INT, G INT, S VARCHAR(10), D DECIMAL(10, 2), T DATE)";

    private final SplittableRandom random;

    Statements(SplittableRandom random) {
        this.random = random;
    }

    /** A query whose rows come in no order that could be relied on. */
    String query() {
        String query = select();
        if (random.nextInt(6) == 0) {
            String operator = pick("UNION", "UNION ALL", "MINUS", "INTERSECT");
            query = simple("A") + " " + operator + " " + simple("B");
        }
        if (random.nextInt(10) == 0) {
            query = "SELECT Q.ID, COUNT(*) FROM (" + simple("X") + ") Q GROUP BY Q.ID";
        }
        if (random.nextInt(12) == 0) {
            query = "WITH Q AS (" + simple("X") + ") SELECT * FROM Q, " + table() + " Y WHERE Q.ID = Y.ID AND "
                    + condition("Y");
        }
        return query;
    }

    /** A query that says which rows come, and in which order. */
    String ordered() {
        int take = random.nextInt(6);
        int skip = random.nextInt(4);
        String where = random.nextBoolean() ? "" : " WHERE " + condition("A");
        String order = " FROM " + table() + " A" + where + " ORDER BY 1" + pick("", " DESC") + ", 2, 3, 4, 5";
        String columns = "A.ID, A.G, A.S, A.D, A.T";
        return switch (random.nextInt(4)) {
            case 0 -> "SELECT " + columns + order + " LIMIT " + take;
            case 1 -> "SELECT " + columns + order + " LIMIT " + take + " OFFSET " + skip;
            case 2 -> "SELECT TOP " + (take + 1) + " " + columns + order;
            default ->
                "SELECT " + columns + order + " OFFSET " + skip + " ROWS FETCH NEXT " + (take + 1) + " ROWS ONLY";
        };
    }

    private String simple(String alias) {
        return "SELECT " + alias + ".ID, " + alias + ".S FROM " + table() + " " + alias + " WHERE " + condition(alias);
    }

    private String select() {
        List<String> aliases = List.of("A", "B", "C").subList(0, 1 + random.nextInt(3));
        StringBuilder from = new StringBuilder(table() + " A");
        for (String alias : aliases.subList(1, aliases.size())) {
            String other = aliases.get(random.nextInt(aliases.indexOf(alias)));
            String on = "%s.%s = %s.%s".formatted(other, key(), alias, key());
            switch (random.nextInt(4)) {
                case 0 -> from.append(" JOIN ").append(table()).append(' ').append(alias);
                case 1 -> from.append(" LEFT JOIN ").append(table()).append(' ').append(alias);
                case 2 ->
                    from.append(" RIGHT JOIN ").append(table()).append(' ').append(alias);
                default ->
                    from.append(" INNER JOIN ").append(table()).append(' ').append(alias);
            }
            from.append(" ON ").append(on);
            if (random.nextInt(3) == 0) {
                from.append(" AND ").append(condition(alias));
            }
        }
        int conditions = random.nextInt(3);
        String where = conditions == 0
                ? ""
                : IntStream.range(0, conditions)
                        .mapToObj(i -> condition(aliases.get(random.nextInt(aliases.size()))))
                        .collect(Collectors.joining(pick(" AND ", " AND ", " OR "), " WHERE ", ""));
        String one = aliases.get(random.nextInt(aliases.size()));
        String two = aliases.get(random.nextInt(aliases.size()));
        return switch (random.nextInt(5)) {
            case 0 ->
                "SELECT %s.G, COUNT(*), SUM(%s.D), MIN(%s.S), MAX(%s.ID), COUNT(DISTINCT %s.G) FROM %s%s GROUP BY %s.G"
                                .formatted(one, two, one, two, two, from, where, one)
                        + pick("", " HAVING COUNT(*) > 1");
            case 1 -> "SELECT COUNT(*), SUM(%s.ID), AVG(%s.D) FROM %s%s".formatted(one, two, from, where);
            case 2 -> "SELECT DISTINCT %s.G, %s.S FROM %s%s".formatted(one, two, from, where);
            case 3 ->
                "SELECT " + aliases.stream().map(a -> a + ".*").collect(Collectors.joining(", ")) + " FROM " + from
                        + where;
            default ->
                "SELECT %s.ID, %s.S || '-' || %s.ID, %s.D * 2, (SELECT MAX(Z.G) FROM %s Z WHERE Z.ID = %s.ID) FROM %s%s"
                        .formatted(one, one, two, two, table(), one, from, where);
        };
    }

    /** A condition on the table called {@code alias}. */
    String condition(String alias) {
        String key = alias + "." + key();
        return switch (random.nextInt(13)) {
            case 0, 1, 2 -> key + " = " + number();
            case 3 -> number() + " = " + key;
            case 4 -> key + pick("", " NOT") + " IN (" + number() + ", " + number() + ", " + number() + ")";
            case 5 -> key + " BETWEEN " + number() + " AND " + number();
            case 6 -> alias + "." + pick("ID", "G", "S", "D", "T") + pick(" IS NULL", " IS NOT NULL");
            case 7 -> "(" + key + " = " + number() + " OR " + alias + ".S LIKE '" + letter() + "%')";
            case 8 -> alias + ".S = '" + letter() + letter() + "'";
            case 9 -> "EXISTS (SELECT 1 FROM " + table() + " E WHERE E.G = " + key + ")";
            case 10 -> key + pick("", " NOT") + " IN (SELECT N.ID FROM " + table() + " N WHERE N.ID IS NOT NULL)";
            case 11 -> alias + ".ID = " + alias + ".G";
            default -> "NOT (" + key + " < " + number() + ")";
        };
    }

    /** A statement that changes rows, or fails. */
    String change() {
        String table = table();
        boolean fully = table.equals("F");
        String where = fully ? plain() : condition("X");
        return switch (random.nextInt(9)) {
            case 0, 1 -> "INSERT INTO " + table + " VALUES " + row() + ", " + row();
            case 2 ->
                "INSERT INTO " + table + " SELECT A.ID + " + (100 + random.nextInt(1000)) + ", A.G, A.S, A.D, A.T FROM "
                        + table() + " A WHERE " + condition("A");
            case 3 -> "UPDATE " + table + " X SET G = G + " + number() + " WHERE " + where;
            case 4 -> "UPDATE " + table + " X SET ID = ID + " + number() + " WHERE " + where;
            case 5 -> "UPDATE " + table + " X SET S = '" + letter() + "', D = D + 1 WHERE " + where;
            case 6 -> "DELETE FROM " + table + " X WHERE X.ID = " + number() + " AND " + where;
            case 7 ->
                fully
                        ? "DELETE FROM F X WHERE X.ID = " + number()
                        : "UPDATE " + table + " X SET G = (SELECT MIN(M.G) FROM " + table()
                                + " M WHERE M.ID = X.ID) WHERE " + where;
            default ->
                "MERGE INTO H1 X USING (SELECT ID, MAX(G) G, MAX(S) S FROM " + table()
                        + " WHERE ID IS NOT NULL GROUP BY ID) Y ON (X.ID = Y.ID) WHEN MATCHED THEN UPDATE SET X.G = Y.G"
                        + " WHEN NOT MATCHED THEN INSERT (ID, G, S) VALUES (Y.ID, Y.G, Y.S)";
        };
    }

    private String plain() {
        return pick("X.ID", "X.G") + pick(" = ", " > ", " <= ") + number();
    }

    /** Values for all columns. */
    String row() {
        List<String> values = new ArrayList<>();
        values.add(random.nextInt(30) == 0 ? "NULL" : Integer.toString(random.nextInt(60)));
        values.add(random.nextInt(8) == 0 ? "NULL" : Integer.toString(random.nextInt(12)));
        values.add(random.nextInt(8) == 0 ? "NULL" : "'" + letter() + letter() + "'");
        values.add(random.nextInt(8) == 0 ? "NULL" : random.nextInt(100) + "." + random.nextInt(10, 100));
        values.add(random.nextInt(8) == 0 ? "NULL" : "DATE '2024-0" + (1 + random.nextInt(9)) + "-11'");
        return values.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private String table() {
        return TABLES.get(random.nextInt(TABLES.size()));
    }

    private String key() {
        return pick("ID", "ID", "G");
    }

    private int number() {
        return random.nextInt(14);
    }

    private String letter() {
        return pick("a", "b", "c");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
