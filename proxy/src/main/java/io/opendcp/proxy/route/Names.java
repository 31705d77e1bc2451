package io.opendcp.proxy.route;

import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.sql.StatementKind;
import io.opendcp.proxy.session.TextFacts.Kind;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The names in a text, read once for what they say about sessions. */
final class Names {
    private static final Set<String> CATALOGUE = Set.of("SYSDCPINSTS", "SYSDCPLOGIN");

    private static final Set<String> BEFORE_TEMPORARY = Set.of("CREATE", "REPLACE", "GLOBAL", "LOCAL");

    private final SqlText text;
    private final Set<String> names = new HashSet<>();
    private boolean management;
    private boolean changes;
    private boolean pure;
    private boolean several;
    private boolean temporary;
    private boolean global;
    private boolean preserves;
    private Kind other = Kind.ORDINARY;

    /** The token before, if it is a name; a name is judged when it is known what follows it. */
    private String last = "";

    /** Whether a point stands before that name. */
    private boolean qualified;

    private boolean afterPoint;
    private boolean begins = true;

    Names(String sql, SqlText text) {
        this.text = text;
        this.pure = !text.forUpdate() && !text.twoStatements() && text.shape() != null;
        SqlScanner scanner = new SqlScanner(sql);
        boolean ended = false;
        while (scanner.nextSignificant()) {
            several |= ended;
            ended |= scanner.isSymbol(';');
            judge(scanner.isSymbol('('));
            if (Facts.isName(scanner)) {
                name(scanner.name());
            } else {
                afterPoint = scanner.isSymbol('.');
                begins = scanner.isSymbol(';');
                last = "";
            }
        }
        judge(false);
    }

    /** Draws the conclusions from the last name. */
    private void judge(boolean bracket) {
        boolean program = bracket
                || text.kind() == StatementKind.BLOCK
                || text.kind() == StatementKind.CALL
                || last.startsWith("DBMS_");
        boolean system = Words.SYSTEM.stream().anyMatch(last::startsWith);
        changes |= program && system && !Words.HARMLESS.contains(last);
        pure &= !bracket || last.isEmpty() || !qualified && Words.PURE.contains(last);
    }

    private void name(String name) {
        names.add(name);
        management |= name.startsWith("SP_DCP_")
                || CATALOGUE.contains(name)
                || name.startsWith("V$DCP")
                || name.startsWith("GV$DCP");
        if (name.equals("SP_CANCEL_SESSION_OPERATION")) {
            other = Kind.CANCEL;
        } else if (name.equals("SP_CLOSE_SESSION")) {
            other = Kind.CLOSE_SESSION;
        }
        changes |= name.startsWith("#")
                || begins && name.equals("SET")
                || last.equals("ALTER") && name.equals("SESSION")
                || last.equals("EXECUTE") && name.equals("IMMEDIATE");
        temporary |= name.equals("TEMPORARY") && BEFORE_TEMPORARY.contains(last);
        global |= name.equals("TEMPORARY") && last.equals("GLOBAL");
        preserves |= name.equals("PRESERVE") && last.equals("COMMIT");
        pure &= !name.equals("NEXTVAL") && !name.equals("CURRVAL") && !name.equals("INTO");
        qualified = afterPoint;
        afterPoint = false;
        begins = false;
        last = name;
    }

    /** Whether it names what exists on the management port only. */
    boolean management() {
        return management;
    }

    /** Whether it may change session state that cannot be carried. */
    boolean changesSession() {
        return changes;
    }

    /** CANCEL or CLOSE_SESSION if it names the procedure for that, wherever in the text; else ORDINARY. */
    Kind otherSession() {
        return other;
    }

    /** Whether it calls nothing but built-in functions without side effects. */
    boolean pure() {
        return pure;
    }

    /** Whether something follows a semicolon. */
    boolean several() {
        return several;
    }

    /** Whether it sets the isolation level of the session, and nothing else. */
    boolean isolation() {
        return names.contains("SESSION") && names.contains("ISOLATION") && !names.contains("ONLY");
    }

    boolean createsTemporary() {
        return temporary;
    }

    /** Whether the definition of that table is everybody's, and nothing is put into it. */
    boolean createsGlobal() {
        return global && !names.contains("SELECT");
    }

    /** Whether the rows of that table outlive their transaction. */
    boolean preserves() {
        return preserves;
    }

    /** Those of {@code tables} that it names, in whatever schema. */
    Set<String> mentioned(Set<String> tables) {
        return tables.isEmpty()
                ? Set.of()
                : names.stream().filter(tables::contains).collect(Collectors.toSet());
    }
}
