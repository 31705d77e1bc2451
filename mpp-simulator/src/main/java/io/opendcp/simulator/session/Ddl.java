package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ConstraintText;
import io.opendcp.simulator.dialect.ObjectName;
import java.util.stream.Collectors;

/** Definitions as text, in DM's words. */
public final class Ddl {
    private static final int MASK = 0x0FFF;

    private Ddl() {}

    static String typeText(Descriptor column) {
        return typeText(column.spec(), column.typeName());
    }

    static String typeText(TypeSpec spec, String name) {
        return switch (spec.type()) {
            case CHAR, VARCHAR, VARCHAR2, BINARY, VARBINARY -> name + "(" + Math.max(1, spec.precision()) + ")";
            case DECIMAL -> spec.precision() == 0 ? name : name + "(" + spec.precision() + ", " + spec.scale() + ")";
            case TIME, TIMESTAMP, TIMESTAMP_NANOS ->
                "%s(%d)".formatted(spec.type().sqlName(), spec.scale() & MASK);
            case TIME_WITH_TIME_ZONE -> "TIME(%d) WITH TIME ZONE".formatted(spec.scale() & MASK);
            case TIMESTAMP_WITH_TIME_ZONE, TIMESTAMP_NANOS_WITH_TIME_ZONE ->
                "TIMESTAMP(%d) WITH TIME ZONE".formatted(spec.scale() & MASK);
            default -> name;
        };
    }

    /** A table's definition in the form that TABLEDEF prints, with its distribution. */
    public static String tableText(TableDef table, java.util.List<String> primaryKey) {
        String columns = table.columns().stream().map(Ddl::columnText).collect(Collectors.joining(",\n"));
        String key = primaryKey.isEmpty()
                ? ""
                : ",\nNOT CLUSTER PRIMARY KEY" + ConstraintText.list(primaryKey).stripLeading();
        return "CREATE TABLE " + table.name().sql() + "\n(\n" + columns + key + ") STORAGE(ON \"MAIN\", CLUSTERBTR)"
                + distribution(table) + " ;";
    }

    private static String columnText(ColumnDef column) {
        return ObjectName.quote(column.name())
                + " "
                + typeText(column.spec(), column.typeName().equals("INTEGER") ? "INT" : column.typeName())
                + (column.identity() ? " " + column.identityText() : "")
                + (column.defaultText().isEmpty() ? "" : " DEFAULT " + column.defaultText())
                + (column.nullable() ? "" : " NOT NULL");
    }

    private static String distribution(TableDef table) {
        return switch (table.placement().kind()) {
            case RANDOMLY -> " DISTRIBUTED RANDOMLY";
            case FULLY -> " DISTRIBUTED FULLY";
            case HASH ->
                " DISTRIBUTED BY HASH"
                        + ConstraintText.list(table.placement().columns()).stripLeading();
        };
    }
}
