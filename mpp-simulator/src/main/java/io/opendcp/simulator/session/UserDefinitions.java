package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.LoginLimits;
import io.opendcp.simulator.catalog.User;
import io.opendcp.simulator.catalog.Users;
import io.opendcp.simulator.dialect.Text;
import java.time.Duration;
import java.util.List;

/** CREATE, ALTER and DROP of USER and ROLE. A user comes with a schema of the same name. */
final class UserDefinitions {
    private UserDefinitions() {}

    static void create(EpSession session, Text text, boolean role) {
        text.next();
        Users users = session.cluster().dictionary().users();
        String kind = role ? "CREATE ROLE" : "CREATE USER";
        if (!users.hasPrivilege(session.user(), kind)) {
            throw DmException.of(ErrorCode.NO_RIGHT);
        }
        boolean absent = text.accept("IF", "NOT", "EXISTS");
        String name = text.name();
        if (users.find(name) != null
                || (!role && session.cluster().dictionary().schema(name).isPresent())) {
            if (absent) {
                return;
            }
            throw DmException.of(ErrorCode.OBJECT_EXISTS, name);
        }
        if (role) {
            users.add(name, true, "");
            return;
        }
        text.expect("IDENTIFIED", "BY");
        String password = text.name();
        LoginLimits limits = limits(text, LoginLimits.USUAL);
        ObjectDefinitions.addSchema(session, name, name);
        users.add(name, false, password);
        users.limits(name, limits);
        users.grantRole(name, "PUBLIC");
        users.grantRole(name, "SOI");
    }

    static void alter(EpSession session, Text text) {
        Users users = session.cluster().dictionary().users();
        User user = users.require(text.name());
        boolean own = user.name().equals(session.user());
        if (!own && !users.hasPrivilege(session.user(), "ALTER USER")) {
            throw DmException.of(ErrorCode.NO_RIGHT);
        }
        if (text.accept("IDENTIFIED", "BY")) {
            String password = text.name();
            LoginLimits limits = limits(text, user.limits());
            users.password(user.name(), password);
            users.limits(user.name(), limits);
        } else if (text.peek().is("LIMIT")) {
            session.compiler().rights().requireDba();
            users.limits(user.name(), limits(text, user.limits()));
        } else if (text.accept("ACCOUNT", "LOCK")) {
            session.compiler().rights().requireDba();
            users.locked(user.name(), true);
        } else if (text.accept("ACCOUNT", "UNLOCK")) {
            session.compiler().rights().requireDba();
            users.locked(user.name(), false);
        } else {
            throw text.syntax();
        }
    }

    /** {@code [LIMIT FAILED_LOGIN_ATTEMPTS n, PASSWORD_LOCK_TIME minutes, ..] [DEFAULT TABLESPACE t]}, in any order. */
    private static LoginLimits limits(Text text, LoginLimits before) {
        LoginLimits limits = before;
        while (!text.atEnd()) {
            if (text.accept("DEFAULT", "TABLESPACE") || text.accept("DEFAULT", "INDEX", "TABLESPACE")) {
                text.name();
                continue;
            }
            text.expect("LIMIT");
            do {
                limits = limit(text, limits);
            } while (text.accept(","));
        }
        return limits;
    }

    /** One limit; those that mean nothing here are read and forgotten. */
    private static LoginLimits limit(Text text, LoginLimits before) {
        String name = text.name();
        boolean unlimited = text.accept("UNLIMITED");
        int value = unlimited ? 0 : (int) text.number();
        return switch (name) {
            case "FAILED_LOGIN_ATTEMPTS", "FAILED_LOGIN_ATTEMPS" -> new LoginLimits(value, before.lockTime());
            case "PASSWORD_LOCK_TIME" -> new LoginLimits(before.attempts(), Duration.ofMinutes(value));
            default -> before;
        };
    }

    static void drop(EpSession session, Text text) {
        Users users = session.cluster().dictionary().users();
        boolean ifExists = text.accept("IF", "EXISTS");
        String name = text.name();
        User user = users.find(name);
        if (user == null && ifExists) {
            return;
        }
        if (user == null || user.role()) {
            throw DmException.of(ErrorCode.INVALID_USER, name);
        }
        if (!users.hasPrivilege(session.user(), "DROP USER") || Users.BUILT_IN.contains(name)) {
            throw DmException.of(ErrorCode.NO_RIGHT);
        }
        if (session.cluster().sessions().stream().anyMatch(open -> open.user().equals(name))) {
            throw DmException.of(ErrorCode.OBJECT_IN_USE);
        }
        boolean cascade = text.accept("CASCADE");
        List<String> schemas = session.cluster().dictionary().schemas().stream()
                .filter(schema -> schema.owner().equals(name))
                .map(schema -> schema.name())
                .toList();
        schemas.forEach(schema -> ObjectDefinitions.removeSchema(session, schema, cascade));
        users.drop(name);
    }

    static void dropRole(EpSession session, Text text) {
        Users users = session.cluster().dictionary().users();
        boolean ifExists = text.accept("IF", "EXISTS");
        String name = text.name();
        User role = users.find(name);
        if (role == null && ifExists) {
            return;
        }
        if (role == null || !role.role()) {
            throw DmException.of(ErrorCode.INVALID_USER, name);
        }
        session.compiler().rights().requireDba();
        users.drop(name);
    }
}
