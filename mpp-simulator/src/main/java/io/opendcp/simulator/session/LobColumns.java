package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.LobCodec;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.TableLob;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.dialect.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.h2.command.query.Select;
import org.h2.expression.Expression;
import org.h2.expression.ExpressionColumn;
import org.h2.expression.analysis.DataAnalysisOperation;
import org.h2.table.TableFilter;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which of a query's columns are BLOBs and CLOBs of tables' rows. The rows' ROWIDs are selected behind them, so that LOBs
 * can be told by table, column and row. Where rows of a result are not rows of tables (DISTINCT, groups, UNION, views,
 * derived tables) its LOBs are the session's.
 *
 * @param sql the query with those ROWIDs
 * @param places where LOBs of tables are in the result
 * @param width columns of the result without them
 */
record LobColumns(Sql sql, List<Place> places, int width) {
    /** A column of the result, of which table column it is, and where the ROWID stands. */
    private record Place(int at, TableDef table, int column, int rowid) {}

    /** What {@code sql}, which {@code plan} is of, has of them; {@code null} if it has none. */
    static @Nullable LobColumns of(EpSession session, Plan plan, Sql sql) {
        if (!(plan.prepared() instanceof Select select) || !isPlain(select)) {
            return null;
        }
        List<Expression> expressions = select.getExpressions().subList(0, select.getColumnCount());
        Map<String, Integer> rowids = new LinkedHashMap<>();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            if (expressions.get(i).getNonAliasExpression() instanceof ExpressionColumn column) {
                Place place = place(session, select, column, i, expressions.size(), rowids);
                if (place != null) {
                    places.add(place);
                }
            }
        }
        int from = from(sql.source().tokens());
        if (places.isEmpty() || from < 0) {
            return null;
        }
        String added = String.join("", rowids.keySet());
        return new LobColumns(sql.inserting(from, added + " "), places, expressions.size());
    }

    /** The columns of a result, without table and column where LOBs are the session's and no table's. */
    static List<Descriptor> described(List<Descriptor> columns, @Nullable LobColumns lobs) {
        Set<Integer> ofTables =
                lobs == null ? Set.of() : lobs.places.stream().map(Place::at).collect(Collectors.toSet());
        return IntStream.range(0, columns.size())
                .mapToObj(i ->
                        ofTables.contains(i) ? columns.get(i) : columns.get(i).ofNoTable())
                .toList();
    }

    private static @Nullable Place place(
            EpSession session, Select select, ExpressionColumn column, int at, int width, Map<String, Integer> rowids) {
        TableFilter filter = column.getTableFilter();
        if (filter == null || column.getColumn() == null || !hasAliasAlone(select, filter)) {
            return null;
        }
        TableDef table = session.cluster()
                .dictionary()
                .table(new ObjectName(
                        filter.getTable().getSchema().getName(),
                        filter.getTable().getName()));
        OptionalInt position = table == null
                ? OptionalInt.empty()
                : table.position(column.getColumn().getName());
        if (table == null
                || position.isEmpty()
                || !LobCodec.isLob(
                        table.columns().get(position.getAsInt()).spec().type())) {
            return null;
        }
        String rowid = ", " + ObjectName.quote(filter.getTableAlias()) + "." + ObjectName.quote(TableDef.ROWID);
        Integer known = rowids.putIfAbsent(rowid, width + rowids.size());
        return new Place(at, table, position.getAsInt(), known == null ? rowids.get(rowid) : known);
    }

    private static boolean hasAliasAlone(Select select, TableFilter filter) {
        List<TableFilter> filters = new ArrayList<>();
        if (select.getTopTableFilter() != null) {
            select.getTopTableFilter().visit(filters::add);
        }
        return filters.contains(filter)
                && filters.stream()
                                .filter(other -> other.getTableAlias().equals(filter.getTableAlias()))
                                .count()
                        == 1;
    }

    /** Whether each row of the result is one of the joined rows. */
    private static boolean isPlain(Select select) {
        return !select.isAnyDistinct()
                && select.getGroupBy() == null
                && select.getExpressions().stream().noneMatch(LobColumns::aggregates);
    }

    private static boolean aggregates(Expression expression) {
        if (expression instanceof DataAnalysisOperation) {
            return true;
        }
        for (int i = 0; i < expression.getSubexpressionCount(); i++) {
            if (aggregates(expression.getSubexpression(i))) {
                return true;
            }
        }
        return false;
    }

    /** Which token is the FROM of a statement that begins with SELECT; -1 if there is none. */
    private static int from(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; tokens.get(0).is("SELECT") && i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
            if (depth == 0 && tokens.get(i).is("FROM")) {
                return i;
            }
        }
        return -1;
    }

    /** The plan of {@link #sql}; {@code null} if it is not understood after all. */
    @Nullable
    Plan plan(EpSession session) {
        try {
            Plan made = Plan.withRowids(session, session.sites().workspace(), sql);
            boolean grown = made.prepared() instanceof Select select && select.getColumnCount() > width;
            return grown ? made : null;
        } catch (DmException notThere) {
            return null; // a FROM that was none, as in IS DISTINCT FROM
        }
    }

    /**
     * Puts LOBs of tables in the places of their values.
     *
     * @param row of the result
     * @param selected the same row as it was selected
     */
    void name(EpSession session, @Nullable Object[] row, List<Value> selected) {
        for (Place place : places) {
            Object value = row[place.at];
            Value rowid = selected.get(place.rowid);
            if (value != null && rowid.getValueType() != Value.NULL) {
                LobOwner owner = new LobOwner(
                        place.table.id(), place.column, session.rowIds().unpack(rowid.getLong()));
                row[place.at] = new TableLob(LobIds.of(owner, value), owner, value);
            }
        }
    }
}
