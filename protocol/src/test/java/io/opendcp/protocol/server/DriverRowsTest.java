package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.io.IOException;
import java.sql.CallableStatement;
import java.sql.Connection;
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

/** Result sets as the official drivers read them. */
class DriverRowsTest {
    private static final int MANY = 10_000;
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 100, 0);
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);
    private static final TypeSpec BLOB = new TypeSpec(DmType.BLOB, Integer.MAX_VALUE, 0);
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
