package io.opendcp.simulator.view;

import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.catalog.User;
import io.opendcp.simulator.catalog.ViewDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Rewriter;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dictionary's objects and columns, as far as drivers and tools ask for them. */
final class ObjectViews {
    private static final int IDENTITY_BIT = 1;

    /** Whether a table is a temporary one, and how long its rows stay then. */
    private static final String LIFE = "TEMPORARY CHAR(1); DURATION VARCHAR(15)";

    private static final Pattern QUOTE_DOT_QUOTE = Pattern.compile("\"\\.\"");

    private ObjectViews() {}

    static List<SystemView> all() {
        return List.of(
                SystemView.dictionary(
                        "SYSOBJECTS",
                        "NAME VARCHAR(128); ID INT; SCHID INT; TYPE$ VARCHAR(10); SUBTYPE$ VARCHAR(10); PID INT; VERSION INT; "
                                + "CRTDATE TIMESTAMP(6); INFO1 INT; INFO2 INT; INFO3 BIGINT; INFO4 BIGINT; "
                                + "INFO5 VARBINARY(128); INFO6 VARBINARY(2048); INFO7 BIGINT; INFO8 VARBINARY(1024); "
                                + "VALID CHAR(1)",
                        (viewer, ep) -> objects(viewer)),
                SystemView.dictionary(Rewriter.VISIBLE_OBJECTS, "ID INT", (viewer, ep) -> visible(viewer)),
                SystemView.dictionary(
                        "SYSCOLUMNS",
                        "NAME VARCHAR(128); ID INT; COLID SMALLINT; TYPE$ VARCHAR(128); LENGTH$ INT; SCALE SMALLINT; "
                                + "NULLABLE$ CHAR(1); DEFVAL VARCHAR(2048); INFO1 SMALLINT; INFO2 SMALLINT",
                        (viewer, ep) -> columns(viewer)),
                SystemView.dictionary(
                        "SYSCOLINFOS", "ID INT; COLID SMALLINT; INFO1 INT; INFO2 INT", (viewer, ep) -> List.of()),
                SystemView.dictionary(
                        "SYSTABLECOMMENTS",
                        "SCHNAME VARCHAR(128); TVNAME VARCHAR(128); TABLE_TYPE VARCHAR(10); COMMENT$ VARCHAR(4000)",
                        (viewer, ep) -> comments(viewer, 2)),
                SystemView.dictionary(
                        "SYSCOLUMNCOMMENTS",
                        "SCHNAME VARCHAR(128); TVNAME VARCHAR(128); COLNAME VARCHAR(128); TABLE_TYPE VARCHAR(10); "
                                + "COMMENT$ VARCHAR(4000)",
                        (viewer, ep) -> comments(viewer, 3)),
                SystemView.dictionary(
                        "ALL_TABLES", "OWNER VARCHAR(128); TABLE_NAME VARCHAR(128); " + LIFE, ObjectViews::tables),
                SystemView.dictionary(
                        "DBA_TABLES", "OWNER VARCHAR(128); TABLE_NAME VARCHAR(128); " + LIFE, ObjectViews::tables),
                SystemView.dictionary(
                        "USER_TABLES",
                        "TABLE_NAME VARCHAR(128); " + LIFE,
                        (viewer, ep) -> viewer.dictionary().tables().stream()
                                .filter(table -> viewer.dictionary()
                                        .owner(table.name().schema())
                                        .equals(viewer.user()))
                                .map(table -> Row.of(table.name().name(), temporary(table), duration(table)))
                                .toList()),
                SystemView.dictionary(
                        "ALL_TAB_COLUMNS",
                        "OWNER VARCHAR(128); TABLE_NAME VARCHAR(128); COLUMN_NAME VARCHAR(128); DATA_TYPE VARCHAR(128); "
                                + "DATA_LENGTH INT; NULLABLE CHAR(1); COLUMN_ID INT",
                        (viewer, ep) -> tabColumns(viewer)));
    }

