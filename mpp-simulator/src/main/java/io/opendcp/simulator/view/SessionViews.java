package io.opendcp.simulator.view;

import io.opendcp.simulator.session.EpSession;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** V$SESSIONS, with the columns of a recent server; an EP lists the sessions that logged in to it. */
final class SessionViews {
    /** V$SESSIONS.SRC_SITE of a session opened directly at its instance. */
    private static final int DIRECT = 65535;

    private static final int SQL_TEXT_MAX = 1000;

    private SessionViews() {}

    static List<SystemView> all() {
        return List.of(SystemView.perEp(
                "V$SESSIONS",
                "SESS_ID BIGINT; SESS_SEQ INT; SQL_TEXT VARCHAR(1000); STATE VARCHAR(8); N_STMT INT; N_USED_STMT INT; "
                        + "SEQ_NO INT; CURR_SCH VARCHAR(128); USER_NAME VARCHAR(128); TRX_ID BIGINT; "
                        + "CREATE_TIME TIMESTAMP(6); CLNT_TYPE VARCHAR(128); TIME_ZONE VARCHAR(6); CHK_CONS CHAR(1); "
                        + "CHK_IDENT CHAR(1); RDONLY CHAR(1); INS_NULL CHAR(1); COMPILE_FLAG CHAR(1); AUTO_CMT CHAR(1); "
                        + "DDL_AUTOCMT CHAR(1); RS_FOR_QRY CHAR(1); CHK_NET CHAR(1); ISO_LEVEL INT; "
                        + "CLNT_HOST VARCHAR(128); APPNAME VARCHAR(128); CLNT_IP VARCHAR(128); OSNAME VARCHAR(128); "
                        + "CONN_TYPE VARCHAR(20); VPOOLADDR BIGINT; RUN_STATUS VARCHAR(20); MSG_STATUS VARCHAR(20); "
                        + "LAST_RECV_TIME TIMESTAMP(6); LAST_SEND_TIME TIMESTAMP(6); DCP_FLAG CHAR(1); THRD_ID INT; "
                        + "CONNECTED INT; PORT_TYPE INT; SRC_SITE INT; MAL_ID BIGINT; CONCURRENT_FLAG INT; "
                        + "CUR_LINENO INT; CUR_MTDNAME VARCHAR(128); CUR_SQLSTR VARCHAR(128); CLNT_VER VARCHAR(128); "
                        + "SQL_ID INT; EID BIGINT; CLIENT_INFO VARCHAR(64); CLIENT_IDENTIFIER VARCHAR(64); "
                        + "MODULE VARCHAR(64); ACTION VARCHAR(64); HEART_BEAT_INTERVAL INT; HEART_BEAT_TIMEOUT INT; "
                        + "TMP_USED_TYPE VARCHAR(128); TMP_USED_EXTENT_NUM INT; SQL_TEXT_ID VARBINARY(13)",
                (viewer, ep) -> viewer.sessions().stream()
                        .filter(session -> session.isOn(ep))
                        .map(session -> row(session, viewer.databaseZone()))
                        .toList()));
    }

    private static List<@Nullable Object> row(EpSession session, ZoneOffset zone) {
        LocalDateTime created = LocalDateTime.ofInstant(session.created(), zone);
        String text = session.lastText();
        boolean active = session.isActive();
        return Row.of(
                session.sessionId(),
                1,
                text.substring(0, Math.min(text.length(), SQL_TEXT_MAX)),
                active ? "ACTIVE" : "IDLE",
                1,
                1,
                1,
                session.schema(),
                session.user(),
                session.inTransaction() ? session.sessionId() / 65_536 : 0L,
                created,
                "SQL3",
                session.zoneText(),
                "N",
                "N",
                session.isReadOnly() ? "Y" : "N",
                "N",
                "N",
                "N",
                "Y",
                "N",
                "N",
                session.isolationLevel(),
                session.login().clientHost(),
                session.login().applicationName(),
                session.login().clientIp(),
                "",
                session.reach().isLocal() ? "LOCAL" : "HOMOGENEOUS",
                0L,
                active ? "RUNNING" : "IDLE",
                "RECEIVE",
                created,
                created,
                session.login().dcp() ? "Y" : "N",
                0,
                1,
                2,
                DIRECT,
                0L,
                0,
                0,
                "",
                "",
                "",
                0,
                0L,
                "",
                "",
                "",
                "",
                0,
                0,
                "",
                0,
                null);
    }
}
