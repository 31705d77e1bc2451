package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users and their passwords, which all EPs share. */
class UserTest {
    private static final int WRONG_PASSWORD = -2501;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client dba = Client.on(mpp, 0);

    @AfterEach
    void close() {
        mpp.close();
    }

    /** 0, or the code that the login is refused with. */
    private int login(int epno, String user, String password) {
        try {
            mpp.ep(epno).login(LoginDetails.of(user, password)).close();
            return 0;
        } catch (DmException e) {
            return e.code();
        }
    }

    @Test
    void a_user_made_on_one_ep_logs_in_on_all() {
        dba.run("CREATE USER APP IDENTIFIED BY \"Secret_123\" DEFAULT TABLESPACE MAIN");

        assertThat(login(0, "APP", "Secret_123")).isZero();
        assertThat(login(1, "app", "Secret_123")).isZero();
        assertThat(login(1, "\"app\"", "Secret_123")).isEqualTo(WRONG_PASSWORD);
        assertThat(login(1, "APP", "SECRET_123")).isEqualTo(WRONG_PASSWORD);
        assertThat(login(1, "NOBODY", "x")).isEqualTo(WRONG_PASSWORD);
        assertThat(login(0, "SYS", "")).isEqualTo(WRONG_PASSWORD);
        assertThat(login(0, "DBA", "")).isEqualTo(WRONG_PASSWORD);
        assertThat(mpp.ep(1).activity().count(Activity.Kind.LOGIN_REFUSED)).isEqualTo(3);
        assertThat(dba.code("CREATE USER APP IDENTIFIED BY \"x\"")).isEqualTo(-2124);
    }

    @Test
    void three_failures_lock_a_user_for_a_minute_on_all_eps() {
        dba.run("CREATE USER APP IDENTIFIED BY \"right\"");
        assertThat(login(0, "APP", "wrong")).isEqualTo(WRONG_PASSWORD);
        assertThat(login(1, "APP", "wrong")).isEqualTo(WRONG_PASSWORD);
        assertThat(login(1, "APP", "right")).isZero();
        login(0, "APP", "wrong");
        login(1, "APP", "wrong");
        login(0, "APP", "wrong");

        assertThat(login(0, "APP", "right")).isEqualTo(WRONG_PASSWORD);
        time.turn(Duration.ofSeconds(59));
        assertThat(login(1, "APP", "right")).isEqualTo(WRONG_PASSWORD);
        time.turn(Duration.ofSeconds(1));
        assertThat(login(1, "APP", "right")).isZero();
    }

    @Test
    void limits_of_a_user_can_be_set() {
        dba.run("CREATE USER APP IDENTIFIED BY \"right\" LIMIT FAILED_LOGIN_ATTEMPS 1, PASSWORD_LOCK_TIME 5");
        login(0, "APP", "wrong");
        time.turn(Duration.ofMinutes(4));
        assertThat(login(0, "APP", "right")).isEqualTo(WRONG_PASSWORD);
        dba.run("SP_UNLOCK_USER('APP')");
        assertThat(login(0, "APP", "right")).isZero();

        dba.run("ALTER USER APP LIMIT FAILED_LOGIN_ATTEMPTS UNLIMITED");
        for (int i = 0; i < 10; i++) {
            login(0, "APP", "wrong");
        }
        assertThat(login(0, "APP", "right")).isZero();
    }

    @Test
    void passwords_change_and_users_are_locked() {
        dba.run("CREATE USER APP IDENTIFIED BY \"old\"");
        Client app = new Client(mpp.ep(1).login(LoginDetails.of("APP", "old")));
        app.run("ALTER USER APP IDENTIFIED BY \"new\"");
        assertThat(login(0, "APP", "old")).isEqualTo(WRONG_PASSWORD);
        assertThat(login(0, "APP", "new")).isZero();
        assertThat(app.code("ALTER USER SYSDBA IDENTIFIED BY \"mine\"")).isEqualTo(-5567);

        dba.run("ALTER USER APP ACCOUNT LOCK");
        assertThat(login(1, "APP", "new")).isEqualTo(WRONG_PASSWORD);
        assertThat(app.code("SELECT 1")).isZero();
        dba.run("ALTER USER APP ACCOUNT UNLOCK");
        assertThat(login(1, "APP", "new")).isZero();
    }

    @Test
    void a_user_goes_with_its_schema() {
        dba.run("CREATE USER APP IDENTIFIED BY \"x\"");
        dba.run("GRANT RESOURCE TO APP");
        Client app = new Client(mpp.ep(1).login(LoginDetails.of("APP", "x")));
        app.run("CREATE TABLE T(K INT)");
        assertThat(app.session().schema()).isEqualTo("APP");
        assertThat(dba.code("DROP USER APP")).isEqualTo(-6509);
        app.session().close();
        assertThat(dba.code("DROP USER APP")).isEqualTo(-2639);
        dba.run("DROP USER APP CASCADE");

        assertThat(login(0, "APP", "x")).isEqualTo(WRONG_PASSWORD);
        assertThat(dba.code("SELECT * FROM APP.T")).isNotZero();
        assertThat(dba.code("DROP USER APP")).isEqualTo(-2101);
        assertThat(dba.code("DROP USER IF EXISTS APP")).isZero();
        assertThat(dba.code("DROP USER SYSDBA")).isEqualTo(-5567);
    }

    @Test
    void a_login_may_name_its_schema() {
        LoginDetails there = new LoginDetails(
                "SYSDBA", "SYSDBA", false, false, "", "", "", "NOWHERE", io.opendcp.protocol.error.Language.ENGLISH);

        DmException refused = catchThrowableOfType(DmException.class, () -> mpp.ep(0).login(there));

        assertThat(refused.code()).isEqualTo(-2103);
    }
}
