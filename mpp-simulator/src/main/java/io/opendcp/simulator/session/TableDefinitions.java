package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.catalog.Placement;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ColumnText;
import io.opendcp.simulator.dialect.ConstraintText;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.TableText;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.view.Constraints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CREATE TABLE, DROP TABLE, TRUNCATE TABLE. */
final class TableDefinitions {
    private TableDefinitions() {}

    static void create(EpSession session, Text text) {
        Dictionary dictionary = session.cluster().dictionary();
        TableText table = TableText.read(text, session.schema(), session.rowIds(), dictionary::nextObjectId);
        dictionary.requireSchema(table.name().schema());
        session.compiler().rights().requireCreate("TABLE", table.name().schema());
        if (dictionary.exists(table.name())) {
            if (table.ifNotExists()) {
                return;
            }
            throw DmException.of(ErrorCode.OBJECT_EXISTS, table.name().name());
        }
        String query = table.query();
        TableText whole = query == null ? table : asQuery(session, table, query);
        define(session, whole);
        if (query != null) {
            fill(session, whole, query);
        }
    }

    private static void define(EpSession session, TableText table) {
        Dictionary dictionary = session.cluster().dictionary();
        TableDef def = new TableDef(
                table.name(),
                dictionary.nextObjectId(),
                columns(table),
                Placements.of(session, table),
                table.temporary(),
                table.temporary() && table.deleteOnCommit(),
                List.of());
        String statement = statement(table);
        String byRowid = "CREATE INDEX %s ON %s(\"ROWID\")"
                .formatted(
                        new ObjectName(def.name().schema(), Constraints.OWN_INDEX + def.id()).sql(),
                        def.name().sql());
        Everywhere everywhere = new Everywhere(session, !def.temporary());
        everywhere.run(statement, "DROP TABLE " + def.name().sql());
        everywhere.run("", byRowid, "");
        dictionary.put(def.temporary() ? def.withStatements(List.of(statement, byRowid)) : def);
        for (ColumnText column : table.columns()) {
            String comment = column.comment();
            if (comment != null) {
                String name = def.name().sql() + "."
                        + ObjectName.quote(column.column().name());
                dictionary.comments().put(name, comment);
            }
        }
    }

    /** Columns of the primary key are never NULL. */
    private static List<ColumnDef> columns(TableText table) {
        List<String> key = table.constraints().stream()
                .filter(ConstraintText::primary)
                .flatMap(primary -> primary.key().stream())
                .toList();
        return table.columns().stream()
                .map(ColumnText::column)
                .map(column -> key.contains(column.name()) ? column.withNullable(false) : column)
                .toList();
    }

    private static String statement(TableText table) {
        Stream<String> columns = table.columns().stream().map(ColumnText::h2);
        Stream<String> constraints = table.constraints().stream().map(ConstraintText::h2);
        return Stream.of(columns, Stream.of("\"ROWID\" BIGINT INVISIBLE"), constraints)
                .flatMap(parts -> parts)
                .collect(Collectors.joining(", ", "CREATE TABLE " + table.name().sql() + " (", ")"));
    }

    /** The columns of CREATE TABLE ... AS SELECT are those of the query. */
    private static TableText asQuery(EpSession session, TableText table, String query) {
        List<ColumnText> columns = new ArrayList<>();
        for (Descriptor column : session.compiler().compile(query).columns()) {
            Text text = Text.of(ObjectName.quote(column.name()) + " " + Ddl.typeText(column));
            columns.add(ColumnText.read(
                    text,
                    text.tokens().size(),
                    table.name().schema(),
                    session.rowIds(),
                    session.cluster().dictionary()::nextObjectId));
        }
        return new TableText(
                table.name(),
                false,
                table.temporary(),
                table.deleteOnCommit(),
                columns,
                List.of(),
                table.clause(),
                query);
    }

    private static void fill(EpSession session, TableText table, String query) {
        String insert = "INSERT INTO " + table.name().sql() + " " + query;
        Transaction.Mark before = session.transaction().mark();
        try {
            session.compiler()
                    .compile(insert)
                    .run(
                            session,
                            List.of(),
                            new Compiled.Limits(Execution.plain(false).maxRows(), KeyRequest.NONE));
        } catch (RuntimeException e) {
            session.undo(before);
            dropNow(session, table.name());
            throw e;
        }
    }

    static void drop(EpSession session, Text text) {
        boolean ifExists = text.accept("IF", "EXISTS");
        ObjectName name = text.objectName().in(session.schema());
        boolean cascade = text.accept("CASCADE");
        TableDef table = session.cluster().dictionary().table(name);
        if (table == null) {
            if (ifExists) {
                return;
            }
            throw DmException.of(ErrorCode.INVALID_TABLE, name.name());
        }
        session.compiler().rights().requireOwner(name.schema());
        requireUnused(session, table);
        if (cascade) {
            ObjectDefinitions.dropViewsOn(session, name);
        }
        dropNow(session, name);
    }

    private static void dropNow(EpSession session, ObjectName name) {
        Dictionary dictionary = session.cluster().dictionary();
        TableDef table = Tables.require(session, name);
        new Everywhere(session, !table.temporary()).run("DROP TABLE " + name.sql() + " RESTRICT", "");
        session.cluster().sessions().forEach(any -> any.sites().forgetTemporary(table));
        dictionary.users().forget(name.sql());
        dictionary.removeTable(name);
    }

    static void truncate(EpSession session, Text text) {
        text.expect("TABLE");
        ObjectName name = text.objectName().in(session.schema());
        TableDef table = Tables.require(session, name);
        session.compiler().rights().requireOwner(name.schema());
        if (table.temporary()) {
            session.sites().temporary(table).h2().update("DELETE FROM " + name.sql(), List.of());
            session.sites().emptied(table);
            return;
        }
        requireUnused(session, table);
        new Everywhere(session, true).run("", "TRUNCATE TABLE " + name.sql(), "");
    }

    /** @throws DmException -6509 for a temporary table that another session has rows in */
    static void requireUnused(EpSession session, TableDef table) {
        boolean used = session.cluster().sessions().stream()
                .anyMatch(other -> other != session && other.sites().usesTemporary(table));
        if (used) {
            throw DmException.of(ErrorCode.OBJECT_IN_USE);
        }
        Everywhere.requireFree(session, table.name());
    }

    /** Whether all the key's columns say where a row lives, or there is nothing to say. */
    static void requireKeyFits(Placement placement, List<String> key, EpSession session) {
        boolean single = session.cluster().eps().size() == 1;
        if (single || placement.isFully()) {
            return;
        }
        if (!placement.isHash()) {
            throw DmException.of(ErrorCode.UNIQUE_ON_RANDOM);
        }
        if (!key.containsAll(placement.columns())) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "UNIQUE without the distribution columns");
        }
    }

    static ColumnDef column(TableDef table, String name) {
        int position = table.position(name).orElseThrow(() -> DmException.of(ErrorCode.INVALID_COLUMN, name));
        return table.columns().get(position);
    }
}
