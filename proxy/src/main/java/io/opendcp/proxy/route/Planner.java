package io.opendcp.proxy.route;

import io.opendcp.proxy.route.Conditions.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/** Makes a plan of one statement. */
final class Planner {
    private final Queries queries = new Queries();
    private final Map<Integer, Set<String>> updated = new HashMap<>();
    private final Set<Integer> stored = new HashSet<>();

    private Planner() {}

    /**
     * Parses a shape's text: up to milliseconds of work and megabytes of garbage, so not on an event loop.
     *
     * @return {@link Plan#NONE} if it is not understood
     */
    static Plan plan(String shape) {
        if (!ShapeLimits.allow(shape)) {
            return Plan.NONE;
        }
        try {
            Statement statement = CCJSqlParserUtil.newParser(shape)
                    .withAllowComplexParsing(true)
                    .Statement();
            Planner planner = new Planner();
            return planner.walk(statement) && planner.queries.count() == ShapeLimits.queries(shape)
                    ? planner.plan()
                    : Plan.NONE;
        } catch (ParseException | RuntimeException | StackOverflowError | AssertionError e) {
            // The parser's failures are of many kinds, and DM may well know better: any EP will answer.
            return Plan.NONE;
        }
    }

    private boolean walk(@Nullable Statement statement) {
        if (statement instanceof Select select) {
            queries.query(select, null);
        } else if (statement instanceof Insert insert) {
            return insert(insert);
        } else if (statement instanceof Update update) {
            update(update);
        } else if (statement instanceof Delete delete) {
            return delete(delete);
        } else if (statement instanceof Merge merge) {
            merge(merge);
        } else {
            return false;
        }
        return true;
    }

    private boolean insert(Insert insert) {
        Scope scope = new Scope(null);
        queries.common(insert.getWithItemsList(), scope);
        List<String> columns = insert.getColumns() == null
                ? List.of()
                : insert.getColumns().stream()
                        .map(each -> Scope.folded(each.getColumnName()))
                        .toList();
        if (insert.getSelect() instanceof Values values) {
            for (List<? extends Expression> row : rows(values.getExpressions())) {
                int target = target(insert.getTable());
                for (int i = 0; i < row.size(); i++) {
                    given(new Node(target, column(columns, i)), row.get(i), scope);
                }
            }
            return true;
        }
        if (insert.getSelect() == null || insert.isOracleMultiInsert()) {
            return false;
        }
        int target = target(insert.getTable());
        int rows = queries.query(insert.getSelect(), scope);
        for (int i = 0; i < columns.size(); i++) {
            queries.conditions.imply(new Node(rows, Use.position(i)), new Node(target, columns.get(i)));
        }
        for (int i = 0; columns.isEmpty() && i < ShapeLimits.MOST_COLUMNS; i++) {
            queries.conditions.imply(new Node(rows, Use.position(i)), new Node(target, Use.position(i)));
        }
        return true;
    }

    private static String column(List<String> columns, int position) {
        return position < columns.size() ? columns.get(position) : Use.position(position);
    }

    private static List<List<? extends Expression>> rows(ExpressionList<?> values) {
        if (values instanceof ParenthesedExpressionList<?>) {
            return List.of(values);
        }
        List<List<? extends Expression>> rows = new ArrayList<>();
        for (Expression each : values) {
            if (each instanceof ExpressionList<?> row) {
                rows.add(row);
            }
        }
        return rows;
    }

    private void given(Node node, Expression value, Scope scope) {
        Term term = Predicates.term(value);
        if (term != null) {
            queries.conditions.know(node, List.of(term));
        } else {
            queries.subqueries(value, scope);
        }
    }

    private void update(Update update) {
        Scope scope = new Scope(null);
        queries.common(update.getWithItemsList(), scope);
        queries.from(update.getTable(), update.getStartJoins(), scope);
        int target = scope.own().stream().min(Integer::compare).orElseThrow();
        queries.from(update.getFromItem(), update.getJoins(), scope);
        sets(update.getUpdateSets(), target, scope);
        queries.predicates.read(update.getWhere(), scope, scope.own());
        queries.subqueries(update.getWhere(), scope);
    }

    private void sets(@Nullable List<UpdateSet> sets, int target, Scope scope) {
        for (UpdateSet set : sets == null ? List.<UpdateSet>of() : sets) {
            for (Column column : set.getColumns()) {
                updated.computeIfAbsent(target, key -> new HashSet<>()).add(Scope.folded(column.getColumnName()));
            }
            queries.subqueries(set.getValues(), scope);
        }
    }

    private boolean delete(Delete delete) {
        if (delete.getTables() != null && !delete.getTables().isEmpty()) {
            return false;
        }
        Scope scope = new Scope(null);
        queries.common(delete.getWithItemsList(), scope);
        queries.from(delete.getTable(), delete.getJoins(), scope);
        for (var item : delete.getUsingFromItemList() == null ? List.<Table>of() : delete.getUsingFromItemList()) {
            queries.from(item, null, scope);
        }
        queries.predicates.read(delete.getWhere(), scope, scope.own());
        queries.subqueries(delete.getWhere(), scope);
        return true;
    }

    private void merge(Merge merge) {
        Scope scope = new Scope(null);
        queries.common(merge.getWithItemsList(), scope);
        queries.from(merge.getTable(), null, scope);
        Set<Integer> target = scope.own();
        queries.from(merge.getFromItem(), null, scope);
        queries.predicates.read(merge.getOnCondition(), scope, target);
        queries.subqueries(merge.getOnCondition(), scope);
        if (merge.getMergeUpdate() != null) {
            sets(
                    merge.getMergeUpdate().getUpdateSets(),
                    target.isEmpty() ? -1 : target.iterator().next(),
                    scope);
            queries.subqueries(merge.getMergeUpdate().getWhereCondition(), scope);
        }
        if (merge.getMergeInsert() != null) {
            queries.subqueries(merge.getMergeInsert().getValues(), scope);
        }
    }

    private int target(Table table) {
        int target = queries.newSource();
        queries.tables.put(target, table);
        stored.add(target);
        return target;
    }

    private Plan plan() {
        queries.conditions.conclude();
        Map<Integer, Map<String, List<Term>>> known = queries.conditions.bySource();
        List<Use> uses = new ArrayList<>();
        for (Map.Entry<Integer, Table> each : queries.tables.entrySet()) {
            Table table = each.getValue();
            if (table.getNameParts().size() > 2 || table.getFullyQualifiedName().indexOf('@') >= 0) {
                return Plan.NONE; // behind a link
            }
            uses.add(new Use(
                    table.getSchemaName() == null ? null : Scope.folded(table.getSchemaName()),
                    Scope.folded(table.getName()),
                    known.getOrDefault(each.getKey(), Map.of()),
                    updated.getOrDefault(each.getKey(), Set.of()),
                    stored.contains(each.getKey())));
        }
        long names = uses.stream()
                .map(use -> List.of(String.valueOf(use.schema()), use.table()))
                .distinct()
                .count();
        return names > ShapeLimits.MOST_TABLES ? Plan.NONE : new Plan(true, uses);
    }
}
