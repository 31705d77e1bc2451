package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.simulator.catalog.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/** Columns of inserted rows that an INSERT's client asked for by name or number. */
final class KeyColumns {
    private KeyColumns() {}

    /**
     * @param rows with a value for every column of the table, in order
     * @return null if the client asked for none
     * @throws DmException -2111 for a column that the table has not
     */
    static @Nullable RowSet of(EpSession session, TableDef table, KeyRequest asked, List<List<Value>> rows) {
        List<Integer> positions = switch (asked.kind()) {
            case NONE, IDENTITY -> List.of();
            case NAMES ->
                asked.names().stream().map(name -> position(table, name)).toList();
            case POSITIONS ->
                asked.positions().stream()
                        .map(number -> position(table, number))
                        .toList();
        };
        if (positions.isEmpty()) {
            return null;
        }
        List<Descriptor> columns = positions.stream()
                .map(at -> table.columns().get(at))
                .map(column -> Descriptor.column(column.name(), column.spec()))
                .toList();
        List<List<Value>> picked = new ArrayList<>();
        rows.forEach(row -> picked.add(positions.stream().map(row::get).toList()));
        return Descriptors.rowSet(columns, picked, session.sites().workspace().session(), session.rowIds());
    }

    private static int position(TableDef table, String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        String wanted = quoted ? name.substring(1, name.length() - 1) : name.toUpperCase(Locale.ROOT);
        return table.position(wanted).orElseThrow(() -> DmException.of(ErrorCode.INVALID_COLUMN, name));
    }

    private static int position(TableDef table, int number) {
        if (number < 1 || number > table.columns().size()) {
            throw DmException.of(ErrorCode.INVALID_COLUMN, number);
        }
        return number - 1;
    }
}
