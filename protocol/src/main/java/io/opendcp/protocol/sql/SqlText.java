package io.opendcp.protocol.sql;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a text without parsing it. Any text is taken; one that is longer than {@link #MOST_SCANNED} is looked
 * at up to there.
 */
public final class SqlText {
    /** Characters that are looked at; a few milliseconds of work. */
    public static final int MOST_SCANNED = 1 << 20;
    /** Characters of a text of which a shape is made. */
    public static final int MOST_SHAPED = 1 << 16;

    private final StatementKind kind;
    private final int parameters;
    private final boolean program;
    private final boolean two;
    private final boolean forUpdate;
    private final boolean whole;
    private final @Nullable Shape shape;

    private SqlText(
            StatementKind kind,
            int parameters,
            boolean program,
            boolean two,
            boolean forUpdate,
            boolean whole,
            @Nullable Shape shape) {
        this.kind = kind;
        this.parameters = parameters;
        this.program = program;
        this.two = two;
        this.forUpdate = forUpdate;
        this.whole = whole;
        this.shape = shape;
    }

    /** Scans {@code sql}; never throws. */
    public static SqlText of(String sql) {
        boolean whole = sql.length() <= MOST_SCANNED;
        SqlScanner scanner = new SqlScanner(whole ? sql : sql.substring(0, MOST_SCANNED));
        Shaper shaper = sql.length() <= MOST_SHAPED ? new Shaper(sql.length()) : null;
        Beginning beginning = new Beginning();
        int parameters = 0;
        boolean ended = false;
        boolean more = false;
        boolean forUpdate = false;
        boolean afterFor = false;
        boolean broken = false;
        while (scanner.nextSignificant()) {
            beginning.add(scanner);
            broken |= scanner.kind() == TokenKind.BROKEN;
            boolean parameter = scanner.kind() == TokenKind.PARAMETER || scanner.kind() == TokenKind.NAMED_PARAMETER;
            if (scanner.isSymbol(';')) {
                ended = true;
                continue;
            }
            more |= ended && !scanner.isSymbol('/');
            forUpdate |= afterFor && scanner.is("UPDATE");
            afterFor = scanner.is("FOR");
            if (shaper != null && !ended) {
                shaper.add(scanner, parameters);
            }
            parameters += parameter ? 1 : 0;
        }
        StatementKind kind = beginning.kind();
        boolean two = more && !beginning.program();
        boolean plain = shaper != null && !more && !broken;
        Shape shape = plain ? Objects.requireNonNull(shaper).shape(kind == StatementKind.INSERT) : null;
        return new SqlText(kind, parameters, beginning.program(), two, forUpdate, whole, shape);
    }

    public StatementKind kind() {
        return kind;
    }

    /** Number of {@code ?} and {@code :name}; a name that stands twice counts twice. */
    public int parameters() {
        return parameters;
    }

    /** Whether semicolons are part of it: it is a block, or defines a stored program. */
    public boolean program() {
        return program;
    }

    /** Whether a second statement follows the first; not told of blocks and of definitions of programs. */
    public boolean twoStatements() {
        return two;
    }

    /** Whether the words FOR UPDATE are in it. */
    public boolean forUpdate() {
        return forUpdate;
    }

    /** Whether all of it was looked at. */
    public boolean whole() {
        return whole;
    }

    /** Its shape; none of a text that is too long, has several parts, or ends within a quotation or comment. */
    public @Nullable Shape shape() {
        return shape;
    }
}
