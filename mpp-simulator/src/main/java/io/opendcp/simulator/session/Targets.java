package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;

/** The tables that statements change. */
final class Targets {
    private Targets() {}

    /**
     * The table of that name, which the user may change in that way.
     *
     * @param privilege INSERT, UPDATE or DELETE
     * @throws DmException -2106 if there is none, -5501 to -5503 without the right
     */
    static TableDef require(EpSession session, ObjectName name, String privilege) {
        TableDef table = session.cluster().dictionary().table(name);
        if (table == null) {
            if (session.cluster().dictionary().view(name) != null) {
                throw DmException.of(ErrorCode.NOT_SUPPORTED, privilege + " on a view");
            }
            throw DmException.of(ErrorCode.INVALID_TABLE, name.name());
        }
        ErrorCode refused = switch (privilege) {
            case "INSERT" -> ErrorCode.NO_INSERT_RIGHT;
            case "DELETE" -> ErrorCode.NO_DELETE_RIGHT;
            default -> ErrorCode.NO_UPDATE_RIGHT;
        };
        session.compiler().rights().require(name, privilege, refused);
        return table;
    }

    /** @throws DmException -710 on a standby, -607 on an instance that is not the EP any more, -6506 in a read-only session or transaction */
    static void requireWritable(EpSession session) {
        session.reach().requireOpen();
        if (session.ep().mode() == InstanceMode.STANDBY) {
            throw DmException.of(ErrorCode.STANDBY);
        }
        if (!session.reach().isMember()) {
            throw DmException.of(ErrorCode.MPP_LOGIN_LIMITED); // what it wrote would be nobody's
        }
        if (session.settings().readOnly()) {
            throw DmException.of(ErrorCode.READ_ONLY_TRANSACTION);
        }
    }
}
