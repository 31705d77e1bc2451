package io.opendcp.proxy.management;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.proxy.catalogue.Accounts;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of DM's dictionary as a session sees it: accounts, their schemas, the management port's views, local tables and
 * procedures. Taken on the event loop. Source of the columns: {@code docs/protocol/statements.md} 11.
 */
final class Dictionary {
    /** DM's numbers of the user SYS and of its schema. */
    private static final int SYS_USER = 0x0300_0000;

    private static final int SYS_SCHEMA = 0x0900_0000;
    /** The first number of a procedure; those of keys and indexes follow from their table's. */
    private static final int FIRST_PROCEDURE = 500;

    private static final int KEYS_OF_A_TABLE = 1000;
    private static final int FIRST_INDEX = 1_000_000_000;

    private static final Map<String, Function<Dictionary, List<@Nullable Object[]>>> VIEWS = views();

    private final ManagementSession session;
    private final Office office;
    private final List<String> users;

    Dictionary(ManagementSession session) {
        this.session = session;
        office = session.office();
        users = office.catalogue().accounts().names();
    }

    private static Map<String, Function<Dictionary, List<@Nullable Object[]>>> views() {
        Map<String, Function<Dictionary, List<@Nullable Object[]>>> views = new LinkedHashMap<>();
        views.put("SYSOBJECTS", Dictionary::objects);
        views.put("SYSCOLUMNS", Dictionary::columns);
        views.put("SYSINDEXES", Dictionary::indexes);
        views.put("SYSCONS", Dictionary::keys);
        views.put("SYSTYPEINFOS", Dictionary::types);
        views.put("ALL_TABLES", dictionary -> dictionary.tables(true));
        views.put("DBA_TABLES", dictionary -> dictionary.tables(true));
        views.put("USER_TABLES", dictionary -> dictionary.tables(false));
        views.put("ALL_TAB_COLUMNS", Dictionary::tableColumns);
        views.put("ALL_OBJECTS", Dictionary::allObjects);
        views.put("ALL_USERS", dictionary -> dictionary.users(false));
        views.put("DBA_USERS", dictionary -> dictionary.users(true));
        return views;
    }

    static boolean has(String view) {
        return VIEWS.containsKey(view);
    }

    /** The number of an account in SYSOBJECTS. */
    static int userId(String user, Accounts accounts) {
        return SYS_USER + 1 + accounts.names().indexOf(user);
    }

    /** The number of the schema of a user. */
    static int schemaId(int user) {
        return user - SYS_USER + SYS_SCHEMA;
    }

    List<@Nullable Object[]> rows(String view) {
        Function<Dictionary, List<@Nullable Object[]>> rows = VIEWS.get(view);
        if (rows == null) {
            throw new IllegalArgumentException(view);
        }
        return rows.apply(this);
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private int userId(String user) {
        return SYS_USER + (user.equals("SYS") ? 0 : 1 + users.indexOf(user));
    }

    private List<@Nullable Object[]> objects() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<String> all = new ArrayList<>(users);
        all.add(0, "SYS");
        for (String user : all) {
            int id = userId(user);
            rows.add(object(user, id, 0, "UR", "USER", -1, 0));
            rows.add(object(user, schemaId(id), 0, "SCH", null, id, 0));
        }
        for (Relation each : office.views().relations()) {
            rows.add(object(each.name(), each.id(), schema(each), "SCHOBJ", each.subtype(), -1, 0));
            LocalTable local = each.local();
            for (int i = 0; local != null && i < local.keys().size(); i++) {
                String name = local.keys().get(i).name();
                rows.add(object(name, keyId(each, i), schema(each), "TABOBJ", "CONS", each.id(), 0));
                rows.add(object("INDEX_" + name, indexId(each, i), schema(each), "TABOBJ", "INDEX", each.id(), 0));
            }
        }
        int procedure = FIRST_PROCEDURE;
        for (Signature each : Signature.all()) {
            rows.add(object(each.name(), procedure++, SYS_SCHEMA, "SCHOBJ", "PROC", -1, 1));
        }
        return rows;
    }

    private static @Nullable Object[] object(
            String name, int id, int schema, String type, @Nullable String subtype, int parent, int info) {
        return row(name, id, schema, type, subtype, parent, 0, null, info, 0, 0L, 0L, "Y");
    }

