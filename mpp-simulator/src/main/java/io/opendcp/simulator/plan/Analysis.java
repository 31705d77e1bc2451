package io.opendcp.simulator.plan;

import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.command.Prepared;
import org.h2.command.dml.Delete;
import org.h2.command.dml.Update;
import org.h2.command.query.Query;
import org.h2.command.query.Select;
import org.h2.command.query.SelectUnion;
import org.h2.engine.DbObject;
import org.h2.expression.Expression;
import org.h2.expression.ExpressionVisitor;
import org.h2.schema.Sequence;
import org.h2.table.CTE;
import org.h2.table.Column;
import org.h2.table.DerivedTable;
import org.h2.table.QueryExpressionTable;
import org.h2.table.Table;
import org.h2.table.TableFilter;
import org.h2.table.TableType;
import org.h2.table.TableView;
import org.jspecify.annotations.Nullable;

/**
 * What a statement that H2 has compiled reads: tables, through views and subqueries too, with the conditions that may be
 * tested where a table's rows are. Conditions are moved for tables of a FROM clause (of views and derived tables as
 * well) that occur once and are not on the inner side of an outer join; never for what is read in a subquery.
 */
public final class Analysis {
    private final Map<Table, List<Need>> needs = new LinkedHashMap<>();
    private final Set<ObjectName> named = new LinkedHashSet<>();
    private final Set<ObjectName> views = new LinkedHashSet<>();
    private final HashSet<Column> columns = new HashSet<>();
    private @Nullable Table changed;
    private boolean usesSequence;

    /** Looks into a query, an UPDATE or a DELETE; of anything else it sees the tables only. */
    public static Analysis of(Prepared prepared) {
        Analysis analysis = new Analysis();
        if (prepared instanceof Query query) {
            analysis.query(query, true);
        } else if (prepared instanceof Update update) {
            analysis.change(update.getTableFilter(), update.getCondition());
        } else if (prepared instanceof Delete delete) {
            analysis.change(delete.getTableFilter(), delete.getCondition());
        }
        dependencies(prepared).forEach(analysis::rest);
        if (prepared instanceof Query query) {
            query.isEverything(ExpressionVisitor.getColumnsVisitor(analysis.columns, null));
        }
        return analysis;
    }

    /** What it uses, also deep inside of queries in FROM: of those H2 tells only the tables that their own FROM names. */
    private static Set<DbObject> dependencies(Prepared prepared) {
        HashSet<DbObject> found = new HashSet<>();
        prepared.collectDependencies(found);
        Set<DbObject> all = new LinkedHashSet<>();
        List<DbObject> open = ordered(found);
        while (!open.isEmpty()) {
            DbObject one = open.remove(open.size() - 1);
            if (all.add(one) && one instanceof QueryExpressionTable inner && inner.getQuery() != null) {
                HashSet<DbObject> deeper = new HashSet<>();
                inner.getQuery().isEverything(ExpressionVisitor.getDependenciesVisitor(deeper));
                open.addAll(ordered(deeper));
            }
        }
        return all;
    }

    /** H2 gives them in an order of its memory's addresses; ours is the same in each run. */
    private static List<DbObject> ordered(Set<DbObject> found) {
        List<DbObject> objects = new ArrayList<>(found);
        objects.sort(Comparator.comparingInt(DbObject::getId)
                .thenComparing(object -> Objects.requireNonNullElse(object.getName(), "")));
        return objects;
    }

    /** One per table read. */
    public List<Need> needs(Mentions mentions) {
        List<Need> merged = new ArrayList<>();
        for (List<Need> uses : needs.values()) {
            boolean once = uses.size() == 1;
            // H2 does not show the subqueries of a SET clause.
            boolean again = uses.get(0).table().equals(changed)
                    && mentions.readsAgain(uses.get(0).name().name());
            Need need = once && !again ? uses.get(0) : uses.get(0).without();
            merged.add(need.withColumns(columns(need.table(), mentions)));
        }
        return merged;
    }

    /** Tables and views that the statement names itself; what views read is not among them. */
    public Set<ObjectName> named() {
        return named;
    }

    public Set<ObjectName> views() {
        return views;
    }

    /** Tables whose ROWID the statement's select list or conditions use. */
    public Set<ObjectName> rowids() {
        return columns.stream()
                .filter(column -> column.getName().equals(TableDef.ROWID))
                .map(column -> name(column.getTable()))
                .collect(Collectors.toSet());
    }

    /** Whether a sequence is drawn from: that happens in one place only. */
    public boolean usesSequence() {
        return usesSequence;
    }

