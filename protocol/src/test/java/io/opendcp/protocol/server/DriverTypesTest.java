package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DayTimeInterval;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.YearMonthInterval;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every scalar type, its extremes and NULL, as the official drivers read and bind them. */
class DriverTypesTest {
    /**
     * A value and what {@code getString} of the newest driver makes of it.
     *
     * @param since the message version from which the type travels as itself
     */
    private record Case(DmType type, int precision, int scale, int jdbcType, int since, Object value, String text) {
        Descriptor column() {
            return Descriptor.column("C", spec());
        }

        /** Drivers differ in the zeros behind a decimal's point. */
        void assertShown(String shown) {
            if (type == DmType.DECIMAL) {
                assertThat(new BigDecimal(shown)).as("%s", this).isEqualByComparingTo(text);
            } else {
                assertThat(shown).as("%s", this).isEqualTo(text);
            }
        }

        TypeSpec spec() {
            return new TypeSpec(type, precision, scale);
        }
    }

    private static final List<Case> CASES = List.of(
            of(DmType.CHAR, 10, 0, Types.CHAR, "中  ", "中  "),
            of(DmType.VARCHAR2, 4, 0, Types.CHAR, "ab", "ab  "),
            of(DmType.VARCHAR, 20, 0, Types.VARCHAR, "", ""),
            of(DmType.VARCHAR, 32_767, 0, Types.VARCHAR, "x".repeat(32_767), "x".repeat(32_767)),
            of(DmType.BIT, 1, 0, Types.BIT, (byte) 1, "1"),
            of(DmType.BIT, 1, 0, Types.BIT, (byte) 0, "0"),
            of(DmType.TINYINT, 1, 0, Types.TINYINT, Byte.MIN_VALUE, "-128"),
            of(DmType.TINYINT, 1, 0, Types.TINYINT, Byte.MAX_VALUE, "127"),
            of(DmType.SMALLINT, 2, 0, Types.SMALLINT, Short.MIN_VALUE, "-32768"),
            of(DmType.SMALLINT, 2, 0, Types.SMALLINT, Short.MAX_VALUE, "32767"),
            of(DmType.INTEGER, 4, 0, Types.INTEGER, Integer.MIN_VALUE, "-2147483648"),
            of(DmType.INTEGER, 4, 0, Types.INTEGER, Integer.MAX_VALUE, "2147483647"),
            of(DmType.BIGINT, 8, 0, Types.BIGINT, Long.MIN_VALUE, "-9223372036854775808"),
            of(DmType.BIGINT, 8, 0, Types.BIGINT, Long.MAX_VALUE, "9223372036854775807"),
            decimal("-99999999999999999999999999999999999.99"),
            decimal("999999999999999999999999999999999999.99"),
            decimal("0.00"),
            decimal("0.01"),
            of(DmType.REAL, 4, 0, Types.REAL, Float.MIN_VALUE, "1.4E-45"),
            of(DmType.REAL, 4, 0, Types.REAL, -3.4E38f, "-3.4E38"),
            of(DmType.DOUBLE, 8, 0, Types.DOUBLE, Double.MIN_VALUE, "4.9E-324"),
            of(DmType.DOUBLE, 8, 0, Types.DOUBLE, -Double.MAX_VALUE, "-1.7976931348623157E308"),
            of(DmType.BLOB, Integer.MAX_VALUE, 0, Types.BLOB, new byte[] {1, 2, -1}, "0102FF"),
            of(DmType.BOOLEAN, 1, 0, Types.BOOLEAN, true, "1"),
            of(DmType.BOOLEAN, 1, 0, Types.BOOLEAN, false, "0"),
            of(DmType.DATE, 3, 0, Types.DATE, LocalDate.of(1, 1, 1), "0001-01-01"),
            of(DmType.DATE, 3, 0, Types.DATE, LocalDate.of(9999, 12, 31), "9999-12-31"),
            of(DmType.TIME, 5, 6, Types.TIME, LocalTime.of(0, 0), "00:00:00.000000"),
            of(DmType.TIME, 5, 6, Types.TIME, LocalTime.of(23, 59, 59, 999_999_000), "23:59:59.999999"),
            of(DmType.TIMESTAMP, 8, 6, Types.TIMESTAMP, LocalDateTime.of(1, 1, 1, 0, 0), "0001-01-01 00:00:00.000000"),
            of(
                    DmType.TIMESTAMP,
                    8,
                    6,
                    Types.TIMESTAMP,
                    LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                    "9999-12-31 23:59:59.999999"),
            of(DmType.BINARY, 10, 0, Types.BINARY, new byte[] {0, -1}, "00FF"),
            of(DmType.VARBINARY, 10, 0, Types.VARBINARY, new byte[] {-128}, "80"),
            of(DmType.CLOB, Integer.MAX_VALUE, 0, Types.CLOB, "大文本", "大文本"),
            of(
                    DmType.INTERVAL_YEAR_MONTH,
                    12,
                    0x190,
                    Types.OTHER,
                    new YearMonthInterval(-1, -2, 0x190),
                    "INTERVAL -'000000001-02' YEAR(9) TO MONTH"),
            of(
                    DmType.INTERVAL_DAY_TIME,
                    24,
                    0x626,
                    Types.OTHER,
                    new DayTimeInterval(1, 2, 3, 4, 567_000, 0x626),
                    "INTERVAL '01 02:03:04.567000' DAY(2) TO SECOND(6)"),
            of(
                    DmType.TIME_WITH_TIME_ZONE,
                    7,
                    6,
                    Types.TIME_WITH_TIMEZONE,
                    OffsetTime.of(1, 2, 3, 4_000, ZoneOffset.ofHours(8)),
                    "01:02:03.000004 +08:00"),
            of(
                    DmType.TIMESTAMP_WITH_TIME_ZONE,
                    10,
                    6,
                    Types.TIMESTAMP_WITH_TIMEZONE,
                    OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4_000, ZoneOffset.ofHoursMinutes(-5, -30)),
                    "2024-02-29 01:02:03.000004 -05:30"),
            new Case(
                    DmType.TIMESTAMP_NANOS,
                    9,
                    9,
                    Types.TIMESTAMP,
                    1,
                    LocalDateTime.of(2024, 2, 29, 0, 0, 0, 1),
                    "2024-02-29 00:00:00.000000001"),
            new Case(
                    DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE,
                    11,
                    9,
                    Types.TIMESTAMP_WITH_TIMEZONE,
                    1,
                    OffsetDateTime.of(1999, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.UTC),
                    "1999-12-31 23:59:59.999999999 +00:00"),
            new Case(DmType.ROWID, 12, 0, Types.ROWID, 9, new RowId(3, 0, 77), "AAADAAAAAAAAAAAABN"));

    @Test
    void every_scalar_type_has_a_case() {
        assertThat(CASES.stream().map(Case::type)).contains(DmType.values());
    }

    @ParameterizedTest
    @EnumSource(DriverVersion.class)
    void every_type_is_read_from_a_column_and_bound_to_a_parameter(DriverVersion driver) throws Exception {
        List<Case> known =
                CASES.stream().filter(each -> driver.msgVersion >= each.since).toList();
        try (DriverPort port = new DriverPort();
                Connection connection = driver.connect(port.url(), DriverPort.properties())) {
            teach(port.sql, known);
            try (java.sql.Statement query = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement("insert");
                    ResultSet rows = query.executeQuery("query")) {
                assertThat(rows.next()).isTrue();
                for (int i = 0; i < known.size(); i++) {
                    known.get(i).assertShown(rows.getString(i + 1));
                    bind(insert, i + 1, known.get(i), rows);
                }
                assertThat(insert.executeUpdate()).isEqualTo(1);
                assertThat(rows.next()).isTrue();
                for (int i = 0; i < known.size(); i++) {
                    assertThat(rows.getObject(i + 1)).as("%s", known.get(i)).isNull();
                    insert.setNull(i + 1, known.get(i).jdbcType);
                }
                assertThat(insert.executeUpdate()).isEqualTo(1);
                assertThat(rows.next()).isFalse();
            }
            List<Execution> inserts = port.sql.executions.stream()
                    .filter(execution -> execution.rows().get(0).length > 0)
                    .toList();
            for (int i = 0; i < known.size(); i++) {
                assertThat(inserts.get(0).rows().get(0)[i])
                        .as("%s", known.get(i))
                        .isEqualTo(bound(known.get(i)));
                assertThat(inserts.get(1).rows().get(0)[i])
                        .as("%s", known.get(i))
                        .isNull();
            }
            assertThat(port.defects).isEmpty();
        }
    }

    @Test
    void columns_are_described() throws Exception {
        try (DriverPort port = new DriverPort();
                Connection connection = DriverVersion.V8_1_3_140.connect(port.url(), DriverPort.properties())) {
            teach(port.sql, CASES);
            try (java.sql.Statement query = connection.createStatement();
                    ResultSet rows = query.executeQuery("query")) {
                ResultSetMetaData described = rows.getMetaData();
                assertThat(described.getColumnCount()).isEqualTo(CASES.size());
                for (int i = 0; i < CASES.size(); i++) {
                    Case each = CASES.get(i);
                    assertThat(described.getColumnType(i + 1)).as("%s", each).isEqualTo(each.jdbcType);
                    assertThat(described.getColumnLabel(i + 1)).isEqualTo("C");
                    if (each.type == DmType.DECIMAL) {
                        assertThat(described.getPrecision(i + 1)).isEqualTo(38);
                        assertThat(described.getScale(i + 1)).isEqualTo(2);
                    }
                }
            }
        }
    }

    /** As an application would: what it read, it writes. */
    private static void bind(PreparedStatement insert, int index, Case each, ResultSet rows) throws SQLException {
        switch (each.type) {
            case BLOB -> insert.setBytes(index, rows.getBytes(index));
            case CLOB, DATE, TIME, TIME_WITH_TIME_ZONE, TIMESTAMP_WITH_TIME_ZONE, TIMESTAMP_NANOS_WITH_TIME_ZONE ->
                insert.setString(index, rows.getString(index));
            default -> insert.setObject(index, rows.getObject(index));
        }
    }

    /** What arrives: the driver pads VARCHAR2. */
    private static Object bound(Case each) {
        return each.type == DmType.VARCHAR2 ? each.text : each.value;
    }

    private static void teach(ScriptedSql sql, List<Case> cases) {
        List<Descriptor> columns = cases.stream().map(Case::column).toList();
        List<Descriptor> parameters =
                cases.stream().map(each -> Descriptor.parameter(each.spec())).toList();
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(cases.stream().map(Case::value).toArray());
        rows.add(Collections.nCopies(cases.size(), null).toArray());
        sql.teach(
                "query",
                new ScriptedSql.Line(
                        StatementType.SELECT,
                        List.of(),
                        columns,
                        execution ->
                                Outcome.rows(StatementType.SELECT, new RowSet(columns, rows), TransactionStatus.NONE)));
        sql.teach(
                "insert",
                new ScriptedSql.Line(
                        StatementType.INSERT,
                        parameters,
                        List.of(),
                        execution -> Outcome.changed(StatementType.INSERT, 1, TransactionStatus.COMMITTED)));
    }

    private static Case of(DmType type, int precision, int scale, int jdbcType, Object value, String text) {
        return new Case(type, precision, scale, jdbcType, 0, value, text);
    }

    private static Case decimal(String text) {
        BigDecimal plain = new BigDecimal(text).stripTrailingZeros();
        BigDecimal value = plain.scale() < 0 ? plain.setScale(0) : plain;
        return of(DmType.DECIMAL, 38, 2, Types.DECIMAL, value, text);
    }
}
