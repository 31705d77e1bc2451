package io.opendcp.proxy.route;

import io.opendcp.proxy.route.Conditions.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/** Walks over queries and what is in them: finds tables, and what is known of their columns. */
final class Queries {
    private static final String NO_ROWS_OF_ITS_OWN = "DUAL";

    final Conditions conditions = new Conditions();
    final Predicates predicates = new Predicates(conditions);
    /** The sources that are tables. */
    final Map<Integer, Table> tables = new LinkedHashMap<>();

    private int sources;
    private int queries;

    /** How many SELECTs have been walked over. */
    int count() {
        return queries;
    }

    int newSource() {
        return sources++;
    }

    /** Walks over a query; returns the source that its rows are. */
    int query(Select select, @Nullable Scope outer) {
        Scope scope = new Scope(outer);
        common(select.getWithItemsList(), scope);
        if (select instanceof ParenthesedSelect brackets) {
            return query(brackets.getSelect(), scope);
        }
        if (select instanceof PlainSelect plain) {
            return plain(plain, scope);
        }
        if (select instanceof SetOperationList operation) {
            operation.getSelects().forEach(each -> query(each, scope));
        }
        return newSource();
    }

    void common(@Nullable List<WithItem<?>> items, Scope scope) {
        if (items == null) {
            return;
        }
        for (WithItem<?> item : items) {
            int source = newSource();
            scope.addCommon(Scope.folded(item.getAliasName()), source);
            if (item.getParenthesedStatement() instanceof ParenthesedSelect select) {
                int rows = query(select, scope);
                if (item.getWithItemList() == null || item.getWithItemList().isEmpty()) {
                    conditions.implyColumns(rows, source);
                }
            }
        }
    }

    private int plain(PlainSelect select, Scope scope) {
        queries++;
        from(select.getFromItem(), select.getJoins(), scope);
        Set<Integer> own = scope.own();
        predicates.read(select.getWhere(), scope, own);
        subqueries(select.getWhere(), scope);
        subqueries(select.getHaving(), scope);
        select.getSelectItems().forEach(item -> subqueries(item.getExpression(), scope));
        if (select.getOrderByElements() != null) {
            select.getOrderByElements().forEach(element -> subqueries(element.getExpression(), scope));
        }
        if (select.getOracleHierarchical() != null) {
            subqueries(select.getOracleHierarchical(), scope);
        }
        int rows = newSource();
        outputs(select, scope, rows);
        return rows;
    }

    /** Adds what stands behind FROM to a scope, with its conditions. */
    void from(@Nullable FromItem first, @Nullable List<Join> joins, Scope scope) {
        if (first != null) {
            source(first, scope);
        }
        for (Join join : joins == null ? List.<Join>of() : joins) {
            Set<Integer> before = scope.own();
            source(join.getFromItem(), scope);
            join(join, before, scope);
        }
    }

    private void join(Join join, Set<Integer> before, Scope scope) {
        Set<Integer> after = scope.own();
        Set<Integer> added = new HashSet<>(after);
        added.removeAll(before);
        Set<Integer> restricted = join.isFull() ? Set.of() : join.isLeft() ? added : join.isRight() ? before : after;
        for (Expression on : join.getOnExpressions()) {
            predicates.read(on, scope, restricted);
            subqueries(on, scope);
        }
        for (Column using : join.getUsingColumns()) {
            String column = Scope.folded(using.getColumnName());
            List<Node> left = before.stream().map(id -> new Node(id, column)).toList();
            List<Node> right = added.stream().map(id -> new Node(id, column)).toList();
            predicates.imply(left, right, restricted);
            predicates.imply(right, left, restricted);
        }
    }