    private int schema(Relation each) {
        return schemaId(userId(each.schema()));
    }

    private static int keyId(Relation table, int key) {
        return table.id() * KEYS_OF_A_TABLE + key;
    }

    private static int indexId(Relation table, int key) {
        return FIRST_INDEX + keyId(table, key);
    }

    private List<@Nullable Object[]> columns() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation each : office.views().relations()) {
            for (int i = 0; i < each.columns().size(); i++) {
                rows.add(column(
                        each.columns().get(i), each.id(), i, each.standards().get(i)));
            }
        }
        int procedure = FIRST_PROCEDURE;
        for (Signature each : Signature.all()) {
            for (int i = 0; i < each.parameters().size(); i++) {
                rows.add(column(each.parameters().get(i), procedure, i, null));
            }
            procedure++;
        }
        return rows;
    }

    private static @Nullable Object[] column(Descriptor column, int table, int place, @Nullable String standard) {
        return row(
                column.name(),
                table,
                place,
                column.typeName(),
                column.spec().precision(),
                column.spec().scale(),
                column.nullable() ? "Y" : "N",
                standard,
                0,
                0);
    }

    private interface OfKey {
        @Nullable
        Object[] row(Relation table, LocalTable local, int key);
    }

    private List<@Nullable Object[]> ofKeys(OfKey made) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation each : office.views().relations()) {
            LocalTable local = each.local();
            for (int i = 0; local != null && i < local.keys().size(); i++) {
                rows.add(made.row(each, local, i));
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> indexes() {
        return ofKeys((table, local, key) -> {
            List<Integer> places =
                    local.keys().get(key).columns().stream().map(local::place).toList();
            return row(indexId(table, key), "Y", "BT", 0, 0, places.size(), DictionaryFunctions.keyInfo(places));
        });
    }

    private List<@Nullable Object[]> keys() {
        return ofKeys((table, local, key) -> row(
                keyId(table, key),
                table.id(),
                -1,
                local.keys().get(key).primary() ? "P" : "U",
                "Y",
                indexId(table, key),
                "",
                -1,
                null,
                0));
    }

    /** Version J3 is what the JDBC driver asks for. */
    private List<@Nullable Object[]> types() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TypeFacts type : TypeFacts.values()) {
            rows.add(row(
                    type.name(),
                    type.jdbc(),
                    type.size(),
                    type.literalPrefix(),
                    type.literalSuffix(),
                    type.createParameters(),
                    DatabaseMetaData.typeNullable,
                    type.isCharacters() ? 1 : 0,
                    DatabaseMetaData.typeSearchable,
                    0,
                    0,
                    0,
                    type.name(),
                    0,
                    type.largestScale(),
                    type.isNumber() ? 10 : null,
                    "J3"));
        }
        return rows;
    }

    private List<@Nullable Object[]> tables(boolean all) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation each : office.views().relations()) {
            if (!each.subtype().equals("VIEW") && (all || each.schema().equals(session.user()))) {
                rows.add(all ? row(each.schema(), each.name()) : row(each.name()));
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> tableColumns() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation each : office.views().relations()) {
            for (int i = 0; i < each.columns().size(); i++) {
                Descriptor column = each.columns().get(i);
                rows.add(row(
                        each.schema(),
                        each.name(),
                        column.name(),
                        column.typeName(),
                        column.spec().precision(),
                        column.spec().scale(),
                        column.nullable() ? "Y" : "N",
                        i + 1,
                        each.standards().get(i)));
            }
        }
        return rows;
    }

    private List<@Nullable Object[]> allObjects() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Relation each : office.views().relations()) {
            String type = each.subtype().equals("VIEW") ? "VIEW" : "TABLE";
            rows.add(row(each.schema(), each.name(), each.id(), type, "VALID"));
        }
        int procedure = FIRST_PROCEDURE;
        for (Signature each : Signature.all()) {
            rows.add(row("SYS", each.name(), procedure++, "PROCEDURE", "VALID"));
        }
        return rows;
    }

    private List<@Nullable Object[]> users(boolean status) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String user : users) {
            rows.add(status ? row(user, userId(user), "OPEN") : row(user, userId(user)));
        }
        return rows;
    }
}
