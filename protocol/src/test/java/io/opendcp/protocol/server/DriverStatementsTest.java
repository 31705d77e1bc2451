package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors, transactions, limits and handles of the official drivers. */
class DriverStatementsTest {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 100, 0);
    private static final List<Descriptor> COLUMNS = List.of(
            new Descriptor("NO", INTEGER, "INTEGER", false, "T", "SYSDBA", "ID", true, Descriptor.Io.IN),
            new Descriptor("NAME", TEXT, "VARCHAR", true, "T", "SYSDBA", "NAME", false, Descriptor.Io.IN));

    private DriverPort port;

    @BeforeEach
    void listen() throws IOException {
        port = new DriverPort();
    }

    @AfterEach
    void close() {
        port.close();
        assertThat(port.defects).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cn,违反唯一性约束,无效的表或视图名[T]", "en,Violate unique constraint,Invalid table or view name [T]"})
    void errors_are_told_in_the_clients_language(String language, String unique, String invalid) throws SQLException {
        port.sql.teach("twice", StatementType.INSERT, execution -> {
            throw DmException.of(ErrorCode.UNIQUE);
        });
        try (Connection connection = connect(DriverVersion.V8_1_3_140, "language", language);
                Statement statement = connection.createStatement()) {
            SQLException first = catchThrowableOfType(SQLException.class, () -> statement.executeUpdate("twice"));
            assertThat(first.getErrorCode()).isEqualTo(-6612);
            assertThat(first.getSQLState()).isEqualTo("23000");
            assertThat(first.getMessage()).contains(unique);

            SQLException second = catchThrowableOfType(SQLException.class, () -> connection.prepareStatement("T"));
            assertThat(second.getErrorCode()).isEqualTo(-2106);
            assertThat(second.getMessage()).contains(invalid);

            teachRows("rows", 1);
            assertThat(statement.executeQuery("rows").next()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void transactions_are_told_and_ended(DriverVersion driver) throws SQLException {
        teachRows("rows", 1);
        try (Connection connection = connect(driver);
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            statement.executeQuery("rows").close();
            connection.commit();
            connection.rollback();
            connection.setAutoCommit(true);
            statement.executeQuery("rows").close();
        }
        assertThat(port.sql.executions).extracting(Execution::autoCommit).containsExactly(false, true);
        assertThat(port.sql.calls).startsWith("isolation 3", "commit", "rollback");
    }

    @Test
    void limits_that_the_application_sets_reach_the_execution() throws SQLException {
        teachRows("rows", 1);
        try (Connection connection = connect(DriverVersion.V8_1_3_140);
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("rows")) {
            statement.setMaxRows(7);
            statement.setQueryTimeout(9);
            statement.executeQuery("rows").close();
            prepared.setMaxRows(8);
            prepared.setQueryTimeout(10);
            prepared.executeQuery().close();
            prepared.setQueryTimeout(0);
            prepared.executeQuery().close();
        }
        assertThat(port.sql.executions).extracting(Execution::maxRows).containsExactly(7L, 8L, 8L);
        assertThat(port.sql.executions).extracting(Execution::timeoutSeconds).containsExactly(9, 10, 0);
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void handles_come_and_go(DriverVersion driver) throws SQLException {
        teachRows("rows", 3);
        try (Connection connection = connect(driver)) {
            for (int round = 0; round < 3; round++) {
                List<Statement> open = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    Statement statement =
                            i % 2 == 0 ? connection.createStatement() : connection.prepareStatement("rows");
                    open.add(statement);
                }
                for (Statement statement : open) {
                    ResultSet rows = statement instanceof PreparedStatement prepared
                            ? prepared.executeQuery()
                            : statement.executeQuery("rows");
                    assertThat(rows.next()).isTrue();
                }
                for (Statement statement : open) {
                    statement.close();
                }
            }
        }
    }

    @Test
    void settings_come_back_with_the_reply() throws SQLException {
        port.sql.teach(
                "set schema", StatementType.SET_SCHEMA, execution -> Outcome.schema("应用", TransactionStatus.NONE));
        try (Connection connection = connect(DriverVersion.V8_1_3_140);
                Statement statement = connection.createStatement()) {
            statement.execute("set schema");

            assertThat(connection.getSchema()).isEqualTo("应用");
        }
    }

    private Connection connect(DriverVersion driver, String... properties) throws SQLException {
        return driver.connect(port.url(), DriverPort.properties(properties));
    }

    private void teachRows(String text, int count) {
        RowSet rows = rows(count);
        port.sql.teach(
                text,
                new ScriptedSql.Line(
                        StatementType.SELECT,
                        List.of(),
                        COLUMNS,
                        execution -> Outcome.rows(StatementType.SELECT, rows, TransactionStatus.COMMITTED)));
    }

    private static RowSet rows(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new @Nullable Object[] {i, name(i)});
        }
        return new RowSet(COLUMNS, rows);
    }

    private static @Nullable String name(int i) {
        return i % 3 == 0 ? null : "行" + i;
    }
}
