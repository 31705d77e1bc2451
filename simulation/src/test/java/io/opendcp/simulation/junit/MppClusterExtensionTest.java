package io.opendcp.simulation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

/** How {@code @MppCluster} tells what is wrong, and that tests side by side do not meet: tests that are run by a test. */
class MppClusterExtensionTest {
    private static final int AT_ONCE = 4;

    @MppCluster(eps = 1, seed = 42)
    static class Failing {
        @Test
        void compares(TestCluster cluster) {
            assertThat(cluster.spec().seed()).isEqualTo(43);
        }

        @Test
        void throwing(TestCluster cluster) throws SQLException {
            throw new SQLException("no luck on " + cluster.spec().proxies());
        }

        @Test
        void gives_up(TestCluster cluster) {
            Assumptions.assumeTrue(cluster.spec().proxies() == 2, "two DCPs are wanted");
        }
    }

    @MppCluster(eps = 1, seed = 9)
    static class FailingBefore {
        @BeforeEach
        void prepare(TestCluster cluster) throws SQLException {
            cluster.connect("EP07").close();
        }

        @Test
        void never_runs() {}
    }

    static class Wrong {
        @Test
        @MppCluster(eps = 0)
        void no_eps() {}

        @Test
        @MppCluster(proxies = 101)
        void too_many_proxies() {}

        @Test
        @MppCluster(poolSize = 0)
        void no_pool() {}

        @Test
        @MppCluster(settings = "DCP_POOL_WIAT = 100")
        void misspelt() {}

        @Test
        @MppCluster(seed = -1)
        void negative_seed() {}
    }

    @MppCluster(eps = 1)
    static class ForAll {
        @BeforeAll
        static void too_early(TestCluster cluster) {
            cluster.close();
        }

        @Test
        void never_runs() {}
    }

    @MppCluster(eps = 3, seed = 5)
    static class Outer {
        @Nested
        class Inner {
            @Test
            void has_the_outer_ones(TestCluster cluster) {
                assertThat(cluster.spec().mpp().eps()).hasSize(3);
            }
        }
    }

    @MppCluster(eps = 2)
    static class SideBySide {
        private static CountDownLatch all = new CountDownLatch(AT_ONCE);
        private static final Map<String, Integer> URLS = new ConcurrentHashMap<>();
        private static final Set<Path> FOLDERS = ConcurrentHashMap.newKeySet();

        static void again() {
            all = new CountDownLatch(AT_ONCE);
            URLS.clear();
            FOLDERS.clear();
        }

        @RepeatedTest(AT_ONCE)
        void each_has_its_own(TestCluster cluster, RepetitionInfo info) throws Exception {
            FOLDERS.add(cluster.dir());
            assertThat(cluster.dir()).exists();
            int own = info.getCurrentRepetition();
            Stream.of(cluster.url(), cluster.managementUrl(), cluster.url("EP01"), cluster.url("EP02"))
                    .forEach(url -> assertThat(URLS.put(url, own)).isNull());
            all.countDown();
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue(); // all clusters are there at once

            try (Connection client = cluster.connect();
                    Statement statement = client.createStatement()) {
                statement.execute("CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
                for (int i = 0; i < 10 * own; i++) {
                    statement.execute("INSERT INTO T VALUES(" + i + ")");
                }
            }
            cluster.kill("EP02");
            cluster.restart("EP02");
            cluster.clock().turn(Duration.ofSeconds(own));
            try (Connection client = cluster.connect("EP01");
                    Statement statement = client.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(10 * own);
            }
            assertThat(cluster.clock().now()).isEqualTo(Machine.START.plusSeconds(own));
        }
    }