    private void change(TableFilter filter, @Nullable Expression condition) {
        List<Expression> own = Conjuncts.of(condition).stream()
                .filter(one -> Conjuncts.isOf(one, filter, List.of(filter)))
                .toList();
        use(filter, own, true);
        changed = filter.getTable();
        if (condition != null) {
            condition.isEverything(ExpressionVisitor.getColumnsVisitor(columns, null));
        }
    }

    private void query(Query query, boolean direct) {
        if (query instanceof SelectUnion union) {
            query(union.getLeft(), direct);
            query(union.getRight(), direct);
        } else if (query instanceof Select select && select.getTopTableFilter() != null) {
            select(select, direct);
        }
    }

    private void select(Select select, boolean direct) {
        List<TableFilter> filters = new ArrayList<>();
        select.getTopTableFilter().visit(filters::add);
        List<Expression> conjuncts = Conjuncts.of(select.getCondition());
        for (TableFilter filter : filters) {
            boolean outer = filter.isJoinOuter() || filter.isJoinOuterIndirect();
            List<Expression> own = outer
                    ? List.of()
                    : conjuncts.stream()
                            .filter(one -> Conjuncts.isOf(one, filter, filters))
                            .toList();
            from(filter, own, direct);
        }
        List<Expression> expressions = new ArrayList<>(select.getExpressions());
        expressions.addAll(conjuncts);
        filters.forEach(filter -> addIfThere(expressions, filter.getJoinCondition()));
        addIfThere(expressions, select.getHaving());
        addIfThere(expressions, select.getQualify());
        expressions.stream().filter(Conjuncts::hasSubquery).forEach(one -> subquery(one, direct));
    }

    private static void addIfThere(List<Expression> expressions, @Nullable Expression expression) {
        if (expression != null) {
            expressions.add(expression);
        }
    }

    private void from(TableFilter filter, List<Expression> own, boolean direct) {
        if (filter.getTable() instanceof TableView view) {
            seen(view, direct);
            query(view.getQuery(), false);
        } else if (filter.getTable() instanceof DerivedTable derived) {
            // Only then it has its tables in order; it belongs to this statement alone.
            derived.getQuery().preparePlan();
            query(derived.getQuery(), direct);
        } else if (filter.getTable() instanceof CTE cte && cte.getQuery() != null) {
            query(cte.getQuery(), direct);
        } else {
            use(filter, own, direct);
        }
    }

    private void use(TableFilter filter, List<Expression> own, boolean direct) {
        Table table = filter.getTable();
        if (isStored(table)) {
            seen(table, direct);
            needs.computeIfAbsent(table, key -> new ArrayList<>())
                    .add(new Need(name(table), table, filter.getTableAlias(), own, List.of()));
        }
    }

    /** Everything read below {@code expression} is read whole. */
    private void subquery(Expression expression, boolean direct) {
        HashSet<DbObject> found = new HashSet<>();
        expression.isEverything(ExpressionVisitor.getDependenciesVisitor(found));
        boolean throughView = found.stream().anyMatch(TableView.class::isInstance);
        for (DbObject object : ordered(found)) {
            if (object instanceof Table table) {
                seen(table, direct && (!throughView || table instanceof TableView));
                whole(table);
            }
        }
    }

    /** What only the list of dependencies shows. */
    private void rest(DbObject object) {
        usesSequence |= object instanceof Sequence;
        if (object instanceof TableView view) {
            views.add(name(view));
        }
        if (object instanceof Table table && isStored(table) && !needs.containsKey(table)) {
            whole(table);
        }
    }

    private void whole(Table table) {
        if (isStored(table)) {
            Need need = new Need(name(table), table, table.getName(), List.of(), List.of());
            // Twice, so that conditions of another place where it is read do not count.
            needs.computeIfAbsent(table, key -> new ArrayList<>()).addAll(List.of(need, need));
        }
    }

    private void seen(Table table, boolean direct) {
        if (direct && (table instanceof TableView || isStored(table))) {
            named.add(name(table));
        }
    }

    private static boolean isStored(Table table) {
        return table.getTableType() == TableType.TABLE && !(table instanceof QueryExpressionTable);
    }

    private static ObjectName name(Table table) {
        return new ObjectName(table.getSchema().getName(), table.getName());
    }

    private static List<String> columns(Table table, Mentions mentions) {
        List<String> names = new ArrayList<>();
        for (Column column : table.getColumns()) {
            if (column.isPrimaryKey() || mentions.column(column.getName())) {
                names.add(column.getName());
            }
        }
        return names;
    }
}
