package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.catalogue.Accounts;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Local accounts: CREATE USER, ALTER USER (one's own password too), DROP USER, GRANT DBA, REVOKE DBA. Manual 3.2.
 */
final class AccountSql {
    private static final String A_NAME = "(\\w+|\"[^\"]+\")";
    private static final Pattern PASSWORD =
            Pattern.compile("(CREATE|ALTER) USER " + A_NAME + " IDENTIFIED BY " + A_NAME);
    private static final Pattern DROP = Pattern.compile("DROP USER " + A_NAME);
    private static final Pattern GRANT = Pattern.compile("GRANT DBA TO " + A_NAME);
    private static final Pattern REVOKE = Pattern.compile("REVOKE DBA FROM " + A_NAME);
    private static final int MOST_CHARACTERS = 128;
    private static final int MOST_PASSWORD = 48;

    /** A change of the accounts, on the working thread. */
    private interface Change {
        void make(Accounts accounts, Office office);
    }

    private AccountSql() {}

    static ManagementSql compile(Shape shape) {
        Matcher password = PASSWORD.matcher(shape.text());
        return password.matches() ? password(password) : right(shape);
    }

    private static ManagementSql password(Matcher text) {
        boolean create = "CREATE".equals(text.group(1));
        String user = name(text, 2);
        String password = name(text, 3);
        if (user.length() > MOST_CHARACTERS || user.indexOf(':') >= 0) {
            throw DmException.of(ErrorCode.INVALID_USER, user);
        }
        if (password.length() > MOST_PASSWORD) {
            throw DmException.of(ErrorCode.LIMIT, "IDENTIFIED BY", MOST_PASSWORD);
        }
        StatementType type = create ? StatementType.CREATE_USER : StatementType.ALTER_USER;
        Change change = (accounts, office) -> {
            Account account = Account.of(user, password, Account.DEFAULT_ITERATIONS, office.chance());
            if (create) {
                accounts.create(account);
            } else {
                accounts.change(account);
            }
        };
        String what = (create ? "CREATE USER " : "ALTER USER ") + user;
        return new Command(type, 0, values -> what, (session, values, completion) -> {
            if (create || !user.equals(session.user())) {
                session.requireDba(create ? "CREATE USER" : "ALTER USER");
            }
            run(session, type, change, completion);
        });
    }

    private static ManagementSql right(Shape shape) {
        Matcher drop = DROP.matcher(shape.text());
        if (drop.matches()) {
            String user = name(drop, 1);
            return byDba(StatementType.DROP_USER, "DROP USER", user, (accounts, office) -> accounts.drop(user));
        }
        Matcher grant = GRANT.matcher(shape.text());
        if (grant.matches()) {
            String user = name(grant, 1);
            return byDba(
                    StatementType.GRANT, "GRANT", "DBA TO " + user, (accounts, office) -> accounts.dba(user, true));
        }
        Matcher revoke = REVOKE.matcher(shape.text());
        if (revoke.matches()) {
            String user = name(revoke, 1);
            return byDba(
                    StatementType.REVOKE,
                    "REVOKE",
                    "DBA FROM " + user,
                    (accounts, office) -> accounts.dba(user, false));
        }
        throw ManagementSql.unknown(shape);
    }

    private static ManagementSql byDba(StatementType type, String what, String rest, Change change) {
        return new Command(type, 0, values -> what + " " + rest, (session, values, completion) -> {
            session.requireDba(what);
            run(session, type, change, completion);
        });
    }

    private static void run(ManagementSession session, StatementType type, Change change, Completion completion) {
        Office office = session.office();
        office.aside(
                () -> {
                    change.make(office.catalogue().accounts(), office);
                    return true;
                },
                changed -> completion.done(Outcome.done(type, TransactionStatus.NONE)),
                completion::failed);
    }

    /** As DM folds names, and passwords that are not quoted: upper case. */
    private static String name(Matcher matcher, int group) {
        SqlScanner scanner = new SqlScanner(Objects.requireNonNull(matcher.group(group)));
        scanner.next();
        return scanner.name();
    }
}
