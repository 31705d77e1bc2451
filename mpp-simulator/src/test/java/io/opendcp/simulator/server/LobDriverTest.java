package io.opendcp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.server.DriverVersion;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LOBs in and out of the row, with the official drivers straight on simulated EPs. */
class LobDriverTest extends TwoEps {
    private static final byte[] BYTES = bytes(100_000);
    private static final String TEXT = "达梦数据库Text𠀀,".repeat(5_000).substring(0, 50_000);

    private Connection connect(DriverVersion version, int epno, String... properties) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "SYSDBA");
        login.setProperty("password", "SYSDBA");
        login.setProperty("language", "en");
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            login.setProperty(parts[0], parts[1]);
        }
        return version.connect(url(epno), login);
    }

    @ParameterizedTest
    @EnumSource
    void lobs_of_any_length_are_read_whole_in_part_and_as_streams(DriverVersion version) throws Exception {
        for (String mode : new String[] {"lobMode=1", "lobMode=2"}) {
            try (Connection connection = connect(version, 0, mode);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS L");
                statement.execute("CREATE TABLE L(K INT PRIMARY KEY, B BLOB, C CLOB) DISTRIBUTED BY HASH(K)");
                int[] lengths = {0, 1, 900, 901, 32_000, 100_000};
                for (int i = 0; i < lengths.length; i++) {
                    insert(connection, i, bytes(lengths[i]), TEXT.substring(0, Math.min(lengths[i], 50_000)));
                }
                try (ResultSet rows = statement.executeQuery("SELECT * FROM L ORDER BY K")) {
                    for (int length : lengths) {
                        assertThat(rows.next()).isTrue();
                        check(rows.getBlob(2), bytes(length));
                        check(rows.getClob(3), TEXT.substring(0, Math.min(length, 50_000)));
                    }
                }
                try (ResultSet rows = statement.executeQuery("SELECT B, C FROM L WHERE K = 5")) {
                    assertThat(rows.next()).isTrue();
                    same(rows.getBytes(1), BYTES);
                    assertThat(rows.getString(2).equals(TEXT)).isTrue();
                }
            }
        }
    }

    private static void check(Blob blob, byte[] value) throws Exception {
        assertThat(blob.length()).isEqualTo(value.length);
        same(read(blob.getBinaryStream()), value);
        if (value.length > 0) {
            same(blob.getBytes(1, value.length), value);
            int from = value.length / 2;
            byte[] part = Arrays.copyOfRange(value, from, Math.min(value.length, from + 77));
            assertThat(blob.getBytes(from + 1, 77)).isEqualTo(part);
        }
    }

    private static byte[] read(InputStream in) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[7_777];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    private static void same(byte[] actual, byte[] expected) {
        assertThat(Arrays.mismatch(actual, expected))
                .as("%d bytes, %d expected", actual.length, expected.length)
                .isEqualTo(-1);
    }

    private static void check(Clob clob, String value) throws Exception {
        assertThat(clob.length()).isEqualTo(value.length());
        StringWriter all = new StringWriter();
        try (Reader reader = clob.getCharacterStream()) {
            reader.transferTo(all);
        }
        assertThat(all.toString().equals(value)).isTrue();
        if (!value.isEmpty()) {
            assertThat(clob.getSubString(1, value.length()).equals(value)).isTrue();
            int from = value.length() / 2 / 12 * 12;
            assertThat(clob.getSubString(from + 1, 77))
                    .isEqualTo(value.substring(from, Math.min(value.length(), from + 77)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void lobs_are_written_and_cut_in_the_transaction(DriverVersion version) throws Exception {
        try (Connection one = connect(version, 0);
                Connection two = connect(version, 1)) {
            one.createStatement().execute("CREATE TABLE L(K INT PRIMARY KEY, B BLOB, C CLOB) DISTRIBUTED BY HASH(K)");
            for (int k = 0; k < 2; k++) {
                insert(one, k, BYTES, TEXT);
            }
            one.setAutoCommit(false);
            for (boolean commit : new boolean[] {false, true}) {
                List<Blob> written = new ArrayList<>();
                for (int k = 0; k < 2; k++) {
                    try (ResultSet rows =
                            one.createStatement().executeQuery("SELECT B, C FROM L WHERE K = " + k + " FOR UPDATE")) {
                        assertThat(rows.next()).isTrue();
                        Blob blob = rows.getBlob(1);
                        Clob clob = rows.getClob(2);

                        assertThat(blob.setBytes(50_001, new byte[70_000])).isEqualTo(70_000);
                        assertThat(clob.setString(40_001, "汉字".repeat(20_000))).isEqualTo(40_000);
                        assertThat(blob.length()).isEqualTo(120_000);
                        assertThat(clob.length()).isEqualTo(80_000);
                        blob.truncate(110_000);
                        clob.truncate(70_000);
                        assertThat(blob.length()).isEqualTo(110_000);
                        assertThat(clob.length()).isEqualTo(70_000);
                        written.add(blob);
                    }
                }
                assertThat(length(two, "B", 0)).isEqualTo(100_000);
                if (commit) {
                    one.commit();
                } else {
                    one.rollback();
                    assertThat(catchThrowableOfType(
                                            SQLException.class,
                                            () -> written.get(0).getBytes(1, 10))
                                    .getErrorCode())
                            .isEqualTo(-8926);
                    assertThat(length(one, "B", 1)).isEqualTo(100_000);
                }
            }
            byte[] bytes = Arrays.copyOf(Arrays.copyOf(BYTES, 50_000), 110_000);
            String text = (TEXT.substring(0, 40_000) + "汉字".repeat(20_000)).substring(0, 70_000);
            try (ResultSet rows = two.createStatement().executeQuery("SELECT B, C FROM L ORDER BY K")) {
                while (rows.next()) {
                    check(rows.getBlob(1), bytes);
                    check(rows.getClob(2), text);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void lobs_are_copied_by_their_locators_and_read_from_another_session(DriverVersion version) throws Exception {
        try (Connection one = connect(version, 0);
                Connection two = connect(version, 1)) {
            one.createStatement().execute("CREATE TABLE L(K INT PRIMARY KEY, B BLOB, C CLOB) DISTRIBUTED BY HASH(K)");
            insert(one, 1, BYTES, TEXT);
            Blob blob;
            Clob clob;
            try (ResultSet rows = one.createStatement().executeQuery("SELECT B, C FROM L WHERE K = 1")) {
                assertThat(rows.next()).isTrue();
                blob = rows.getBlob(1);
                clob = rows.getClob(2);
            }
            for (int k = 2; k < 4; k++) {
                try (PreparedStatement copy = one.prepareStatement("INSERT INTO L VALUES(?, ?, ?)")) {
                    copy.setInt(1, k);
                    copy.setBlob(2, blob);
                    copy.setClob(3, clob);
                    copy.executeUpdate();
                }
            }
            try (ResultSet rows = two.createStatement().executeQuery("SELECT B, C FROM L ORDER BY K")) {
                for (int k = 1; k < 4; k++) {
                    assertThat(rows.next()).isTrue();
                    check(rows.getBlob(1), BYTES);
                    check(rows.getClob(2), TEXT);
                }
            }
            two.createStatement().execute("UPDATE L SET B = NULL WHERE K = 1");
            SQLException gone = catchThrowableOfType(SQLException.class, () -> blob.getBytes(1, 10));
            assertThat(gone.getErrorCode()).isEqualTo(-8926);
            check(clob, TEXT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void short_lobs_are_written_in_the_row_and_out_of_it(DriverVersion version) throws Exception {
        try (Connection one = connect(version, 0);
                Connection two = connect(version, 0)) {
            one.createStatement().execute("CREATE TABLE L(K INT PRIMARY KEY, B BLOB, C CLOB) DISTRIBUTED BY HASH(K)");
            insert(one, 1, bytes(10), "短文");
            try (ResultSet rows = one.createStatement().executeQuery("SELECT B, C FROM L")) {
                assertThat(rows.next()).isTrue();
                Blob blob = rows.getBlob(1);
                Clob clob = rows.getClob(2);

                blob.setBytes(6, bytes(10));
                clob.setString(3, "又长了");

                assertThat(blob.length()).isEqualTo(15);
                assertThat(clob.getSubString(1, 5)).isEqualTo("短文又长了");
                check(stored(two).blob, Arrays.copyOf(concat(bytes(5), bytes(10)), 15));
                check(stored(two).clob, "短文又长了");

                blob.setBytes(1, BYTES);
                clob.setString(1, TEXT);

                check(blob, BYTES);
                check(clob, TEXT);
                check(stored(two).blob, BYTES);
                check(stored(two).clob, TEXT);

                blob.truncate(7);
                clob.truncate(2);

                check(blob, bytes(7));
                check(clob, TEXT.substring(0, 2));
                check(stored(two).blob, bytes(7));
                check(stored(two).clob, TEXT.substring(0, 2));
            }
        }
    }

    private record Stored(Blob blob, Clob clob) {}

    private static Stored stored(Connection connection) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT B, C FROM L")) {
            rows.next();
            return new Stored(rows.getBlob(1), rows.getClob(2));
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @EnumSource
    void lobs_that_are_no_tables_are_the_sessions(DriverVersion version) throws Exception {
        try (Connection one = connect(version, 0)) {
            Clob made;
            Clob joined;
            try (Statement statement = one.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT CAST(RPAD('x', 20000, '字') AS CLOB), CAST(RPAD('y', 3000, 'z') AS CLOB), NULL")) {
                assertThat(rows.next()).isTrue();
                made = rows.getClob(1);
                joined = rows.getClob(2);
                check(made, "x" + "字".repeat(19_999));
            }
            try (Statement statement = one.createStatement()) {
                statement.execute("CREATE TABLE L(K INT PRIMARY KEY, B BLOB, C CLOB) DISTRIBUTED BY HASH(K)");
            }
            check(joined, "y" + "z".repeat(2_999));
            assertThat(made.setString(1, "改写")).isEqualTo(2);
            assertThat(made.getSubString(1, 3)).isEqualTo("改写字");
            try (PreparedStatement copy = one.prepareStatement("INSERT INTO L VALUES(1, NULL, ?)")) {
                copy.setClob(1, made);
                copy.executeUpdate();
            }
            try (ResultSet rows = one.createStatement().executeQuery("SELECT B, C FROM L")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBlob(1)).isNull();
                check(rows.getClob(2), "改写" + "字".repeat(19_998));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void streams_write_pieces_one_after_the_other(DriverVersion version) throws Exception {
        try (Connection one = connect(version, 0)) {
            one.createStatement().execute("CREATE TABLE L(K INT PRIMARY KEY, B BLOB, C CLOB) DISTRIBUTED BY HASH(K)");
            insert(one, 1, bytes(2_000), TEXT.substring(0, 2_000));
            one.setAutoCommit(false);
            try (ResultSet rows = one.createStatement().executeQuery("SELECT B, C FROM L FOR UPDATE")) {
                assertThat(rows.next()).isTrue();
                try (OutputStream out = rows.getBlob(1).setBinaryStream(1)) {
                    out.write(BYTES);
                }
                try (Writer out = rows.getClob(2).setCharacterStream(1)) {
                    out.write(TEXT);
                }
            }
            one.commit();
            check(stored(one).blob, BYTES);
            check(stored(one).clob, TEXT);
        }
    }

    private static long length(Connection connection, String column, int k) throws SQLException {
        try (ResultSet rows =
                connection.createStatement().executeQuery("SELECT " + column + " FROM L WHERE K = " + k)) {
            rows.next();
            return rows.getBlob(1).length();
        }
    }

    private static void insert(Connection connection, int k, byte[] blob, String clob) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO L VALUES(?, ?, ?)")) {
            insert.setInt(1, k);
            insert.setBytes(2, blob);
            insert.setString(3, clob);
            insert.executeUpdate();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[100_000];
        new Random(5).nextBytes(bytes);
        return Arrays.copyOf(bytes, length);
    }
}
