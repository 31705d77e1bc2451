package io.opendcp.simulator.dialect;

import io.opendcp.protocol.distribution.RowIdLayout;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A CREATE TABLE, read.
 *
 * @param columns empty for a table made from a query
 * @param clause how it is to be distributed
 * @param query the query it is filled from, or null
 */
public record TableText(
        ObjectName name,
        boolean ifNotExists,
        boolean temporary,
        boolean deleteOnCommit,
        List<ColumnText> columns,
        List<ConstraintText> constraints,
        Clause clause,
        @Nullable String query) {

    /** DISTRIBUTED ..., or nothing. */
    public enum Kind {
        NONE,
        RANDOMLY,
        FULLY,
        HASH
    }

    /** The distribution clause; {@code columns} of HASH. */
    public record Clause(Kind kind, List<String> columns) {}

    /** Reads from the word behind CREATE. */
    public static TableText read(Text text, String currentSchema, RowIdLayout layout, IntSupplier numbers) {
        boolean global = text.accept("GLOBAL") || text.accept("LOCAL");
        boolean temporary = text.accept("TEMPORARY") || text.accept("TEMP");
        if (global && !temporary) {
            throw text.syntax();
        }
        text.expect("TABLE");
        boolean absent = text.accept("IF", "NOT", "EXISTS");
        ObjectName name = text.objectName().in(currentSchema);
        List<ColumnText> columns = new ArrayList<>();
        List<ConstraintText> constraints = new ArrayList<>();
        if (text.peek().isSymbol("(")) {
            elements(text, name, layout, numbers, columns, constraints);
        }
        Tail tail = new Tail(text);
        tail.read();
        if (columns.isEmpty() && tail.query == null) {
            throw text.syntax();
        }
        return new TableText(
                name, absent, temporary, tail.deleteOnCommit, columns, constraints, tail.clause, tail.query);
    }

    private static void elements(
            Text text,
            ObjectName name,
            RowIdLayout layout,
            IntSupplier numbers,
            List<ColumnText> columns,
            List<ConstraintText> constraints) {
        text.expect("(");
        do {
            if (ConstraintText.isNext(text)) {
                constraints.add(ConstraintText.read(text, name.schema(), layout, numbers));
            } else {
                columns.add(ColumnText.read(text, elementEnd(text), name.schema(), layout, numbers));
            }
        } while (text.accept(","));
        text.expect(")");
    }

    /** The token behind the element at the cursor: a comma or the closing parenthesis. */
    static int elementEnd(Text text) {
        int depth = 0;
        for (int i = text.position(); i < text.tokens().size(); i++) {
            Token token = text.tokens().get(i);
            if (depth == 0 && (token.isSymbol(",") || token.isSymbol(")"))) {
                return i;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
        }
        return text.tokens().size();
    }

    /** What follows the columns. Storage, tablespaces and partitions mean nothing here. */
    private static final class Tail {
        private final Text text;
        private boolean deleteOnCommit = true;
        private Clause clause = new Clause(Kind.NONE, List.of());
        private @Nullable String query;

        Tail(Text text) {
            this.text = text;
        }

        void read() {
            while (!text.atEnd()) {
                one();
            }
        }

        private void one() {
            if (text.accept("DISTRIBUTED")) {
                clause = distributed();
            } else if (text.accept("ON", "COMMIT")) {
                deleteOnCommit = text.accept("DELETE");
                text.accept("PRESERVE");
                text.expect("ROWS");
            } else if (text.accept("AS")) {
                query();
            } else if (text.accept("PARTITION", "BY")) {
                text.next();
                group();
                group();
            } else if (text.accept("STORAGE") || text.accept("AUTO_INCREMENT") || text.accept("COMMENT")) {
                text.accept("=");
                option();
            } else if (text.accept("TABLESPACE")) {
                text.name();
            } else if (text.accept("COMPRESS")
                    || text.accept("ENABLE", "ROW", "MOVEMENT")
                    || text.accept("DISABLE", "ROW", "MOVEMENT")) {
                return;
            } else {
                throw text.syntax();
            }
        }

        private void option() {
            if (text.peek().isSymbol("(")) {
                group();
            } else {
                text.next();
            }
        }

        private void group() {
            if (text.peek().isSymbol("(")) {
                text.position(text.closing(text.position()));
            }
        }

        private void query() {
            int from = text.position();
            int end = text.tokens().size();
            for (int i = from; i < end; i++) {
                if (text.tokens().get(i).is("DISTRIBUTED")) {
                    end = i;
                }
            }
            query = text.sourceInPlace(from, end);
            text.position(end);
        }

        private Clause distributed() {
            if (text.accept("FULLY")) {
                return new Clause(Kind.FULLY, List.of());
            }
            if (!text.accept("BY")) {
                text.accept("RANDOMLY");
                return new Clause(Kind.RANDOMLY, List.of());
            }
            if (text.peek().is("RANGE") || text.peek().is("LIST")) {
                throw DmException.of(ErrorCode.NOT_SUPPORTED, "DISTRIBUTED BY " + text.name());
            }
            text.accept("HASH");
            return new Clause(Kind.HASH, ConstraintText.columns(text));
        }
    }
}
