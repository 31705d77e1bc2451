package io.opendcp.simulator.session;

import io.opendcp.protocol.distribution.RowIdLayout;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobCodec;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.IntervalType;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.h2.api.IntervalQualifier;
import org.h2.engine.SessionLocal;
import org.h2.expression.ParameterInterface;
import org.h2.value.TypeInfo;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/** Describes columns and parameters in DM's types: as defined for columns of a table, else after H2's type. */
final class Descriptors {
    private static final int VARCHAR_MAX = 32767;

    private final Dictionary dictionary;

    Descriptors(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    List<Descriptor> columns(List<Rows.Column> columns, List<@Nullable String> labels) {
        List<Descriptor> described = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String label = labels.size() == columns.size() ? labels.get(i) : null;
            described.add(column(columns.get(i), label == null ? columns.get(i).label() : label));
        }
        return described;
    }

    private Descriptor column(Rows.Column column, String label) {
        TableDef table = dictionary.table(new ObjectName(column.schema(), column.table()));
        if (column.column().equals(TableDef.ROWID) && column.type().getValueType() == Value.BIGINT) {
            return Descriptor.column(label, new TypeSpec(DmType.ROWID, 12, 0));
        }
        OptionalInt position = table == null ? OptionalInt.empty() : table.position(column.column());
        if (table != null && position.isPresent()) {
            ColumnDef def = table.columns().get(position.getAsInt());
            return new Descriptor(
                    label,
                    def.spec(),
                    def.typeName(),
                    def.nullable(),
                    table.name().name(),
                    table.name().schema(),
                    def.name(),
                    def.identity(),
                    Descriptor.Io.IN,
                    false,
                    LobCodec.isLob(def.spec().type())
                            ? new Descriptor.LobColumn(table.id(), position.getAsInt())
                            : null);
        }
        TypeSpec spec = spec(column.type());
        return new Descriptor(
                label,
                spec,
                spec.type().sqlName(),
                column.nullable(),
                column.table(),
                column.schema(),
                column.column(),
                false,
                Descriptor.Io.IN);
    }

    static List<Descriptor> parameters(List<? extends ParameterInterface> parameters) {
        return parameters.stream()
                .map(parameter -> Descriptor.parameter(spec(parameter.getType())))
                .toList();
    }

    /** DM's type for H2's. */
    static TypeSpec spec(TypeInfo type) {
        int scale = type.getScale();
        return switch (type.getValueType()) {
            case Value.CHAR -> new TypeSpec(DmType.CHAR, length(type), 0);
            case Value.CLOB -> new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);
            case Value.BINARY -> new TypeSpec(DmType.BINARY, length(type), 0);
            case Value.VARBINARY -> new TypeSpec(DmType.VARBINARY, length(type), 0);
            case Value.BLOB -> new TypeSpec(DmType.BLOB, Integer.MAX_VALUE, 0);
            case Value.BOOLEAN -> new TypeSpec(DmType.BIT, 1, 0);
            case Value.TINYINT -> new TypeSpec(DmType.TINYINT, 1, 0);
            case Value.SMALLINT -> new TypeSpec(DmType.SMALLINT, 2, 0);
            case Value.INTEGER -> new TypeSpec(DmType.INTEGER, 4, 0);
            case Value.BIGINT -> new TypeSpec(DmType.BIGINT, 8, 0);
            case Value.NUMERIC -> numeric(type);
            case Value.DECFLOAT -> new TypeSpec(DmType.DECIMAL, 0, 0);
            case Value.REAL -> new TypeSpec(DmType.REAL, 4, 0);
            case Value.DOUBLE -> new TypeSpec(DmType.DOUBLE, 8, 0);
            case Value.DATE -> new TypeSpec(DmType.DATE, 3, 0);
            case Value.TIME -> new TypeSpec(DmType.TIME, 5, Math.min(scale, 6));
            case Value.TIME_TZ -> new TypeSpec(DmType.TIME_WITH_TIME_ZONE, 7, Math.min(scale, 6));
            case Value.TIMESTAMP ->
                scale > 6 ? new TypeSpec(DmType.TIMESTAMP_NANOS, 9, scale) : new TypeSpec(DmType.TIMESTAMP, 8, scale);
            case Value.TIMESTAMP_TZ ->
                scale > 6
                        ? new TypeSpec(DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE, 11, scale)
                        : new TypeSpec(DmType.TIMESTAMP_WITH_TIME_ZONE, 10, scale);
            default -> interval(type);
        };
    }

    private static TypeSpec interval(TypeInfo type) {
        int first = type.getValueType() - Value.INTERVAL_YEAR;
        if (first >= 0 && type.getValueType() <= Value.INTERVAL_MINUTE_TO_SECOND) {
            return IntervalType.spec(IntervalQualifier.valueOf(first).toString());
        }
        return new TypeSpec(DmType.VARCHAR, length(type), 0);
    }

    private static TypeSpec numeric(TypeInfo type) {
        long precision = type.getPrecision();
        return precision > 38
                ? new TypeSpec(DmType.DECIMAL, 0, 0)
                : new TypeSpec(DmType.DECIMAL, (int) precision, type.getScale());
    }

    private static int length(TypeInfo type) {
        long precision = type.getPrecision();
        return precision < 1 || precision > VARCHAR_MAX ? VARCHAR_MAX : (int) precision;
    }

    static RowSet rowSet(List<Descriptor> columns, List<List<Value>> rows, SessionLocal session, RowIdLayout layout) {
        List<@Nullable Object[]> converted = new ArrayList<>(rows.size());
        for (List<Value> row : rows) {
            @Nullable Object[] values = new @Nullable Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Values.toJava(row.get(i), columns.get(i).spec(), session, layout);
            }
            converted.add(values);
        }
        return new RowSet(columns, converted);
    }
}