    private static Map<String, TestExecutionResult> run(DiscoverySelector selector, Map<String, String> settings) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .configurationParameters(settings)
                .build();
        Map<String, TestExecutionResult> results = new ConcurrentHashMap<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                results.put(id.getDisplayName(), result);
            }
        });
        return results;
    }

    private static Throwable failure(Class<?> type, String method) {
        DiscoverySelector selector = method.isEmpty() ? selectClass(type) : selectMethod(type.getName() + "#" + method);
        return run(selector, Map.of()).values().stream()
                .flatMap(result -> result.getThrowable().stream())
                .reduce((one, other) -> {
                    throw new AssertionError("two failures: " + one + " and " + other);
                })
                .orElseThrow();
    }

    private static String ofCluster(String method) {
        return method + "(" + TestCluster.class.getName() + ")";
    }

    @Test
    void a_failed_comparison_names_the_seed_and_keeps_what_was_compared() {
        Throwable failure = failure(Failing.class, ofCluster("compares"));

        assertThat(failure)
                .hasMessageContaining("-Ddcp.seed=42 (1 EPs, 1 proxies, TURNED)")
                .hasMessageContaining("DCP1 refreshed [0]")
                .isInstanceOfSatisfying(AssertionFailedError.class, failed -> {
                    assertThat(failed.getExpected().getStringRepresentation()).isEqualTo("43L");
                    assertThat(failed.getActual().getStringRepresentation()).isEqualTo("42L");
                });
    }

    @Test
    void an_error_names_the_seed_and_stays_the_cause() {
        assertThat(failure(Failing.class, ofCluster("throwing")))
                .isNotInstanceOf(AssertionError.class)
                .hasMessageContaining("java.sql.SQLException: no luck on 1")
                .hasMessageContaining("-Ddcp.seed=42")
                .hasCauseInstanceOf(SQLException.class);
        assertThat(failure(FailingBefore.class, "never_runs"))
                .hasMessageContaining("nobody is called EP07")
                .hasMessageContaining("-Ddcp.seed=9");
    }

    @Test
    void a_test_that_gives_up_is_left_as_it_is() {
        assertThat(failure(Failing.class, ofCluster("gives_up"))).hasMessage("Assumption failed: two DCPs are wanted");
    }

    @Test
    void bad_values_are_told_with_what_is_allowed() {
        assertThat(failure(Wrong.class, "no_eps")).hasMessage("@MppCluster at no_eps(): eps = 0: from 1 to 100");
        assertThat(failure(Wrong.class, "too_many_proxies"))
                .hasMessage("@MppCluster at too_many_proxies(): proxies = 101: from 1 to 100");
        assertThat(failure(Wrong.class, "no_pool")).hasMessageContaining("DCP_CONN_POOL_SIZE");
        assertThat(failure(Wrong.class, "misspelt")).hasMessageContaining("DCP_POOL_WIAT");
        assertThat(failure(Wrong.class, "negative_seed"))
                .hasMessage("@MppCluster at negative_seed(): seed = -1: at least 0");
    }

    @Test
    void a_cluster_for_a_whole_class_is_refused_with_the_reason() {
        assertThat(failure(ForAll.class, "")).hasMessageContaining("each test has a cluster of its own");
    }

    @Test
    void nested_tests_have_the_cluster_of_their_class() {
        Map<String, TestExecutionResult> results = run(selectClass(Outer.Inner.class), Map.of());

        assertThat(results).containsKey("has_the_outer_ones(TestCluster)");
        assertThat(results.values()).allMatch(result -> result.getStatus() == Status.SUCCESSFUL);
    }

    @Test
    void clusters_side_by_side_do_not_meet_and_leave_nothing() {
        SideBySide.again();

        Map<String, TestExecutionResult> results = run(
                selectClass(SideBySide.class),
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(AT_ONCE)));

        assertThat(results.keySet())
                .filteredOn(name -> name.startsWith("repetition"))
                .hasSize(AT_ONCE);
        assertThat(results.values())
                .allSatisfy(result -> assertThat(result.getThrowable()).isEmpty());
        assertThat(SideBySide.URLS).hasSize(4 * AT_ONCE);
        assertThat(SideBySide.FOLDERS)
                .hasSize(AT_ONCE)
                .allSatisfy(dir -> assertThat(dir).doesNotExist());
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("test-cluster") && thread.isAlive());
    }
}
