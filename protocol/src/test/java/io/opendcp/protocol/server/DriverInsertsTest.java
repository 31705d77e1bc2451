package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.EnumSource;

/** What the official drivers bind, batch and stream, and the keys they get back. */
class DriverInsertsTest {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec BIGINT = new TypeSpec(DmType.BIGINT, 8, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 100, 0);
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);
    private static final TypeSpec BLOB = new TypeSpec(DmType.BLOB, Integer.MAX_VALUE, 0);
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

    /** The newest driver throws, older ones only return the counts. */
    private static int[] counts(PreparedStatement batch) throws SQLException {
        try {
            return batch.executeBatch();
        } catch (BatchUpdateException failed) {
            return failed.getUpdateCounts();
        }
    }

    private Connection connect(DriverVersion driver, String... properties) throws SQLException {
        return driver.connect(port.url(), DriverPort.properties(properties));
    }

    private void teachInsert() {
        port.sql.teach(
                "insert",
                new ScriptedSql.Line(StatementType.INSERT, PARAMETERS, List.of(), DriverInsertsTest::counted));
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
}