    private void source(FromItem item, Scope scope) {
        Alias alias = item.getAlias();
        String name = alias == null ? null : Scope.folded(alias.getName());
        if (item instanceof Table table) {
            scope.add(name == null ? Scope.folded(table.getName()) : name, table(table, scope));
        } else if (item instanceof ParenthesedFromItem brackets) {
            from(brackets.getFromItem(), brackets.getJoins(), scope);
        } else if (item instanceof Select select) {
            scope.add(name, query(select, scope));
        } else {
            scope.add(name, newSource());
        }
    }

    private int table(Table table, Scope scope) {
        int source = newSource();
        Integer common = table.getSchemaName() == null ? scope.common(Scope.folded(table.getName())) : null;
        if (common != null) {
            conditions.implyColumns(common, source);
        } else if (!Scope.folded(table.getName()).equals(NO_ROWS_OF_ITS_OWN)) {
            tables.put(source, table);
        }
        return source;
    }

    /** Walks over the queries within an expression. */
    void subqueries(@Nullable Expression expression, Scope scope) {
        if (expression == null) {
            return;
        }
        expression.accept(
                new ExpressionVisitorAdapter<Void>() {
                    @Override
                    public <S> @Nullable Void visit(ParenthesedSelect select, S context) {
                        query(select, scope);
                        return null;
                    }

                    @Override
                    public <S> @Nullable Void visit(Select select, S context) {
                        query(select, scope);
                        return null;
                    }
                },
                null);
    }

    /**
     * Ties the columns that a query gives to those that they come from, and back where a condition can be moved inside. Of
     * columns with one name nothing goes back: it would go from one to the other.
     */
    private void outputs(PlainSelect select, Scope scope, int rows) {
        boolean back = select.getLimit() == null
                && select.getOffset() == null
                && select.getFetch() == null
                && select.getTop() == null
                && select.getGroupBy() == null;
        Set<Integer> own = scope.own();
        boolean alone = select.getSelectItems().size() == 1;
        Map<String, Integer> names = names(select);
        boolean counted = true;
        int position = 0;
        for (SelectItem<?> item : select.getSelectItems()) {
            Expression expression = Predicates.bare(item.getExpression());
            if (expression instanceof AllColumns) {
                Integer named = expression instanceof AllTableColumns all
                        ? scope.source(Scope.folded(all.getTable().getName()))
                        : null;
                tie(named == null ? own : Set.of(named), rows, back && alone && own.size() == 1);
                counted = false;
                continue;
            }
            String name = name(item, expression);
            if (name != null) {
                output(expression, new Node(rows, name), scope, back && Objects.requireNonNull(names.get(name)) == 1);
            }
            if (counted) {
                output(expression, new Node(rows, Use.position(position++)), scope, back);
            }
        }
    }

    /** How often each name of a column is given. */
    private static Map<String, Integer> names(PlainSelect select) {
        Map<String, Integer> names = new HashMap<>();
        for (SelectItem<?> item : select.getSelectItems()) {
            Expression expression = Predicates.bare(item.getExpression());
            String name = expression instanceof AllColumns ? null : name(item, expression);
            if (name != null) {
                names.merge(name, 1, Integer::sum);
            }
        }
        return names;
    }

    private void tie(Set<Integer> from, int rows, boolean back) {
        for (int source : from) {
            conditions.implyColumns(source, rows);
            if (back) {
                conditions.implyColumns(rows, source);
            }
        }
    }

    private void output(Expression expression, Node output, Scope scope, boolean back) {
        if (expression instanceof Column column) {
            Set<Integer> own = scope.own();
            for (Node node : scope.nodes(column)) {
                conditions.imply(node, output);
                if (back && own.contains(node.source())) {
                    conditions.imply(output, node);
                }
            }
        } else {
            Term term = Predicates.term(expression);
            if (term != null) {
                conditions.know(output, List.of(term));
            }
        }
    }

    private static @Nullable String name(SelectItem<?> item, Expression expression) {
        if (item.getAlias() != null) {
            return Scope.folded(item.getAlias().getName());
        }
        return expression instanceof Column column ? Scope.folded(column.getColumnName()) : null;
    }
}
