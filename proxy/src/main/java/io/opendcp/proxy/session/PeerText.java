package io.opendcp.proxy.session;

import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.Slot;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What DCPs say to each other on their user ports: two texts, and a row. Ours. */
final class PeerText {
    /** Of the row that answers {@link #state}. */
    static final int COLUMNS = 5;

    private static final String STATE = "SP_DCP_PEER_STATE";
    private static final String CANCEL = "SP_DCP_PEER_CANCEL";
    private static final int MOST_TEXT = 512;

    /** {@code theirs} is what the asking DCP knows. */
    record State(String theirs) {}

    /** {@code user} is whom the asking DCP has let in. */
    record Cancel(long id, String user, boolean close) {}

    private PeerText() {}

    static String state(Knowledge ours) {
        return STATE + "('" + ours.text() + "')";
    }

    static String cancel(long id, String user, boolean close) {
        return CANCEL + "(" + id + ", '" + user.replace("'", "''") + "', " + (close ? 1 : 0) + ")";
    }

    /** A {@link State} or {@link Cancel}; null for any other text. */
    static @Nullable Object read(String sql) {
        Shape shape = SqlText.of(sql).shape();
        if (shape == null) {
            return null;
        }
        List<@Nullable Object> values = shape.slots().stream()
                .map(slot -> slot instanceof Slot.Literal literal ? literal.value() : null)
                .toList();
        if (shape.text().equals(STATE + " ( ? )") && values.get(0) instanceof String theirs) {
            return new State(theirs);
        }
        if (shape.text().equals(CANCEL + " ( ? , ? , ? )")
                && values.get(0) instanceof Long id
                && values.get(1) instanceof String user
                && values.get(2) instanceof Long close) {
            return new Cancel(id, user, close == 1);
        }
        return null;
    }

    static RowSet row(String name, Knowledge.Comparison comparison) {
        List<Descriptor> columns =
                List.of(text("NAME"), text("TOPOLOGY"), text("PLACEMENT"), text("TABLES"), text("DIFFERS_IN"));
        String where = comparison.where();
        @Nullable
        Object[] values = {
            name,
            comparison.topology().name(),
            comparison.placement().name(),
            Integer.toString(comparison.tables()),
            where.substring(0, Math.min(where.length(), MOST_TEXT / 4))
        };
        return new RowSet(columns, List.<@Nullable Object[]>of(values));
    }

    private static Descriptor text(String name) {
        return Descriptor.column(name, new TypeSpec(DmType.VARCHAR, MOST_TEXT, 0));
    }

    static Knowledge.Comparison comparison(@Nullable Object[] row) {
        String tables = String.valueOf(row[3]);
        return new Knowledge.Comparison(
                Knowledge.Agreement.of(String.valueOf(row[1])),
                Knowledge.Agreement.of(String.valueOf(row[2])),
                tables.matches("\\d{1,9}") ? Integer.parseInt(tables) : 0,
                Objects.requireNonNullElse(row[4], "").toString());
    }
}
