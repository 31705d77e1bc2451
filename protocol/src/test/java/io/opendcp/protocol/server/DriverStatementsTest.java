package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowError;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The official drivers' statements, from {@code executeQuery} to pools of handles, over a real socket. */
class DriverStatementsTest {
    private static final int MANY = 10_000;
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec BIGINT = new TypeSpec(DmType.BIGINT, 8, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 100, 0);
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);
    private static final TypeSpec BLOB = new TypeSpec(DmType.BLOB, Integer.MAX_VALUE, 0);
    private static final List<Descriptor> COLUMNS = List.of(
            new Descriptor("NO", INTEGER, "INTEGER", false, "T", "SYSDBA", "ID", true, Descriptor.Io.IN),
            new Descriptor("NAME", TEXT, "VARCHAR", true, "T", "SYSDBA", "NAME", false, Descriptor.Io.IN));
    private static final List<Descriptor> PARAMETERS =
            List.of(Descriptor.parameter(INTEGER), Descriptor.parameter(TEXT));

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
    @EnumSource(DriverVersion.class)
    void many_rows_are_read_forwards(DriverVersion driver) throws SQLException {
        teachRows("rows", MANY);
        for (int fetchSize : new int[] {0, 1, 60, 100_000}) {
            try (Connection connection = connect(driver);
                    Statement statement = connection.createStatement()) {
                statement.setFetchSize(fetchSize);
                ResultSet rows = statement.executeQuery("rows");
                for (int i = 0; i < MANY; i++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(i);
                    assertThat(rows.getString("NAME")).isEqualTo(name(i));
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void many_rows_are_read_in_any_direction(DriverVersion driver) throws SQLException {
        teachRows("rows", MANY);
        try (Connection connection = connect(driver);
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet rows = statement.executeQuery("rows");
            assertThat(rows.last()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(MANY - 1);
            for (int position : new int[] {1, 5000, 4999, 2, 9999, 10_000, 1}) {
                assertThat(rows.absolute(position)).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(position - 1);
            }
            rows.afterLast();
            for (int i = MANY - 1; i >= 0; i--) {
                assertThat(rows.previous()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(i);
            }
            assertThat(rows.previous()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void prepared_statements_are_described_and_run_many_times(DriverVersion driver) throws SQLException {
        teachInsert();
        try (Connection connection = connect(driver);
                PreparedStatement insert = connection.prepareStatement("insert")) {
            ParameterMetaData described = insert.getParameterMetaData();
            assertThat(described.getParameterCount()).isEqualTo(2);
            assertThat(described.getParameterType(1)).isEqualTo(Types.INTEGER);
            for (int i = 0; i < 20; i++) {
                insert.setInt(1, i);
                insert.setString(2, "n" + i);
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
        assertThat(port.sql.executions).hasSize(20);
        assertThat(port.sql.executions.get(19).rows().get(0)).containsExactly(19, "n19");
    }

    @Test
    void result_sets_are_described_with_table_and_base_column() throws SQLException {
        teachRows("rows", 1);
        try (Connection connection = connect(DriverVersion.V8_1_3_140);
                PreparedStatement query = connection.prepareStatement("rows")) {
            assertThat(query.getMetaData().getColumnLabel(1)).isEqualTo("NO");
            assertThat(query.getMetaData().getTableName(1)).isEqualTo("T");
            assertThat(query.getMetaData().getSchemaName(1)).isEqualTo("SYSDBA");
            assertThat(query.getMetaData().isAutoIncrement(1)).isTrue();
            assertThat(query.getMetaData().isNullable(1)).isZero();
            assertThat(query.getMetaData().isNullable(2)).isEqualTo(1);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("NAME")).isEqualTo(name(0));
            }
        }
    }

    @Test
    void a_parameter_of_no_certain_type_takes_the_clients() throws SQLException {
        port.sql.teach(
                "any",
                new ScriptedSql.Line(
                        StatementType.UPDATE,
                        List.of(Descriptor.anyParameter(TEXT)),
                        List.of(),
                        execution -> changed(1)));
        try (Connection connection = connect(DriverVersion.V8_1_3_140);
                PreparedStatement update = connection.prepareStatement("any")) {
            update.setLong(1, 7L);
            update.executeUpdate();
            update.setString(1, "seven");
            update.executeUpdate();
        }
        assertThat(port.sql.executions.get(0).rows().get(0)).containsExactly(7L);
        assertThat(port.sql.executions.get(1).rows().get(0)).containsExactly("seven");
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void batches_have_counts(DriverVersion driver) throws SQLException {
        teachInsert();
        try (Connection connection = connect(driver);
                PreparedStatement insert = connection.prepareStatement("insert")) {
            for (int i = 0; i < 1000; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 2 == 0 ? null : "n");
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(1000).containsOnly(1);
        }
        assertThat(port.sql.executions).hasSize(1);
        assertThat(port.sql.executions.get(0).rows()).hasSize(1000);
        assertThat(port.sql.executions.get(0).rows().get(999)).containsExactly(999, "n");
    }

    /** The older drivers spell the property in a way of their own. */
    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void a_batch_that_goes_on_after_errors_tells_which_rows_failed(DriverVersion driver) throws SQLException {
        teachInsert();
        try (Connection connection = connect(driver, "batchContinueOnError", "true", "batchContinuteOnError", "true");
                PreparedStatement insert = connection.prepareStatement("insert")) {
            for (int i = 0; i < 3; i++) {
                insert.setInt(1, i == 1 ? -1 : i);
                insert.setString(2, "n");
                insert.addBatch();
            }
            assertThat(counts(insert)).containsExactly(1, Statement.EXECUTE_FAILED, 1);
            assertThat(port.sql.executions.get(0).continueOnError()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void generated_identities_come_back(DriverVersion driver) throws SQLException {
        teachKeys();
        try (Connection connection = connect(driver);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("keys", Statement.RETURN_GENERATED_KEYS))
                    .isEqualTo(1);
            ResultSet keys = statement.getGeneratedKeys();
            assertThat(keys.next()).isTrue();
            assertThat(keys.getLong(1)).isEqualTo(4242L);
            assertThat(keys.next()).isFalse();
            assertThat(statement.executeUpdate("keys")).isEqualTo(1);
        }
        assertThat(port.sql.executions.get(0).keys()).isEqualTo(KeyRequest.IDENTITY);
        assertThat(port.sql.executions.get(1).keys()).isEqualTo(KeyRequest.NONE);
    }

    @Test
    void generated_values_of_columns_by_name_or_number_come_back() throws SQLException {
        teachKeys();
        try (Connection connection = connect(DriverVersion.V8_1_3_140)) {
            for (PreparedStatement insert : List.of(
                    connection.prepareStatement("keys", new String[] {"id", "name"}),
                    connection.prepareStatement("keys", new int[] {1, 2}))) {
                insert.executeUpdate();
                ResultSet keys = insert.getGeneratedKeys();
                assertThat(keys.next()).isTrue();
                assertThat(keys.getLong(1)).isEqualTo(4242L);
                assertThat(keys.getString("NAME")).isEqualTo("made");
                assertThat(keys.next()).isFalse();
            }
        }
        assertThat(port.sql.executions.get(0).keys()).isEqualTo(KeyRequest.names(List.of("ID", "NAME")));
        assertThat(port.sql.executions.get(1).keys()).isEqualTo(KeyRequest.positions(List.of(1, 2)));
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
        teachInsert();
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
    void large_values_are_streamed_to_the_execution(DriverVersion driver) throws SQLException {
        port.sql.teach(
                "lobs",
                new ScriptedSql.Line(
                        StatementType.INSERT,
                        List.of(Descriptor.parameter(BLOB), Descriptor.parameter(CLOB)),
                        List.of(),
                        execution -> counted(execution)));
        byte[] bytes = new byte[70_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        String text = "大文本x".repeat(20_000);
        try (Connection connection = connect(driver);
                PreparedStatement insert = connection.prepareStatement("lobs")) {
            insert.setBinaryStream(1, new ByteArrayInputStream(bytes), bytes.length);
            insert.setString(2, text);
            insert.executeUpdate();
            insert.setBytes(1, new byte[] {1});
            insert.setString(2, "short");
            insert.addBatch();
            insert.setBytes(1, bytes);
            insert.setString(2, text);
            insert.addBatch();
            insert.executeBatch();
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        port.sql.executions.forEach(execution -> rows.addAll(execution.rows()));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsExactly(bytes, text);
        assertThat(rows.get(1)).containsExactly(new byte[] {1}, "short");
        assertThat(rows.get(2)).containsExactly(bytes, text);
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void large_values_in_rows_are_read(DriverVersion driver) throws SQLException {
        String text = "大文本x".repeat(50_000);
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        List<Descriptor> columns = List.of(Descriptor.column("B", BLOB), Descriptor.column("C", CLOB));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rows.add(new @Nullable Object[] {bytes, text});
        }
        port.sql.teach(
                "lobs",
                new ScriptedSql.Line(
                        StatementType.SELECT,
                        List.of(),
                        columns,
                        execution ->
                                Outcome.rows(StatementType.SELECT, new RowSet(columns, rows), TransactionStatus.NONE)));
        try (Connection connection = connect(driver);
                Statement statement = connection.createStatement();
                ResultSet read = statement.executeQuery("lobs")) {
            for (int i = 0; i < 5; i++) {
                assertThat(read.next()).isTrue();
                assertThat(read.getBytes(1)).isEqualTo(bytes);
                assertThat(read.getBlob(1).length()).isEqualTo(bytes.length);
                assertThat(read.getString(2)).isEqualTo(text);
                assertThat(read.getClob(2).length()).isEqualTo(text.length());
                assertThat(read.getClob(2).getSubString(150_000, 4)).isEqualTo(text.substring(149_999, 150_003));
            }
            assertThat(read.next()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void a_call_has_out_values_and_several_result_sets(DriverVersion driver) throws SQLException {
        Descriptor out = new Descriptor("", TEXT, "VARCHAR", true, "", "", "", false, Descriptor.Io.OUT);
        port.sql.teach(
                "call",
                new ScriptedSql.Line(
                        StatementType.CALL,
                        List.of(Descriptor.parameter(INTEGER), out),
                        List.of(),
                        execution -> new Outcome(
                                StatementType.CALL,
                                0,
                                List.of(rows(2), rows(MANY)),
                                List.of(),
                                null,
                                List.of(),
                                List.of("answer " + execution.rows().get(0)[0]),
                                "",
                                "printed",
                                TransactionStatus.NONE)));
        try (Connection connection = connect(driver);
                CallableStatement call = connection.prepareCall("call")) {
            call.setInt(1, 42);
            call.registerOutParameter(2, Types.VARCHAR);
            assertThat(call.execute()).isTrue();
            assertThat(call.getString(2)).isEqualTo("answer 42");
            assertThat(count(call.getResultSet())).isEqualTo(2);
            assertThat(call.getMoreResults()).isTrue();
            assertThat(count(call.getResultSet())).isEqualTo(MANY);
            assertThat(call.getMoreResults()).isFalse();
        }
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

    /** The newest driver throws, older ones only return the counts. */
    private static int[] counts(PreparedStatement batch) throws SQLException {
        try {
            return batch.executeBatch();
        } catch (BatchUpdateException failed) {
            return failed.getUpdateCounts();
        }
    }

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            assertThat(rows.getInt(1)).isEqualTo(count);
            count++;
        }
        return count;
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

    private void teachInsert() {
        port.sql.teach(
                "insert",
                new ScriptedSql.Line(StatementType.INSERT, PARAMETERS, List.of(), DriverStatementsTest::counted));
    }

    /** Every row counts as one, but those whose first value is -1 fail. */
    private static Outcome counted(Execution execution) {
        List<Long> counts = new ArrayList<>();
        List<RowError> errors = new ArrayList<>();
        for (@Nullable Object[] row : execution.rows()) {
            boolean failed = row.length > 0 && Integer.valueOf(-1).equals(row[0]);
            if (failed) {
                errors.add(new RowError(counts.size(), DmException.of(ErrorCode.NOT_NULL, "ID")));
            }
            counts.add(failed ? Outcome.FAILED : 1L);
        }
        return new Outcome(
                StatementType.INSERT,
                counts.size() - errors.size(),
                List.of(),
                counts.size() == 1 ? List.of() : counts,
                new RowId(0, 0, counts.size()),
                List.of(),
                List.of(),
                "",
                "",
                TransactionStatus.COMMITTED,
                null,
                errors);
    }

    private void teachKeys() {
        List<Descriptor> columns = List.of(Descriptor.column("ID", BIGINT), Descriptor.column("NAME", TEXT));
        List<@Nullable Object[]> values = new ArrayList<>();
        values.add(new @Nullable Object[] {4242L, "made"});
        port.sql.teach(
                "keys",
                StatementType.INSERT,
                execution -> new Outcome(
                        StatementType.INSERT,
                        1,
                        List.of(),
                        List.of(),
                        new RowId(0, 0, 1),
                        List.of(4242L),
                        List.of(),
                        "",
                        "",
                        TransactionStatus.COMMITTED,
                        new RowSet(columns, values),
                        List.of()));
    }

    private static Outcome changed(long count) {
        return Outcome.changed(StatementType.UPDATE, count, TransactionStatus.COMMITTED);
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
