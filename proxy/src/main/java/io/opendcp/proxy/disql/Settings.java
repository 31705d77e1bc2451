package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.table.TableFormat;
import io.opendcp.proxy.disql.table.TableFormat.ColumnFormat;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What SET and COLUMN have said. */
final class Settings {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<String, ColumnFormat> columns = new HashMap<>();

    Settings() {
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.usual());
        }
    }

    /** @throws Told if it cannot be */
    void set(Setting setting, String value) {
        values.put(setting, setting.value(value));
    }

    String get(Setting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    boolean on(Setting setting) {
        return get(setting).equals("ON");
    }

    int number(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    /** What COLUMN said, by the column's name. */
    Map<String, ColumnFormat> columns() {
        return columns;
    }

    Link.Limits limits() {
        return new Link.Limits(number(Setting.ROWS), Math.max(1, number(Setting.LONG)));
    }

    /** @param lineName heading of the column of row numbers */
    TableFormat table(String lineName) {
        return new TableFormat(
                on(Setting.LINESHOW) ? lineName : "",
                on(Setting.HEADING),
                number(Setting.NEWPAGE),
                number(Setting.PAGESIZE),
                get(Setting.COLSEP),
                on(Setting.NULL_SHOW),
                get(Setting.FLOAT_SHOW).equals("0"),
                number(Setting.LINESIZE),
                on(Setting.WRAP),
                columns);
    }
}
