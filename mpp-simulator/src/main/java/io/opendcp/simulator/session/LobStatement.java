package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.LobCodec;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TableLob;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import java.util.List;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.jspecify.annotations.Nullable;

/** What a message about a LOB of a table comes to: a statement about the column of one row, which the message names. */
abstract class LobStatement extends Compiled {
    private final LobOwner owner;
    private final long id;
    private @Nullable TableLob lob;

    /** @param verb what it is called in the log of activities */
    LobStatement(String verb, StatementType type, LobOwner owner, long id) {
        super(verb + " LOB", type);
        this.owner = owner;
        this.id = id;
    }

    /** The LOB as it is when the statement has run. */
    TableLob lob() {
        if (lob == null) {
            throw new IllegalStateException("it has not run");
        }
        return lob;
    }

    TableLob becomes(Object value) {
        TableLob now = new TableLob(LobIds.of(owner, value), owner, value);
        lob = now;
        return now;
    }

    /** @throws DmException -8926 if there is no such table and column any more */
    TableDef table(EpSession session) {
        TableDef table = session.cluster().dictionary().tables().stream()
                .filter(each -> each.id() == owner.table())
                .findFirst()
                .orElseThrow(() -> DmException.of(ErrorCode.LOB_GONE));
        int column = owner.column();
        if (column < 0
                || column >= table.columns().size()
                || !LobCodec.isLob(table.columns().get(column).spec().type())) {
            throw DmException.of(ErrorCode.LOB_GONE);
        }
        return table;
    }

    ColumnDef column(TableDef table) {
        return table.columns().get(owner.column());
    }

    /** Where the row is that the client was told of. */
    Site site(EpSession session, TableDef table) {
        if (table.temporary()) {
            return session.sites().temporary(table);
        }
        if (!session.reach().visibleEps(true).contains(owner.row().epno())) {
            throw DmException.of(ErrorCode.LOB_GONE);
        }
        return session.sites().ep(owner.row().epno());
    }

    /** The row's ROWID on an EP: all copies of a row of a FULLY table have the same number. */
    Value rowid(EpSession session, Site site) {
        long row = owner.row().row();
        return ValueBigint.get(
                session.rowIds().pack(new RowId(site.epno(), owner.row().partition(), row)));
    }

    /**
     * The value that is there now.
     *
     * @throws DmException -8926 if it is not the one that was handed out
     */
    Object current(EpSession session, TableDef table, Site site, boolean locking) {
        String sql = "SELECT " + ObjectName.quote(column(table).name()) + " FROM "
                + table.name().sql() + " WHERE \"ROWID\" = ?1" + (locking ? " FOR UPDATE" : "");
        List<List<Value>> rows = site.h2()
                .query(sql, List.of(rowid(session, site)), Long.MAX_VALUE)
                .rows();
        if (site.epno() != session.epno()) {
            session.running().moved(session.cluster().cost().rows(rows));
        }
        Object value = rows.isEmpty()
                ? null
                : Values.toJava(
                        rows.get(0).get(0),
                        column(table).spec(),
                        session.sites().workspace().session(),
                        session.rowIds());
        if (value == null || LobIds.of(owner, value) != id) {
            throw DmException.of(ErrorCode.LOB_GONE);
        }
        return value;
    }
}
