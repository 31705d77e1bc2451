package io.opendcp.simulation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.simulator.Activity;
import io.opendcp.simulator.Ep;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** SP_DCP_PAUSE under load of the official driver. */
@MppCluster(eps = 2, seed = 42, mode = Mode.REAL)
class PausedDcpTest {
    private static final int THREADS = 4;

    private final AtomicInteger keys = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Transactions of two statements until told to stop; returns how many were committed. */
    private int work(TestCluster cluster) {
        int committed = 0;
        try (Connection client = cluster.connect();
                PreparedStatement insert = client.prepareStatement("INSERT INTO T VALUES(?, 0)")) {
            client.setAutoCommit(false);
            while (!over.get()) {
                for (int i = 0; i < 2; i++) {
                    insert.setInt(1, keys.incrementAndGet());
                    insert.executeUpdate();
                }
                client.commit();
                committed++;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return committed;
    }

    private static long statements(TestCluster cluster) {
        return cluster.mpp()
                .<Long>with(mpp -> mpp.eps().stream()
                        .map(Ep::activity)
                        .mapToLong(each -> each.count(Activity.Kind.STATEMENT))
                        .sum());
    }

    private static int waiting(Connection dba) throws SQLException {
        try (Statement statement = dba.createStatement();
                ResultSet row = statement.executeQuery("SELECT WAITING FROM V$DCP_PAUSE")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void no_transaction_fails_and_none_runs_meanwhile(TestCluster cluster) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Connection dba = DriverManager.getConnection(cluster.managementUrl(), cluster.user(), cluster.password());
                Connection client = cluster.connect()) {
            execute(client, "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            List<CompletableFuture<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                workers.add(CompletableFuture.supplyAsync(() -> work(cluster), threads));
            }
            cluster.await(seen -> keys.get() > 100);

            execute(dba, "SP_DCP_PAUSE(600)");
            long paused = statements(cluster);
            await().until(() -> waiting(dba) == THREADS);
            assertThat(statements(cluster)).isEqualTo(paused);
            execute(dba, "SP_DCP_RESUME()");
            int before = keys.get();
            cluster.await(seen -> keys.get() > before + 100);

            over.set(true);
            int committed = 0;
            for (CompletableFuture<Integer> worker : workers) {
                committed += worker.join();
            }
            assertThat(committed * 2L).isEqualTo(keys.get());
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }
}
