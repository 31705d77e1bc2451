package io.opendcp.features.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the official driver does with two DCPs, one of them full, drained or gone. */
class SeveralDcpsTest {
    private TwoDcps dcps;

    @BeforeEach
    void start() throws SQLException {
        dcps = new TwoDcps(5);
    }

    @AfterEach
    void stop() {
        dcps.close();
    }

    private void drain(String followers) throws SQLException {
        dcps.manage(TwoDcps.ONE, "SP_DCP_DRAIN(600, '%s', '%s')".formatted(dcps.address(TwoDcps.OTHER), followers));
    }

    /** One session, which is at the first DCP. */
    private Connection atOne(String properties) throws SQLException {
        return TwoDcps.connect(dcps.url(TwoDcps.ONE) + properties);
    }

    @Test
    void connections_of_the_service_are_spread_over_both() throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            connections.add(TwoDcps.connect(dcps.serviceUrl()));
        }

        assertThat(dcps.sessions(TwoDcps.ONE)).isEqualTo(5);
        assertThat(dcps.sessions(TwoDcps.OTHER)).isEqualTo(5);
        for (Connection each : connections) {
            each.close();
        }
    }

    @Test
    void a_dcp_that_is_full_is_passed_over() throws SQLException {
        try (TwoDcps small = new TwoDcps(5, "DCP_MAX_SESSIONS = 2");
                Connection one = TwoDcps.connect(small.url(TwoDcps.ONE));
                Connection two = TwoDcps.connect(small.url(TwoDcps.ONE));
                Connection three = TwoDcps.connect(small.serviceUrl());
                Connection four = TwoDcps.connect(small.serviceUrl())) {
            assertThat(List.of(one, two, three, four))
                    .allSatisfy(each -> assertThat(each.isValid(5)).isTrue());
            assertThat(small.sessions(TwoDcps.ONE)).isEqualTo(2);
            assertThat(small.sessions(TwoDcps.OTHER)).isEqualTo(2);
            SQLException full = catchThrowableOfType(SQLException.class, () -> TwoDcps.connect(small.serviceUrl()));
            assertThat(full.getErrorCode())
                    .as("the driver, which has heard -6001 from both")
                    .isEqualTo(6001);
        }
    }

    @Test
    void a_dcp_that_is_drained_is_passed_over_until_that_is_cleared() throws SQLException {
        drain("NOBODY");
        for (int i = 0; i < 4; i++) {
            try (Connection connection = TwoDcps.connect(dcps.serviceUrl())) {
                assertThat(TwoDcps.read(connection, "SELECT 1 FROM DUAL")).isEqualTo("1");
                assertThat(dcps.sessions(TwoDcps.ONE)).isZero();
            }
        }

        dcps.manage(TwoDcps.ONE, "SP_DCP_CLEAR_DRAIN()");
        atOne("").close();
    }

    @Test
    void a_cancel_of_the_driver_goes_to_the_next_dcp_of_its_service_and_finds_the_session() throws Exception {
        try (TwoDcps told = new TwoDcps(5, "DCP_PEERS = DCP1:5238, DCP2:5238");
                Connection holder = TwoDcps.connect(told.url(TwoDcps.ONE));
                Connection connection = TwoDcps.connect(told.serviceUrl());
                Statement holding = holder.createStatement();
                Statement waiting = connection.createStatement()) {
            holder.setAutoCommit(false);
            holding.executeUpdate("UPDATE T SET V = 1 WHERE K = 1");
            String at = told.sessions(TwoDcps.OTHER) == 1 ? TwoDcps.OTHER : TwoDcps.ONE;
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                            SQLException.class, () -> waiting.executeUpdate("UPDATE T SET V = 2 WHERE K = 1"))
                    .getErrorCode());
            await().until(() -> told.managed(
                            at, "SELECT COUNT(*) FROM V$SESSIONS WHERE DCP_FLAG = 'N' AND STATE = 'ACTIVE'")
                    .equals("1"));
            waiting.cancel(); // on a connection of its own, which the service's rotation sends to the other DCP

            assertThat(code.get(30, TimeUnit.SECONDS)).isEqualTo(-6515);
            holder.rollback();
        }
    }

    @Test
    void connections_that_say_nothing_are_borne() throws Exception {
        try (Connection connection = atOne("")) {
            int port = Integer.parseInt(dcps.address(TwoDcps.ONE).replaceAll(".*:", ""));
            for (int i = 0; i < 200; i++) {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            }
            assertThat(TwoDcps.read(connection, "SELECT 1 FROM DUAL")).isEqualTo("1");
            assertThat(dcps.sessions(TwoDcps.ONE)).isEqualTo(1);
        }
    }

    @Test
    void with_do_switch_a_session_moves_and_the_application_sees_nothing() throws SQLException {
        try (Connection connection = atOne("&doSwitch=1");
                PreparedStatement read = connection.prepareStatement("SELECT V FROM T WHERE K = ?");
                PreparedStatement add = connection.prepareStatement("UPDATE T SET V = V + ? WHERE K = ?")) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.commit();
            add.setInt(1, 1);
            add.setInt(2, 7);
            add.executeUpdate();
            drain("SYSDBA");
            add.executeUpdate();
            connection.commit();
            assertThat(dcps.sessions(TwoDcps.ONE)).as("in its transaction").isEqualTo(1);

            for (int i = 0; i < 3; i++) {
                add.addBatch();
            }
            add.executeBatch();
            connection.commit();

            assertThat(dcps.sessions(TwoDcps.OTHER)).isEqualTo(1);
            read.setInt(1, 7);
            try (ResultSet rows = read.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(5);
            }
            assertThat(TwoDcps.read(connection, "SELECT ISO_LEVEL FROM V$SESSIONS WHERE SESS_ID = SESSID()"))
                    .isEqualTo("3");
            connection.commit();
            await().until(() -> dcps.sessions(TwoDcps.ONE) == 0);
            assertThat(dcps.counted(TwoDcps.ONE)).isEqualTo("1 0 0 0");
        }
    }

    @Test
    void without_do_switch_minus_613_is_seen_once() throws SQLException {
        try (Connection connection = atOne("");
                Statement statement = connection.createStatement()) {
            drain("127.0.0.1");
            SQLException seen = catchThrowableOfType(
                    SQLException.class, () -> statement.executeUpdate("UPDATE T SET V = 1 WHERE K = 1"));
            assertThat(seen.getErrorCode()).isEqualTo(-613);
            assertThat(statement.executeUpdate("UPDATE T SET V = 1 WHERE K = 1"))
                    .isEqualTo(1);
        }
        await().until(() -> dcps.counted(TwoDcps.ONE).equals("0 0 0 1"));
    }

    @Test
    void a_schema_that_was_set_and_rows_that_are_being_read_stay() throws SQLException {
        try (Connection schema = atOne("&doSwitch=1");
                Connection reading = atOne("&doSwitch=1");
                Statement outer = reading.createStatement();
                Statement inner = reading.createStatement()) {
            TwoDcps.read(schema, "SELECT 1 FROM DUAL");
            try (Statement statement = schema.createStatement()) {
                statement.execute("CREATE SCHEMA S2");
            }
            schema.setSchema("S2");
            try (ResultSet rows = outer.executeQuery("SELECT K FROM T WHERE K < 3 ORDER BY K")) {
                drain("*");
                while (rows.next()) {
                    inner.executeUpdate("UPDATE T SET V = 9 WHERE K = " + rows.getInt(1));
                }
            }
            assertThat(TwoDcps.read(schema, "SELECT COUNT(*) FROM SYSDBA.T WHERE V = 9"))
                    .isEqualTo("3");
            assertThat(dcps.sessions(TwoDcps.ONE)).isEqualTo(2);
        }
    }

    @Test
    void a_peer_must_be_another_dcp_and_take_sessions() throws SQLException {
        String self = "SP_DCP_DRAIN(60, '%s', '*')".formatted(dcps.address(TwoDcps.ONE));
        assertThat(catchThrowableOfType(SQLException.class, () -> dcps.manage(TwoDcps.ONE, self))
                        .getErrorCode())
                .isEqualTo(-2206);

        dcps.manage(TwoDcps.OTHER, "SP_DCP_DRAIN(60)");
        SQLException refused = catchThrowableOfType(SQLException.class, () -> drain("*"));
        assertThat(refused.getErrorCode()).isEqualTo(-8942);
        assertThat(refused.getMessage()).contains("-6001", dcps.address(TwoDcps.OTHER));
        atOne("").close();
    }

    @Test
    void a_dcp_that_has_died_is_passed_over_and_with_do_switch_its_connections_go_on() throws SQLException {
        try (Connection connection = TwoDcps.connect(dcps.serviceUrl() + "&doSwitch=1&epSelector=1");
                Statement statement = connection.createStatement()) {
            assertThat(dcps.sessions(TwoDcps.ONE)).isEqualTo(1);
            dcps.stop(TwoDcps.ONE);

            SQLException told = catchThrowableOfType(
                    SQLException.class, () -> statement.executeUpdate("UPDATE T SET V = 1 WHERE K = 1"));
            assertThat(told.getErrorCode()).isEqualTo(20000);
            assertThat(statement.executeUpdate("UPDATE T SET V = 1 WHERE K = 1"))
                    .isEqualTo(1);
            assertThat(dcps.sessions(TwoDcps.OTHER)).isEqualTo(1);

            dcps.start(TwoDcps.ONE);
            atOne("").close();
        }
    }
}
