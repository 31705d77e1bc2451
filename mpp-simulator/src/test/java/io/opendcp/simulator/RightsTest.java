package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users may do, on whichever EP they are. */
class RightsTest {
    private static final int NO_INSERT = -5501;
    private static final int NO_DELETE = -5502;
    private static final int NO_UPDATE = -5503;
    private static final int NO_SELECT = -5504;
    private static final int NO_CREATE = -5515;
    private static final int NO_RIGHT = -5567;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client dba = Client.on(mpp, 0);
    private Client app = dba;

    @BeforeEach
    void define() {
        dba.run("CREATE USER APP IDENTIFIED BY \"x\"");
        dba.run("CREATE USER OTHER IDENTIFIED BY \"x\"");
        dba.run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        dba.run("INSERT INTO T VALUES(1, 1)");
        app = new Client(mpp.ep(1).login(LoginDetails.of("APP", "x")));
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    @Test
    void nothing_is_allowed_that_was_not_granted() {
        assertThat(app.code("SELECT * FROM SYSDBA.T")).isEqualTo(NO_SELECT);
        assertThat(app.code("SELECT 1 WHERE EXISTS (SELECT 1 FROM SYSDBA.T)")).isEqualTo(NO_SELECT);
        assertThat(app.code("INSERT INTO SYSDBA.T VALUES(2, 2)")).isEqualTo(NO_INSERT);
        assertThat(app.code("UPDATE SYSDBA.T SET V = 2")).isEqualTo(NO_UPDATE);
        assertThat(app.code("DELETE FROM SYSDBA.T")).isEqualTo(NO_DELETE);
        assertThat(app.code("CREATE TABLE MINE(K INT)")).isEqualTo(NO_CREATE);
        assertThat(app.code("CREATE TABLE SYSDBA.MINE(K INT)")).isEqualTo(NO_CREATE);
        assertThat(app.code("DROP TABLE SYSDBA.T")).isEqualTo(NO_RIGHT);
        assertThat(app.code("TRUNCATE TABLE SYSDBA.T")).isEqualTo(NO_RIGHT);
        assertThat(app.code("CREATE USER U IDENTIFIED BY \"x\"")).isEqualTo(NO_RIGHT);
        assertThat(app.code("GRANT DBA TO APP")).isEqualTo(NO_RIGHT);
        assertThat(app.code("GRANT SELECT ON SYSDBA.T TO APP")).isEqualTo(NO_RIGHT);
        assertThat(app.code("SET SCHEMA SYSDBA")).isEqualTo(-2510);
        assertThat(app.code("SP_CLOSE_SESSION(" + dba.session().sessionId() + ")"))
                .isEqualTo(NO_RIGHT);
    }

    @Test
    void grants_count_at_once_and_on_all_eps() {
        dba.run("GRANT SELECT, INSERT ON T TO APP");
        assertThat(app.value("SELECT V FROM SYSDBA.T")).isEqualTo(1);
        app.run("INSERT INTO SYSDBA.T VALUES(2, 2)");
        assertThat(app.code("DELETE FROM SYSDBA.T")).isEqualTo(NO_DELETE);
        dba.run("REVOKE SELECT ON T FROM APP");

        assertThat(app.code("SELECT V FROM SYSDBA.T")).isEqualTo(NO_SELECT);
    }

    @Test
    void a_prepared_statement_does_not_outlive_its_right() {
        dba.run("GRANT INSERT ON T TO APP");
        var prepared = app.session().prepare("INSERT INTO SYSDBA.T VALUES(5, 5)");
        dba.run("REVOKE INSERT ON T FROM APP");
        Client.Answer answer = new Client.Answer();
        app.session().execute(prepared, Execution.plain(true), answer);

        assertThat(answer.code()).isEqualTo(NO_INSERT);
    }

    @Test
    void a_view_lets_see_what_its_tables_do_not() {
        dba.run("CREATE VIEW W AS SELECT V FROM T");
        dba.run("GRANT SELECT ON W TO APP");

        assertThat(app.value("SELECT V FROM SYSDBA.W")).isEqualTo(1);
        assertThat(app.code("SELECT V FROM SYSDBA.T")).isEqualTo(NO_SELECT);
    }

    @Test
    void roles_and_public_pass_rights_on() {
        dba.run("CREATE ROLE READERS");
        dba.run("GRANT SELECT ON T TO READERS");
        dba.run("GRANT READERS TO APP");
        assertThat(app.value("SELECT V FROM SYSDBA.T")).isEqualTo(1);
        dba.run("DROP ROLE READERS");
        assertThat(app.code("SELECT V FROM SYSDBA.T")).isEqualTo(NO_SELECT);

        dba.run("GRANT SELECT ON T TO PUBLIC");
        assertThat(app.value("SELECT V FROM SYSDBA.T")).isEqualTo(1);
        dba.run("GRANT RESOURCE TO APP");
        app.run("CREATE TABLE MINE(K INT)");
        dba.run("GRANT DBA TO APP");
        assertThat(app.code("DELETE FROM SYSDBA.T")).isZero();
    }

    @Test
    void the_grant_option_lets_pass_a_right_on() {
        dba.run("GRANT SELECT ON T TO APP WITH GRANT OPTION");
        app.run("GRANT SELECT ON SYSDBA.T TO OTHER");
        Client other = new Client(mpp.ep(0).login(LoginDetails.of("OTHER", "x")));

        assertThat(other.value("SELECT V FROM SYSDBA.T")).isEqualTo(1);
        assertThat(other.code("GRANT SELECT ON SYSDBA.T TO PUBLIC")).isEqualTo(NO_RIGHT);
    }

    @Test
    void v_views_want_a_grant_and_the_dictionary_is_open() {
        assertThat(app.code("SELECT * FROM V$MPP_CFG_ITEM")).isEqualTo(NO_SELECT);
        dba.run("GRANT SELECT ON V$MPP_CFG_ITEM TO APP");
        assertThat(app.value("SELECT COUNT(*) FROM V$MPP_CFG_ITEM")).isEqualTo(4L);
        assertThat(app.code("SELECT * FROM V$SESSIONS")).isEqualTo(NO_SELECT);
        dba.run("GRANT VTI TO APP");
        assertThat(app.code("SELECT * FROM V$SESSIONS")).isZero();
        assertThat(app.value("SELECT COUNT(*) FROM SYS.ALL_TABLES_DIS_INFO")).isEqualTo(1L);
        assertThat(app.code("SELECT NAME FROM SYSOBJECTS")).isZero();
        assertThat(app.code("SELECT 1 FROM DUAL")).isZero();
    }
}
