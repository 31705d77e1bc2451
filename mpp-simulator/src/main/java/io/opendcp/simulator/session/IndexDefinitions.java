package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ConstraintText;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.view.Constraints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** CREATE INDEX and DROP INDEX. An index is in the schema of its table. */
final class IndexDefinitions {
    private IndexDefinitions() {}

    static void create(EpSession session, Text text) {
        boolean unique = text.accept("UNIQUE");
        text.accept("NOT", "CLUSTER");
        text.accept("CLUSTER");
        unique |= text.accept("UNIQUE");
        text.expect("INDEX");
        boolean absent = text.accept("IF", "NOT", "EXISTS");
        ObjectName name = text.objectName();
        text.expect("ON");
        TableDef table = Tables.require(session, text.objectName().in(session.schema()));
        session.compiler().rights().requireOwner(table.name().schema());
        List<ConstraintText.Sorted> sorted = ConstraintText.sorted(text);
        List<String> columns = sorted.stream().map(ConstraintText.Sorted::name).toList();
        columns.forEach(column -> TableDefinitions.column(table, column));
        if (unique && !table.temporary()) {
            TableDefinitions.requireKeyFits(table.placement(), columns, session);
        }
        TableDefinitions.requireUnused(session, table);
        ObjectName index = new ObjectName(table.name().schema(), name.name());
        if (exists(session, index)) {
            if (absent) {
                return;
            }
            throw DmException.of(ErrorCode.OBJECT_EXISTS, index.name());
        }
        String create = "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + index.sql() + " ON "
                + table.name().sql()
                + sorted.stream().map(ConstraintText.Sorted::h2).collect(Collectors.joining(", ", " (", ")"));
        new Everywhere(session, !table.temporary()).run(create, "DROP INDEX " + index.sql());
        Dictionary dictionary = session.cluster().dictionary();
        if (table.temporary()) {
            session.sites().forgetTemporary(table);
            List<String> statements = new ArrayList<>(table.statements());
            statements.add(create);
            dictionary.put(table.withStatements(statements));
        }
        dictionary.changed();
    }

    static void drop(EpSession session, Text text) {
        boolean ifExists = text.accept("IF", "EXISTS");
        ObjectName index = text.objectName().in(session.schema());
        if (!exists(session, index)) {
            if (ifExists) {
                return;
            }
            throw DmException.of(ErrorCode.INVALID_OBJECT, index.name());
        }
        session.compiler().rights().requireOwner(index.schema());
        new Everywhere(session, true).run("DROP INDEX " + index.sql(), "");
        session.cluster().dictionary().changed();
    }

    private static boolean exists(EpSession session, ObjectName index) {
        return Constraints.indexes(session.viewer()).stream()
                .anyMatch(one -> one.name().equals(index.name())
                        && one.table().name().schema().equals(index.schema()));
    }
}
