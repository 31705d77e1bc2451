package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.simulation.junit.MppCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long BLOBs and CLOBs through the DCP, as the official driver reads, writes and copies them in pieces. */
@MppCluster(eps = 2, poolSize = 2, seed = 11)
class LobsTest extends TwoClients {
    private static final int KEYS = 6;
    private static final int BYTES = 100_000;
    private static final int CHARACTERS = 50_000;
    private static final int GONE = -8976;

    @BeforeEach
    void start() throws SQLException {
        run(one, "CREATE TABLE T(K INT PRIMARY KEY, B BLOB, C CLOB) DISTRIBUTED BY HASH(K)");
        try (PreparedStatement insert = one.prepareStatement("INSERT INTO T VALUES(?, ?, ?)")) {
            for (int key = 1; key <= KEYS; key++) {
                insert.setInt(1, key);
                insert.setBytes(2, bytes(key));
                insert.setString(3, text(key));
                insert.executeUpdate();
            }
        }
    }

    /** The driver's streams give what they have of a piece, and {@code readAllBytes} takes that for the end. */
    private static byte[] read(InputStream stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[7_777];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    /** Connections to EPs that sessions have. */
    private long inUse() {
        return cluster.dcp().withPool(pool -> (long) pool.view().inUse());
    }

    private static byte[] bytes(int key) {
        byte[] bytes = new byte[BYTES];
        new Random(key).nextBytes(bytes);
        return bytes;
    }

    private static String text(int key) {
        StringBuilder text = new StringBuilder();
        while (text.length() < CHARACTERS) {
            text.append("第")
                    .append(key)
                    .append("行, character ")
                    .append(text.length())
                    .append("; ");
        }
        return text.substring(0, CHARACTERS);
    }

    /** What a client has of a row, to be read later. */
    private record Row(int key, Blob blob, Clob clob) {
        void readsWhole() throws SQLException {
            assertThat(blob.length()).isEqualTo(BYTES);
            assertThat(blob.getBytes(1, BYTES)).isEqualTo(bytes(key));
            assertThat(clob.length()).isEqualTo(CHARACTERS);
            assertThat(clob.getSubString(1, CHARACTERS)).isEqualTo(text(key));
        }
    }

    private static Row row(Connection from, int key) throws SQLException {
        return row(from, key, "");
    }

    private static Row row(Connection from, int key, String more) throws SQLException {
        try (PreparedStatement select = from.prepareStatement("SELECT B, C FROM T WHERE K = ?" + more)) {
            select.setInt(1, key);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return new Row(key, row.getBlob(1), row.getClob(2));
            }
        }
    }

    @Test
    void lobs_of_all_eps_are_read_long_after_their_queries_in_any_order() throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (int key = 1; key <= KEYS; key++) {
            rows.add(row(one, key));
        }
        for (int i = KEYS - 1; i >= 0; i--) {
            rows.get(i).readsWhole();
        }
        for (Row each : rows) {
            assertThat(each.blob().getBytes(40_001, 10))
                    .isEqualTo(Arrays.copyOfRange(bytes(each.key()), 40_000, 40_010));
            assertThat(each.clob().getSubString(33_001, 20))
                    .isEqualTo(text(each.key()).substring(33_000, 33_020));
        }
    }

    @Test
    void one_result_of_many_rows_is_read_whichever_way_the_driver_fetches_lobs() throws SQLException, IOException {
        for (String mode : new String[] {"&lobMode=1", "&lobMode=2"}) {
            try (Connection other = connect(mode);
                    Statement select = other.createStatement();
                    ResultSet rows = select.executeQuery("SELECT K, B, C FROM T ORDER BY K")) {
                int read = 0;
                while (rows.next()) {
                    int key = rows.getInt(1);
                    try (InputStream stream = rows.getBinaryStream(2)) {
                        assertThat(read(stream)).isEqualTo(bytes(key));
                    }
                    assertThat(rows.getString(3)).isEqualTo(text(key));
                    read++;
                }
                assertThat(read).isEqualTo(KEYS);
            }
        }
    }

    @Test
    void while_a_transaction_runs_on_one_ep_lobs_of_the_others_are_read() throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (int key = 1; key <= KEYS; key++) {
            rows.add(row(one, key));
        }
        one.setAutoCommit(false);
        run(one, "UPDATE T SET K = K WHERE K = 1");
        for (Row each : rows) {
            each.readsWhole();
        }
        one.commit();
        assertThat(inUse()).isZero();
    }

    @Test
    void what_is_written_into_a_lob_is_the_transactions() throws SQLException {
        one.setAutoCommit(false);
        Row row = row(one, 3, " FOR UPDATE");
        row.blob().setBytes(10_001, new byte[] {1, 2, 3});
        row.clob().setString(1, "改");
        one.rollback();
        row(one, 3).readsWhole();
        one.commit();

        Row again = row(one, 3, " FOR UPDATE");
        again.blob().setBytes(10_001, new byte[] {1, 2, 3});
        again.clob().truncate(10_000);
        again.clob().setString(1, "改");
        one.commit();

        byte[] changed = bytes(3);
        changed[10_000] = 1;
        changed[10_001] = 2;
        changed[10_002] = 3;
        try (Connection other = connect("")) {
            Row seen = row(other, 3);
            assertThat(seen.blob().getBytes(1, BYTES)).isEqualTo(changed);
            assertThat(seen.clob().getSubString(1, CHARACTERS)).isEqualTo("改" + text(3).substring(1, 10_000));
        }
        assertThat(inUse()).isZero();
    }

    @Test
    void a_lob_is_copied_into_other_rows_without_being_read() throws SQLException {
        for (int key = 1; key <= KEYS; key++) {
            Row row = row(one, key);
            try (PreparedStatement insert = one.prepareStatement("INSERT INTO T VALUES(?, ?, ?)")) {
                insert.setInt(1, key + KEYS);
                insert.setBlob(2, row.blob());
                insert.setClob(3, row.clob());
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
        for (int key = 1; key <= KEYS; key++) {
            Row copy = row(one, key + KEYS);
            new Row(key, copy.blob(), copy.clob()).readsWhole();
        }
    }

    @Test
    void a_lob_that_is_no_tables_keeps_its_session_while_its_statement_lives_and_no_longer() throws SQLException {
        Clob lob;
        try (PreparedStatement select = one.prepareStatement("SELECT DISTINCT C FROM T WHERE K = ?")) {
            select.setInt(1, 2);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                lob = row.getClob(1);
                assertThat(lob.getSubString(CHARACTERS - 1, 5)).isEqualTo(text(2).substring(CHARACTERS - 2));
                assertThat(inUse()).isEqualTo(1);
            }
        }
        row(one, 2).readsWhole(); // under the handle of that statement, whose end the driver tells by nothing else
        assertThat(inUse()).isZero();
        assertThatThrownBy(() -> lob.getSubString(40_000, 5))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo(GONE));
        row(one, 2).readsWhole();
    }
}
