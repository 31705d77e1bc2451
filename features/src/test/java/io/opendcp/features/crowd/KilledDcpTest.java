package io.opendcp.features.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DCP whose process is killed leaves nothing open on the EPs. */
class KilledDcpTest {
    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "SYSDBA", "SYSDBA");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    @Test
    void its_transactions_are_rolled_back_and_its_sessions_end(@TempDir Path dir) throws Exception {
        try (ProcessBed bed = new ProcessBed(dir, "128m", 1);
                Connection ep = connect(bed.epUrl());
                Statement atEp = ep.createStatement()) {
            atEp.execute("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            atEp.execute("INSERT INTO T VALUES(1, 0), (2, 0)");
            try (Connection client = connect(bed.url());
                    Statement statement = client.createStatement()) {
                client.setAutoCommit(false);
                statement.execute("UPDATE T SET V = 1");
                assertThat(number(atEp, "SELECT COUNT(*) FROM V$SESSIONS")).isGreaterThan(1);

                bed.kill();

                await().atMost(Duration.ofSeconds(10))
                        .until(() -> number(atEp, "SELECT COUNT(*) FROM V$SESSIONS") == 1);
                atEp.execute("UPDATE T SET V = V + 10");
                assertThat(number(atEp, "SELECT SUM(V) FROM T")).isEqualTo(20);
            }
        }
    }
}
