package io.opendcp.simulator.plan;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.expression.Expression;
import org.h2.expression.ExpressionVisitor;
import org.h2.expression.condition.ConditionAndOr;
import org.h2.expression.condition.ConditionAndOrN;
import org.h2.table.TableFilter;
import org.h2.util.HasSQL;
import org.jspecify.annotations.Nullable;

/** Takes a condition apart at its ANDs. */
final class Conjuncts {
    private Conjuncts() {}

    static List<Expression> of(@Nullable Expression condition) {
        return condition == null ? List.of() : split(condition).toList();
    }

    private static Stream<Expression> split(Expression condition) {
        boolean several = condition instanceof ConditionAndOr || condition instanceof ConditionAndOrN;
        if (!several || !isAnd(condition)) {
            return Stream.of(condition);
        }
        return IntStream.range(0, condition.getSubexpressionCount())
                .mapToObj(condition::getSubexpression)
                .flatMap(Conjuncts::split);
    }

    /** H2 does not tell AND from OR other than in the text it prints. */
    private static boolean isAnd(Expression condition) {
        String whole = condition
                .getUnenclosedSQL(new StringBuilder(), HasSQL.DEFAULT_SQL_FLAGS)
                .toString();
        String first = condition.getSubexpression(0).getSQL(HasSQL.DEFAULT_SQL_FLAGS, Expression.AUTO_PARENTHESES);
        return whole.startsWith(first)
                && whole.substring(first.length()).stripLeading().startsWith("AND");
    }

    /** Whether it can be decided by looking at a row of {@code filter} alone, with the same answer anywhere. */
    static boolean isOf(Expression conjunct, TableFilter filter, List<TableFilter> all) {
        return !hasSubquery(conjunct)
                && conjunct.isEverything(ExpressionVisitor.DETERMINISTIC_VISITOR)
                && all.stream()
                        .filter(other -> !other.equals(filter))
                        .allMatch(other -> conjunct.isEverything(ExpressionVisitor.getNotFromResolverVisitor(other)));
    }

    /** Whether its text may hold a subquery; a string that says SELECT counts too, which costs only speed. */
    static boolean hasSubquery(Expression expression) {
        return expression.getSQL(HasSQL.DEFAULT_SQL_FLAGS).contains("SELECT");
    }
}
