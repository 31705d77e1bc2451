package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.Dictionary;
import io.opendcp.simulator.dialect.ObjectName;
import java.util.Set;

/** What the session's user may do. An owner may do everything with an object, a DBA everything. */
final class Rights {
    private final EpSession session;
    private final Dictionary dictionary;

    Rights(EpSession session) {
        this.session = session;
        this.dictionary = session.cluster().dictionary();
    }

    boolean isDba() {
        return dictionary.users().isDba(session.user());
    }

    boolean owns(String schema) {
        return dictionary.owner(schema).equals(session.user());
    }

    /** @throws DmException -5504 for the first that may not be read */
    void requireSelect(Set<ObjectName> objects) {
        for (ObjectName object : objects) {
            if (!object.schema().equals("SYS") || !hasRoleFor(object.name())) {
                require(object, "SELECT", ErrorCode.NO_SELECT_RIGHT);
            }
        }
    }

    /** V$ views want the role VTI, SYS tables the role SOI, which new users have; ALL_, USER_ views and DUAL are open. */
    private boolean hasRoleFor(String view) {
        Set<String> identities = dictionary.users().identities(session.user());
        if (view.startsWith("V$")) {
            return identities.contains("VTI");
        }
        return view.startsWith("SYS") && !view.equals("SYSDUAL") ? identities.contains("SOI") : !view.startsWith("DBA_");
    }

    /** @throws DmException {@code otherwise} if the user has not this right on the object */
    void require(ObjectName object, String privilege, ErrorCode otherwise) {
        if (!has(object, privilege)) {
            throw DmException.of(otherwise, object.name());
        }
    }

    boolean has(ObjectName object, String privilege) {
        return owns(object.schema())
                || isDba()
                || dictionary.users().hasPrivilege(session.user(), privilege + " ANY TABLE")
                || dictionary.users().hasGrant(session.user(), object.sql(), privilege);
    }

    /** @throws DmException -5515 or -5567 if the user may not make such a thing in that schema */
    void requireCreate(String kind, String schema) {
        boolean own = owns(schema) && dictionary.users().hasPrivilege(session.user(), "CREATE " + kind);
        if (!own && !isDba() && !dictionary.users().hasPrivilege(session.user(), "CREATE ANY " + kind)) {
            throw DmException.of(kind.equals("TABLE") ? ErrorCode.NO_CREATE_RIGHT : ErrorCode.NO_RIGHT);
        }
    }

    /** @throws DmException -5567 if the user neither owns the schema nor is a DBA */
    void requireOwner(String schema) {
        if (!owns(schema) && !isDba()) {
            throw DmException.of(ErrorCode.NO_RIGHT);
        }
    }

    void requireDba() {
        if (!isDba()) {
            throw DmException.of(ErrorCode.NO_RIGHT);
        }
    }
}
