package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.User;
import io.opendcp.simulator.catalog.Users;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.view.SystemViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** GRANT and REVOKE: roles, system privileges, rights on objects. */
final class Grants {
    private static final List<String> OBJECT_RIGHTS =
            List.of("SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "EXECUTE", "ALTER", "INDEX");

    private Grants() {}

    static void grant(EpSession session, Text text) {
        List<String> privileges = privileges(text);
        Users users = session.cluster().dictionary().users();
        if (text.accept("ON")) {
            ObjectName object = object(session, text);
            text.expect("TO");
            List<String> grantees = names(text);
            boolean option = text.accept("WITH", "GRANT", "OPTION");
            each(session, privileges, object, grantees, grant -> users.grant(grant, option));
            return;
        }
        text.expect("TO");
        List<String> grantees = names(text);
        each(session, privileges, grantees, users::grantRole, users::grantPrivilege);
    }

    static void revoke(EpSession session, Text text) {
        text.accept("GRANT", "OPTION", "FOR");
        List<String> privileges = privileges(text);
        Users users = session.cluster().dictionary().users();
        if (text.accept("ON")) {
            ObjectName object = object(session, text);
            text.expect("FROM");
            each(session, privileges, object, names(text), users::revoke);
            return;
        }
        text.expect("FROM");
        each(session, privileges, names(text), users::revokeRole, users::revokePrivilege);
    }

    private interface Change {
        void apply(String who, String what);
    }

    private static void each(
            EpSession session, List<String> privileges, List<String> grantees, Change role, Change privilege) {
        Users users = session.cluster().dictionary().users();
        session.compiler().rights().requireDba();
        grantees.forEach(users::require);
        for (String one : privileges) {
            User known = users.find(one);
            Change change = known != null && known.role() ? role : privilege;
            if (change == privilege && !one.contains(" ")) {
                throw DmException.of(ErrorCode.INVALID_USER, one);
            }
            grantees.forEach(grantee -> change.apply(grantee, one));
        }
    }

    private static void each(
            EpSession session,
            List<String> privileges,
            ObjectName object,
            List<String> grantees,
            Consumer<Users.Grant> change) {
        Users users = session.cluster().dictionary().users();
        List<String> wanted =
                privileges.contains("ALL") || privileges.contains("ALL PRIVILEGES") ? OBJECT_RIGHTS : privileges;
        for (String privilege : wanted) {
            boolean may = session.compiler().rights().owns(object.schema())
                    || session.compiler().rights().isDba()
                    || users.mayPassOn(session.user(), object.sql(), privilege);
            if (!may) {
                throw DmException.of(ErrorCode.NO_RIGHT);
            }
            if (!OBJECT_RIGHTS.contains(privilege)) {
                throw DmException.of(ErrorCode.SYNTAX);
            }
        }
        grantees.forEach(users::require);
        for (String privilege : wanted) {
            grantees.forEach(grantee -> change.accept(new Users.Grant(grantee, object.sql(), privilege)));
        }
    }

    /** Words up to ON, TO or FROM, parted by commas. A list of columns is read and means the whole object. */
    private static List<String> privileges(Text text) {
        List<String> privileges = new ArrayList<>();
        do {
            StringBuilder privilege = new StringBuilder(text.name());
            while (text.peek().isName()
                    && !Set.of("ON", "TO", "FROM").contains(text.peek().name())) {
                privilege.append(' ').append(text.name());
            }
            if (text.peek().isSymbol("(")) {
                text.position(text.closing(text.position()));
            }
            privileges.add(privilege.toString());
        } while (text.accept(","));
        return privileges;
    }

    private static ObjectName object(EpSession session, Text text) {
        ObjectName written = text.objectName();
        ObjectName own = written.in(session.schema());
        if (session.cluster().dictionary().exists(own)) {
            return own;
        }
        ObjectName system = written.in("SYS");
        if (SystemViews.find(system) != null) {
            return system;
        }
        throw DmException.of(ErrorCode.INVALID_TABLE, written.name());
    }

    private static List<String> names(Text text) {
        List<String> names = new ArrayList<>();
        do {
            names.add(text.name());
        } while (text.accept(","));
        return names;
    }
}
