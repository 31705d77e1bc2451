package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ColumnText;
import io.opendcp.simulator.dialect.ConstraintText;
import io.opendcp.simulator.dialect.DeclaredType;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.ReferenceText;
import io.opendcp.simulator.dialect.Rewriter;
import io.opendcp.simulator.dialect.Text;
import java.util.ArrayList;
import java.util.List;

/** ALTER TABLE. How a table is distributed cannot be changed, nor may its distribution columns go. */
final class TableChanges {
    private final EpSession session;
    private final Dictionary dictionary;
    private final TableDef table;
    private final Text text;
    private final String start;
    private final Everywhere everywhere;

    private TableChanges(EpSession session, TableDef table, Text text) {
        this.session = session;
        this.dictionary = session.cluster().dictionary();
        this.table = table;
        this.text = text;
        this.start = "ALTER TABLE " + table.name().sql() + " ";
        this.everywhere = new Everywhere(session, true);
    }

    static void alter(EpSession session, Text text) {
        TableDef table = Tables.require(session, text.objectName().in(session.schema()));
        session.compiler().rights().requireOwner(table.name().schema());
        TableDefinitions.requireUnused(session, table);
        if (table.temporary()) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "ALTER TABLE on a temporary table");
        }
        new TableChanges(session, table, text).change();
    }

    private void change() {
        if (text.accept("ADD")) {
            add();
        } else if (text.accept("DROP")) {
            drop();
        } else if (text.accept("MODIFY")) {
            boolean group = text.accept("(");
            modify(group ? text.tokens().size() - 1 : text.tokens().size());
        } else if (text.accept("RENAME", "COLUMN")) {
            String from = text.name();
            text.expect("TO");
            renameColumn(from, text.name());
        } else if (text.accept("RENAME", "TO")) {
            rename(text.name());
        } else if (text.accept("ALTER")) {
            text.accept("COLUMN");
            alterColumn(text.name());
        } else {
            throw text.syntax();
        }
    }

    private void add() {
        if (ConstraintText.isNext(text)) {
            addConstraint();
            return;
        }
        text.accept("COLUMN");
        boolean absent = text.accept("IF", "NOT", "EXISTS");
        boolean group = text.accept("(");
        List<String> added = new ArrayList<>();
        try {
            do {
                addColumn(group, absent, added);
            } while (group && text.accept(","));
        } catch (RuntimeException e) {
            added.forEach(name -> everywhere.run(start + "DROP COLUMN " + ObjectName.quote(name), ""));
            dictionary.put(table);
            throw e;
        }
    }

    private void addConstraint() {
        ConstraintText constraint =
                ConstraintText.read(text, table.name().schema(), session.rowIds(), dictionary::nextObjectId);
        if (!constraint.key().isEmpty()) {
            TableDefinitions.requireKeyFits(table.placement(), constraint.key(), session);
        }
        ReferenceText reference = constraint.reference();
        if (reference != null) {
            References.requireFitting(session, table, reference);
        }
        List<ColumnDef> columns = new ArrayList<>(table.columns());
        List<String> undo = new ArrayList<>();
        try {
            if (constraint.primary()) {
                requireValues(constraint.key(), columns, undo);
            }
            String drop = start + "DROP CONSTRAINT " + ObjectName.quote(constraint.name());
            everywhere.run(start + "ADD " + constraint.h2(), drop);
        } catch (RuntimeException e) {
            undo.forEach(statement -> everywhere.run(statement, ""));
            throw e;
        }
        dictionary.put(table.withColumns(columns));
    }

    /** Columns of a primary key have values in every row. */
    private void requireValues(List<String> key, List<ColumnDef> columns, List<String> undo) {
        for (String name : key) {
            ColumnDef column = TableDefinitions.column(table, name);
            if (column.nullable()) {
                String alter = start + "ALTER COLUMN " + ObjectName.quote(name);
                everywhere.run(alter + " SET NOT NULL", alter + " DROP NOT NULL");
                undo.add(alter + " DROP NOT NULL");
                columns.set(columns.indexOf(column), column.withNullable(false));
            }
        }
    }

    private void addColumn(boolean group, boolean absent, List<String> added) {
        int end = group ? elementEnd() : text.tokens().size();
        ColumnText column = ColumnText.read(text, end, table.name().schema(), session.rowIds(), dictionary::nextObjectId);
        ReferenceText reference = column.reference();
        if (reference != null) {
            References.requireFitting(session, table, reference);
        }
        TableDef current = Tables.require(session, table.name());
        if (current.position(column.column().name()).isPresent()) {
            if (absent) {
                return;
            }
            throw DmException.of(ErrorCode.OBJECT_EXISTS, column.column().name());
        }
        if (column.column().identity() && session.cluster().eps().size() > 1) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "ADD COLUMN ... IDENTITY");
        }
        if (column.unique()) {
            TableDefinitions.requireKeyFits(
                    table.placement(), List.of(column.column().name()), session);
        }
        everywhere.run(
                start + "ADD COLUMN " + column.h2() + " BEFORE \"ROWID\"",
                start + "DROP COLUMN " + ObjectName.quote(column.column().name()));
        added.add(column.column().name());
        List<ColumnDef> columns = new ArrayList<>(current.columns());
        columns.add(column.column());
        dictionary.put(current.withColumns(columns));
    }

    private int elementEnd() {
        int depth = 0;
        for (int i = text.position(); i < text.tokens().size(); i++) {
            boolean closes = text.tokens().get(i).isSymbol(")");
            if (depth == 0 && (closes || text.tokens().get(i).isSymbol(","))) {
                return i;
            }
            depth += text.tokens().get(i).isSymbol("(") ? 1 : closes ? -1 : 0;
        }
        throw text.syntax();
    }

    private void drop() {
        if (text.accept("CONSTRAINT")) {
            everywhere.run(start + "DROP CONSTRAINT " + ObjectName.quote(text.name()), "");
            dictionary.changed();
            return;
        }
        text.accept("COLUMN");
        String name = text.name();
        ColumnDef column = TableDefinitions.column(table, name);
        requireFree(name);
        everywhere.run(start + "DROP COLUMN " + ObjectName.quote(name), "");
        List<ColumnDef> columns = new ArrayList<>(table.columns());
        columns.remove(column);
        dictionary.put(table.withColumns(columns));
    }

    /** @throws DmException for a distribution column */
    private void requireFree(String column) {
        if (table.placement().columns().contains(column)) {
            throw DmException.of(ErrorCode.DEPENDED_ON, column);
        }
    }

    private void modify(int end) {
        String name = text.name();
        ColumnDef before = TableDefinitions.column(table, name);
        requireFree(name);
        DeclaredType type = DeclaredType.read(text);
        boolean nullable = before.nullable();
        while (text.position() < end) {
            if (text.accept("NOT", "NULL")) {
                nullable = false;
            } else if (text.accept("NULL")) {
                nullable = true;
            } else {
                throw text.syntax();
            }
        }
        Text old = Text.of(Ddl.typeText(before.spec(), before.typeName()));
        String undo = start + alterType(name, DeclaredType.read(old).h2(), before.nullable());
        everywhere.run(start + alterType(name, type.h2(), nullable), undo);
        ColumnDef after = new ColumnDef(
                name,
                type.spec(),
                type.typeName(),
                type.lengthInBytes(),
                nullable,
                before.identityText(),
                before.defaultText());
        replace(before, after);
    }

    private static String alterType(String name, String type, boolean nullable) {
        return "ALTER COLUMN " + ObjectName.quote(name) + " " + type + (nullable ? " NULL" : " NOT NULL");
    }

    private void alterColumn(String name) {
        ColumnDef before = TableDefinitions.column(table, name);
        String column = start + "ALTER COLUMN " + ObjectName.quote(name);
        if (text.accept("SET", "DEFAULT")) {
            int from = text.position();
            int end = text.tokens().size();
            String value = Rewriter.rewritePart(text, from, end, session.rowIds());
            everywhere.run(column + " SET DEFAULT " + value, "");
            replace(before, before.withDefault(text.source(from, end)));
        } else if (text.accept("DROP", "DEFAULT")) {
            everywhere.run(column + " DROP DEFAULT", "");
            replace(before, before.withDefault(""));
        } else if (text.accept("SET", "NOT", "NULL") || text.accept("SET", "NULL")) {
            boolean nullable = !text.peek(-2).is("NOT");
            String set = column + " SET NOT NULL";
            String unset = column + " DROP NOT NULL";
            everywhere.run(nullable ? unset : set, nullable ? set : unset);
            replace(before, before.withNullable(nullable));
        } else if (text.accept("RENAME", "TO")) {
            renameColumn(name, text.name());
        } else {
            throw text.syntax();
        }
    }

    private void renameColumn(String from, String to) {
        ColumnDef before = TableDefinitions.column(table, from);
        String rename = start + "ALTER COLUMN %s RENAME TO %s";
        everywhere.run(
                rename.formatted(ObjectName.quote(from), ObjectName.quote(to)),
                rename.formatted(ObjectName.quote(to), ObjectName.quote(from)));
        replace(before, before.renamed(to));
        TableDef now = Tables.require(session, table.name());
        dictionary.put(now.withPlacement(now.placement().renamed(from, to)));
    }

    private void rename(String to) {
        ObjectName renamed = new ObjectName(table.name().schema(), to);
        if (dictionary.exists(renamed)) {
            throw DmException.of(ErrorCode.OBJECT_EXISTS, to);
        }
        everywhere.run(start + "RENAME TO " + renamed.sql(), "");
        dictionary.users().forget(table.name().sql());
        dictionary.removeTable(table.name());
        dictionary.put(table.withName(renamed));
    }

    private void replace(ColumnDef before, ColumnDef after) {
        List<ColumnDef> columns = new ArrayList<>(table.columns());
        columns.set(columns.indexOf(before), after);
        dictionary.put(table.withColumns(columns));
    }
}
