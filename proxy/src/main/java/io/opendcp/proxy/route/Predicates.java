package io.opendcp.proxy.route;

import io.opendcp.proxy.route.Conditions.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.expression.operators.relational.SupportsOldOracleJoinSyntax;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/** Reads equalities, AND, IN and IS NULL; everything else says nothing. */
final class Predicates {
    /** Most pairs of sources that an equality of two unqualified columns is tried on. */
    private static final int MOST_PAIRS = 16;

    private final Conditions conditions;

    Predicates(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * @param restricted the sources whose rows do not matter where the condition is not true
     */
    void read(@Nullable Expression condition, Scope scope, Set<Integer> restricted) {
        Deque<Expression> open = new ArrayDeque<>();
        if (condition != null) {
            open.add(condition);
        }
        while (!open.isEmpty()) {
            Expression next = bare(open.removeLast());
            if (next instanceof AndExpression and) {
                open.add(and.getLeftExpression());
                open.add(and.getRightExpression());
            } else if (next instanceof EqualsTo equality) {
                equal(equality.getLeftExpression(), equality.getRightExpression(), equality, scope, restricted);
            } else if (next instanceof InExpression in && !in.isNot()) {
                in(in, scope, restricted);
            } else if (next instanceof IsNullExpression is
                    && !is.isNot()
                    && !is.isUseNotNull()
                    && bare(is.getLeftExpression()) instanceof Column column) {
                know(column, List.of(new Term(Term.NULL, false)), scope, restricted);
            }
        }
    }

    private void equal(Expression left, Expression right, EqualsTo equality, Scope scope, Set<Integer> restricted) {
        Expression one = bare(left);
        Expression other = bare(right);
        if (one instanceof ExpressionList<?> ones && other instanceof ExpressionList<?> others) {
            for (int i = 0; ones.size() == others.size() && i < ones.size(); i++) {
                equal(ones.get(i), others.get(i), equality, scope, restricted);
            }
        } else if (one instanceof Column a && other instanceof Column b) {
            int join = equality.getOldOracleJoinSyntax(); // a mark on the left is found at its column
            boolean leftOptional = a.getOldOracleJoinSyntax() != SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN;
            boolean rightOptional = join != SupportsOldOracleJoinSyntax.NO_ORACLE_JOIN;
            List<Node> as = scope.nodes(a);
            List<Node> bs = scope.nodes(b);
            if (!leftOptional) {
                imply(as, bs, restricted);
            }
            if (!rightOptional) {
                imply(bs, as, restricted);
            }
        } else if (one instanceof Column column) {
            know(column, terms(List.of(other)), scope, restricted);
        } else if (other instanceof Column column) {
            know(column, terms(List.of(one)), scope, restricted);
        }
    }

    void imply(List<Node> from, List<Node> to, Set<Integer> restricted) {
        if (from.size() * to.size() > MOST_PAIRS) {
            return;
        }
        for (Node implied : to) {
            if (restricted.contains(implied.source())) {
                from.forEach(node -> conditions.imply(node, implied));
            }
        }
    }

    private void in(InExpression in, Scope scope, Set<Integer> restricted) {
        Expression left = bare(in.getLeftExpression());
        Expression right = in.getRightExpression();
        if (left instanceof Column column && right instanceof ExpressionList<?> list) {
            know(column, terms(list), scope, restricted);
        } else if (left instanceof Column column) {
            know(column, terms(List.of(right)), scope, restricted);
        }
    }

    private void know(Column column, List<Term> values, Scope scope, Set<Integer> restricted) {
        if (!values.isEmpty()) {
            for (Node node : scope.nodes(column)) {
                if (restricted.contains(node.source())) {
                    conditions.know(node, values);
                }
            }
        }
    }

    /** The values, or none at all if one of them is more than a mark. */
    private static List<Term> terms(List<? extends Expression> expressions) {
        List<Term> terms = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            Term term = term(expression);
            if (term == null || term.mark() == Term.NULL) {
                return List.of();
            }
            terms.add(term);
        }
        return terms;
    }

    /** The value that an expression plainly is; null if it is computed. */
    static @Nullable Term term(Expression expression) {
        Expression bare = bare(expression);
        if (bare instanceof JdbcParameter mark) {
            return new Term(mark.getIndex() - 1, false);
        }
        if (bare instanceof NullValue) {
            return new Term(Term.NULL, false);
        }
        if (bare instanceof SignedExpression signed && (signed.getSign() == '-' || signed.getSign() == '+')) {
            Term inner = term(signed.getExpression());
            return inner == null || inner.mark() == Term.NULL
                    ? inner
                    : new Term(inner.mark(), inner.negated() ^ signed.getSign() == '-');
        }
        return null;
    }

    /** What is left when needless brackets are gone. */
    static Expression bare(Expression expression) {
        Expression bare = expression;
        while (bare instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            bare = list.get(0);
        }
        return bare;
    }
}
