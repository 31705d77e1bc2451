package io.opendcp.simulator;

import io.opendcp.protocol.error.Language;

/**
 * Who logs in, and from where.
 *
 * @param user as typed: folded to upper case unless in double quotes
 * @param local a local session sees the rows of its own EP only
 * @param dcp whether the client says it is a DCP (V$SESSIONS.DCP_FLAG)
 * @param applicationName V$SESSIONS.APPNAME
 * @param clientHost V$SESSIONS.CLNT_HOST
 * @param clientIp V$SESSIONS.CLNT_IP
 * @param schema the schema to start in, or empty for the user's own
 */
public record LoginDetails(
        String user,
        String password,
        boolean local,
        boolean dcp,
        String applicationName,
        String clientHost,
        String clientIp,
        String schema,
        Language language) {

    /** A global session of an application. */
    public static LoginDetails of(String user, String password) {
        return new LoginDetails(user, password, false, false, "", "", "", "", Language.ENGLISH);
    }

    public LoginDetails asLocal() {
        return new LoginDetails(user, password, true, dcp, applicationName, clientHost, clientIp, schema, language);
    }

    public LoginDetails asDcp() {
        return new LoginDetails(user, password, local, true, applicationName, clientHost, clientIp, schema, language);
    }

    @Override
    public String toString() {
        return "LoginDetails[user=%s, local=%s, dcp=%s, application=%s, host=%s]"
                .formatted(user, local, dcp, applicationName, clientHost);
    }
}
