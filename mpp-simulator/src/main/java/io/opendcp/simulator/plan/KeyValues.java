package io.opendcp.simulator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.h2.engine.SessionLocal;
import org.h2.expression.Expression;
import org.h2.expression.ExpressionColumn;
import org.h2.expression.ExpressionVisitor;
import org.h2.expression.condition.Comparison;
import org.h2.expression.condition.ConditionInConstantSet;
import org.h2.expression.condition.ConditionInList;
import org.h2.message.DbException;
import org.h2.table.Column;
import org.h2.util.HasSQL;
import org.h2.value.DataType;
import org.h2.value.TypeInfo;
import org.h2.value.Value;

/** The values that a column can have in rows that fulfil a need's conditions: from {@code =} and {@code IN}. */
public final class KeyValues {
    /** Most values of an IN list that are looked at. */
    static final int VALUES_MAX = 1000;

    private KeyValues() {}

    /** The values of {@code column}, in its own type; nothing if the conditions do not say. NULLs match no row. */
    public static Optional<List<Value>> of(Need need, String column, SessionLocal session) {
        Column wanted = need.table().getColumn(column);
        for (Expression condition : need.conditions()) {
            Optional<List<Value>> values = values(condition, wanted, session);
            if (values.isPresent()) {
                return values;
            }
        }
        return Optional.empty();
    }

    private static Optional<List<Value>> values(Expression condition, Column column, SessionLocal session) {
        if (condition instanceof Comparison comparison) {
            StringBuilder rest = new StringBuilder();
            comparison.getWhenSQL(rest, HasSQL.DEFAULT_SQL_FLAGS);
            if (rest.toString().startsWith(" = ")) {
                Expression left = comparison.getSubexpression(0);
                Expression right = comparison.getSubexpression(1);
                return isColumn(left, column)
                        ? converted(List.of(right), column, session)
                        : isColumn(right, column) ? converted(List.of(left), column, session) : Optional.empty();
            }
        }
        boolean in = condition instanceof ConditionInConstantSet || condition instanceof ConditionInList;
        if (in && isColumn(condition.getSubexpression(0), column) && !isNegated(condition)) {
            return converted(
                    IntStream.range(1, condition.getSubexpressionCount())
                            .mapToObj(condition::getSubexpression)
                            .toList(),
                    column,
                    session);
        }
        return Optional.empty();
    }

    private static boolean isNegated(Expression in) {
        StringBuilder rest = new StringBuilder();
        in.getWhenSQL(rest, HasSQL.DEFAULT_SQL_FLAGS);
        return rest.toString().startsWith(" NOT");
    }

    private static boolean isColumn(Expression expression, Column column) {
        return expression instanceof ExpressionColumn reference && column.equals(reference.getColumn());
    }

    private static Optional<List<Value>> converted(List<Expression> given, Column column, SessionLocal session) {
        if (given.size() > VALUES_MAX) {
            return Optional.empty();
        }
        List<Value> values = new ArrayList<>();
        for (Expression expression : given) {
            if (!expression.isEverything(ExpressionVisitor.INDEPENDENT_VISITOR)) {
                return Optional.empty();
            }
            try {
                Value value = expression.getValue(session);
                if (value.getValueType() == Value.NULL) {
                    continue;
                }
                if (!comparedAsColumn(column.getType(), value.getType())) {
                    return Optional.empty();
                }
                values.add(column.convert(session, value));
            } catch (DbException unfit) {
                // It will be told when the statement runs; here it only says nothing about EPs.
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Whether equality is decided in the column's own kind: {@code VARCHAR = 5} is true for '5' and '05'. */
    private static boolean comparedAsColumn(TypeInfo column, TypeInfo value) {
        int columnType = column.getValueType();
        int valueType = value.getValueType();
        return columnType == valueType
                || TypeInfo.getHigherType(column, value).getValueType() == columnType
                || (DataType.isNumericType(columnType) && DataType.isNumericType(valueType));
    }
}
