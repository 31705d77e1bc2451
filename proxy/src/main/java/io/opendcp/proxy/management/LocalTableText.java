package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code CREATE TABLE}: columns of plain types with DEFAULT, NOT NULL, PRIMARY KEY and UNIQUE. Nothing of the text
 * reaches H2 but names, numbers and literals.
 */
final class LocalTableText {
    private static final int MOST_NAME = 128;
    private static final int MOST_COLUMNS = 100;

    private final String text;
    private final Pieces pieces;
    private final List<LocalTable.Column> columns = new ArrayList<>();
    private final List<LocalTable.Key> keys = new ArrayList<>();

    private LocalTableText(String text) {
        this.text = text;
        this.pieces = new Pieces(Piece.of(text));
    }

    /** @throws DmException if it is no such statement */
    static LocalTable read(String text) {
        return new LocalTableText(text).table();
    }

    private LocalTable table() {
        pieces.expect("CREATE", "TABLE");
        if (pieces.skip("IF")) {
            pieces.expect("NOT", "EXISTS");
        }
        String name = limited(localName(pieces));
        if (pieces.is("AS")) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "CREATE TABLE ... AS");
        }
        pieces.expectSymbol("(");
        do {
            if (!key(name)) {
                column(name);
            }
        } while (pieces.skipSymbol(","));
        pieces.expectSymbol(")");
        if (pieces.more()) {
            throw DmException.of(
                    ErrorCode.NOT_SUPPORTED, "CREATE TABLE ... " + pieces.next().text());
        }
        check();
        return new LocalTable(name, text, List.copyOf(columns), List.copyOf(keys));
    }

    /** A name that may have the schema of local tables in front. */
    static String localName(Pieces pieces) {
        String name = pieces.name();
        if (!pieces.skipSymbol(".")) {
            return name;
        }
        if (!name.equals(LocalTable.SCHEMA)) {
            throw DmException.of(ErrorCode.INVALID_SCHEMA, name);
        }
        return pieces.name();
    }

    private static String limited(String name) {
        if (name.length() > MOST_NAME) {
            throw DmException.of(ErrorCode.LIMIT, "NAME", MOST_NAME);
        }
        return name;
    }

    /** Returns whether a constraint of the table was next. */
    private boolean key(String table) {
        String name = pieces.skip("CONSTRAINT") ? limited(pieces.name()) : null;
        boolean primary = pieces.is("PRIMARY");
        if (!primary && !pieces.is("UNIQUE")) {
            if (name != null || pieces.is("CHECK") || pieces.is("FOREIGN")) {
                throw DmException.of(
                        ErrorCode.NOT_SUPPORTED,
                        "CREATE TABLE ... " + pieces.next().text());
            }
            return false;
        }
        pieces.next();
        if (primary) {
            pieces.expect("KEY");
        }
        pieces.expectSymbol("(");
        Set<String> of = new LinkedHashSet<>();
        do {
            of.add(pieces.name());
        } while (pieces.skipSymbol(","));
        pieces.expectSymbol(")");
        add(name, table, primary, List.copyOf(of));
        return true;
    }

    private void add(@Nullable String name, String table, boolean primary, List<String> of) {
        String called = name == null ? table + (primary ? "_PK" : "_UK" + (keys.size() + 1)) : name;
        keys.add(new LocalTable.Key(called, primary, of));
    }

    private void column(String table) {
        String name = limited(pieces.name());
        String type = LocalType.read(pieces);
        String standard = null;
        boolean notNull = false;
        while (pieces.more() && !pieces.isSymbol(",") && !pieces.isSymbol(")")) {
            if (pieces.skip("DEFAULT")) {
                standard = literal();
            } else if (pieces.skip("NOT")) {
                pieces.expect("NULL");
                notNull = true;
            } else if (pieces.skip("PRIMARY")) {
                pieces.expect("KEY");
                add(null, table, true, List.of(name));
            } else if (pieces.skip("UNIQUE")) {
                add(null, table, false, List.of(name));
            } else if (!pieces.skip("NULL")) {
                throw DmException.of(
                        ErrorCode.NOT_SUPPORTED,
                        "CREATE TABLE ... " + pieces.next().text());
            }
        }
        columns.add(new LocalTable.Column(name, type, standard, notNull));
    }

    private String literal() {
        String sign = pieces.skipSymbol("-") ? "-" : "";
        Piece value = pieces.next();
        boolean keyword = value.name().equals("NULL");
        boolean plain = value.name().isEmpty() && value.value() && !value.text().equals("?");
        if (!keyword && !plain) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "DEFAULT " + value.text());
        }
        return sign + value.text();
    }

    private void check() {
        if (columns.size() > MOST_COLUMNS) {
            throw DmException.of(ErrorCode.LIMIT, "COLUMNS", MOST_COLUMNS);
        }
        Set<String> names = new LinkedHashSet<>(Set.of("ROWID"));
        for (LocalTable.Column column : columns) {
            if (!names.add(column.name())) {
                throw DmException.of(ErrorCode.OBJECT_EXISTS, column.name());
            }
        }
        for (LocalTable.Key key : keys) {
            key.columns().stream()
                    .filter(column -> column.equals("ROWID") || !names.contains(column))
                    .forEach(column -> {
                        throw DmException.of(ErrorCode.INVALID_COLUMN, column);
                    });
        }
        if (keys.stream().filter(LocalTable.Key::primary).count() > 1) {
            throw DmException.of(ErrorCode.SYNTAX);
        }
    }
}
