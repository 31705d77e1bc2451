package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.h2.engine.SessionLocal;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.jspecify.annotations.Nullable;

/** Puts rows that the workspace has worked out where they belong. Rows have a value for every column, in order. */
final class RowWriter {
    private final EpSession session;
    private final TableDef table;
    private final String insert;
    private @Nullable RowId last;

    RowWriter(EpSession session, TableDef table) {
        this.session = session;
        this.table = table;
        String columns = table.columns().stream()
                .map(column -> ", " + ObjectName.quote(column.name()))
                .collect(Collectors.joining());
        insert = "INSERT INTO " + table.name().sql() + "(\"ROWID\"" + columns + ") VALUES (?"
                + ", ?".repeat(table.columns().size()) + ")";
    }

    /** The last row written. */
    @Nullable
    RowId last() {
        return last;
    }

    /** These rows will be inserted: the EPs that their keys say are asked at once. */
    void announce(List<List<Value>> rows) {
        if (rows.size() > 1
                && table.placement().isHash()
                && !table.temporary()
                && !session.reach().isLocal()) {
            SortedSet<Integer> eps = new TreeSet<>();
            rows.forEach(row -> eps.add(session.compiler().router().placer().epnoOfRow(table, row, h2())));
            session.running().asks(eps);
        }
    }

    /** A new row; it goes to the EP that its key says, to every EP, or to the next in turn. */
    void insert(List<Value> row) {
        check(row);
        if (table.temporary()) {
            insertAt(session.sites().filling(table), row, nextRow(session.epno()));
            return;
        }
        if (table.placement().isFully()) {
            long number = session.cluster().nextCopy(table.id());
            copies().forEach(site -> insertAt(site, row, number));
            return;
        }
        int epno =
                session.compiler().router().epForNew(table, row, session.reach().visibleEps(false), h2());
        if (session.reach().isLocal() && epno != session.epno()) {
            throw DmException.of(ErrorCode.FOREIGN_ROW, table.name().name());
        }
        insertAt(session.sites().ep(epno), row, nextRow(epno));
    }

    /** Every EP's copy of a FULLY table, this session's own first. A local session may not let them differ. */
    List<Site> copies() {
        if (session.reach().isLocal() && session.cluster().eps().size() > 1) {
            throw DmException.of(ErrorCode.FOREIGN_ROW, table.name().name());
        }
        List<Integer> ownFirst = new ArrayList<>(List.of(session.epno()));
        session.cluster().eps().keySet().stream()
                .filter(epno -> epno != session.epno())
                .forEach(ownFirst::add);
        return session.sites().eps(ownFirst);
    }

    private long nextRow(int epno) {
        return session.cluster().ep(epno).nextRow(table.id());
    }

    private void insertAt(Site site, List<Value> row, long number) {
        RowId id = new RowId(site.epno(), 0, number);
        List<Value> values = new ArrayList<>(row.size() + 1);
        values.add(ValueBigint.get(session.rowIds().pack(id)));
        values.addAll(row);
        site.h2().update(insert, values);
        if (site.epno() != session.epno()) {
            session.running().moved(session.cluster().cost().row(row));
        }
        last = id;
    }

    /** Whether the row's key now says another EP than the one it is on. */
    boolean moves(long rowid, List<Value> row) {
        return table.placement().isHash()
                && !table.temporary()
                && session.compiler().router().placer().epnoOfRow(table, row, h2())
                        != session.rowIds().unpack(rowid).epno();
    }

    /** A row that has changed and stays where it is. */
    void update(long rowid, List<Value> row) {
        check(row);
        int epno = session.rowIds().unpack(rowid).epno();
        List<Value> values = new ArrayList<>(row);
        values.add(ValueBigint.get(rowid));
        String sets = table.columns().stream()
                .map(column -> ObjectName.quote(column.name()) + " = ?")
                .collect(Collectors.joining(", "));
        site(epno).h2().update("UPDATE " + table.name().sql() + " SET " + sets + " WHERE \"ROWID\" = ?", values);
        if (epno != session.epno()) {
            session.running().moved(session.cluster().cost().row(row));
        }
        last = session.rowIds().unpack(rowid);
    }

    void delete(long rowid) {
        Value id = ValueBigint.get(rowid);
        int epno = session.rowIds().unpack(rowid).epno();
        site(epno).h2().update("DELETE FROM " + table.name().sql() + " WHERE \"ROWID\" = ?", List.of(id));
        if (epno != session.epno()) {
            session.running().moved(session.cluster().cost().row(List.of(id)));
        }
    }

    private Site site(int epno) {
        return table.temporary()
                ? session.sites().temporary(table)
                : session.sites().ep(epno);
    }

    /** What H2 does not check: lengths in bytes, and that a BIT is 0 or 1. */
    void check(List<Value> row) {
        Charset charset = session.cluster().spec().charset();
        for (int i = 0; i < row.size(); i++) {
            ColumnDef column = table.columns().get(i);
            Value value = row.get(i);
            if (value.getValueType() == Value.NULL) {
                continue;
            }
            if (column.lengthInBytes()
                    && value.getString().stripTrailing().getBytes(charset).length
                            > column.spec().precision()) {
                throw DmException.of(ErrorCode.TOO_LONG, column.name());
            }
            if (column.spec().type() == DmType.BIT && value.getInt() != 0 && value.getInt() != 1) {
                throw DmException.of(ErrorCode.OVERFLOW);
            }
        }
    }

    private SessionLocal h2() {
        return session.sites().workspace().session();
    }
}