    private static List<List<@Nullable Object>> objects(Viewer viewer) {
        Dictionary dictionary = viewer.dictionary();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (User user : dictionary.users().all()) {
            rows.add(object(user.name(), user.id(), 0, "UR", user.role() ? "ROLE" : "USER", 0));
        }
        for (Dictionary.SchemaDef schema : dictionary.schemas()) {
            User owner = dictionary.users().find(schema.owner());
            rows.add(object(schema.name(), schema.id(), 0, "SCH", null, owner == null ? 0 : owner.id()));
        }
        for (TableDef table : dictionary.tables()) {
            rows.add(object(table.name().name(), table.id(), schema(dictionary, table.name()), "SCHOBJ", "UTAB", -1));
        }
        for (ViewDef view : dictionary.views()) {
            rows.add(object(view.name().name(), view.id(), schema(dictionary, view.name()), "SCHOBJ", "VIEW", -1));
        }
        dictionary
                .sequences()
                .forEach(
                        (name, id) -> rows.add(object(name.name(), id, schema(dictionary, name), "SCHOBJ", "SEQ", -1)));
        for (Constraints.Index index : Constraints.indexes(viewer)) {
            rows.add(object(
                    index.name(),
                    index.id(),
                    schema(dictionary, index.table().name()),
                    "TABOBJ",
                    "INDEX",
                    index.table().id()));
        }
        for (Constraints.Key key : Constraints.keys(viewer)) {
            rows.add(object(
                    key.name(),
                    key.id(),
                    schema(dictionary, key.table().name()),
                    "TABOBJ",
                    "CONS",
                    key.table().id()));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> visible(Viewer viewer) {
        Dictionary dictionary = viewer.dictionary();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        dictionary.tables().stream()
                .filter(table -> viewer.mayRead(table.name()))
                .forEach(table -> rows.add(Row.of(table.id())));
        dictionary.views().stream()
                .filter(view -> viewer.mayRead(view.name()))
                .forEach(view -> rows.add(Row.of(view.id())));
        return rows;
    }

    private static int schema(Dictionary dictionary, ObjectName name) {
        return dictionary.schema(name.schema()).map(Dictionary.SchemaDef::id).orElse(0);
    }

    private static List<@Nullable Object> object(
            String name, int id, int schema, String type, @Nullable String subtype, int parent) {
        return Row.of(name, id, schema, type, subtype, parent, 0, null, 0, 0, 0L, 0L, null, null, 0L, null, "Y");
    }

    private static List<List<@Nullable Object>> columns(Viewer viewer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (TableDef table : viewer.dictionary().tables()) {
            int position = 0;
            for (ColumnDef column : table.columns()) {
                rows.add(Row.of(
                        column.name(),
                        table.id(),
                        position++,
                        column.typeName(),
                        column.spec().precision(),
                        column.spec().scale(),
                        column.nullable() ? "Y" : "N",
                        column.defaultText().isEmpty() ? null : column.defaultText(),
                        0,
                        column.identity() ? IDENTITY_BIT : 0));
            }
        }
        for (ViewDef view : viewer.dictionary().views()) {
            int position = 0;
            for (var column : viewer.describe("SELECT * FROM " + view.name().sql())) {
                rows.add(Row.of(
                        column.name(),
                        view.id(),
                        position++,
                        column.typeName(),
                        column.spec().precision(),
                        column.spec().scale(),
                        column.nullable() ? "Y" : "N",
                        null,
                        0,
                        0));
            }
        }
        return rows;
    }

    /** Comments whose key has {@code parts} parts. */
    private static List<List<@Nullable Object>> comments(Viewer viewer, int parts) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        viewer.dictionary().comments().forEach((key, comment) -> {
            List<String> names = List.of(QUOTE_DOT_QUOTE.split(key.substring(1, key.length() - 1), -1));
            if (names.size() == parts) {
                rows.add(
                        parts == 2
                                ? Row.of(names.get(0), names.get(1), "TABLE", comment)
                                : Row.of(names.get(0), names.get(1), names.get(2), "TABLE", comment));
            }
        });
        return rows;
    }

    private static List<List<@Nullable Object>> tables(Viewer viewer, EpStore ep) {
        return viewer.dictionary().tables().stream()
                .map(table -> Row.of(
                        viewer.dictionary().owner(table.name().schema()),
                        table.name().name(),
                        temporary(table),
                        duration(table)))
                .toList();
    }

    private static String temporary(TableDef table) {
        return table.temporary() ? "Y" : "N";
    }

    private static @Nullable String duration(TableDef table) {
        if (!table.temporary()) {
            return null;
        }
        return table.deleteOnCommit() ? "SYS$TRANSACTION" : "SYS$SESSION";
    }

    private static List<List<@Nullable Object>> tabColumns(Viewer viewer) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (TableDef table : viewer.dictionary().tables()) {
            int position = 0;
            for (ColumnDef column : table.columns()) {
                rows.add(Row.of(
                        viewer.dictionary().owner(table.name().schema()),
                        table.name().name(),
                        column.name(),
                        column.typeName(),
                        column.spec().precision(),
                        column.nullable() ? "Y" : "N",
                        ++position));
            }
        }
        return rows;
    }
}
