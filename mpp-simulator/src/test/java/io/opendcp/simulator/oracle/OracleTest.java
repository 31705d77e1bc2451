package io.opendcp.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.Seeds;
import io.opendcp.simulator.SimulatedMpp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever way rows are spread, statements come to what they come to in one database. */
class OracleTest {
    private static final int QUERIES = 150;
    private static final int CHANGES = 60;

    private static final class World implements AutoCloseable {
        private final SimulatedMpp mpp;
        private final Oracle oracle;
        private final List<Client> clients;

        World(long seed) {
            MppSpec spec = MppSpec.ofEps(3).withHashMaps(MppSpec.HashMaps.SEEDED);
            mpp = SimulatedMpp.of(spec, new TurnedTime(Instant.parse("2026-11-23T00:00:00Z")), seed);
            oracle = new Oracle("oracle-" + seed);
            clients = mpp.eps().stream()
                    .map(ep -> Client.on(mpp, ep.spec().epno()))
                    .toList();
            define("H1", " DISTRIBUTED BY HASH(ID)", true);
            define("H2", " DISTRIBUTED BY HASH(G, S)", false);
            define("H3", " DISTRIBUTED BY HASH(D, T)", false);
            define("R", "", false);
            define("F", " DISTRIBUTED FULLY", true);
        }

        private void define(String table, String clause, boolean key) {
            String columns = key ? Statements.COLUMNS.replace("ID INT", "ID INT PRIMARY KEY") : Statements.COLUMNS;
            clients.get(0).run("CREATE TABLE " + table + columns + clause);
            oracle.change("CREATE TABLE " + table + columns);
        }

        void fill(Statements statements, int rows) {
            for (String table : Statements.TABLES) {
                for (int i = 0; i < rows; i++) {
                    change("INSERT INTO " + table + " VALUES " + statements.row(), i);
                }
            }
        }

        private Client client(int turn) {
            return clients.get(turn % clients.size());
        }

        private OptionalLong change(String sql, int turn) {
            OptionalLong expected = oracle.change(sql);
            OptionalLong actual;
            try {
                actual = OptionalLong.of(client(turn).changed(sql));
            } catch (DmException e) {
                actual = OptionalLong.empty();
            }
            assertThat(actual).as(sql).isEqualTo(expected);
            return expected;
        }

        void same(String sql, int turn, boolean ordered) {
            List<String> expected = oracle.rows(sql);
            List<String> actual =
                    client(turn).rows(sql).stream().map(Rows::text).toList();
            if (ordered) {
                assertThat(actual).as(sql).containsExactlyElementsOf(expected);
            } else {
                assertThat(actual).as(sql).containsExactlyInAnyOrderElementsOf(expected);
            }
        }

        /** Whether the EPs' copies of the FULLY table are not all the same. */
        boolean copiesDiffer() {
            return mpp.eps().stream()
                            .map(ep ->
                                    Client.localOn(mpp, ep.spec().epno()).rows("SELECT * FROM F ORDER BY ID").stream()
                                            .map(Rows::text)
                                            .toList())
                            .distinct()
                            .count()
                    > 1;
        }

        @Override
        public void close() {
            mpp.close();
            oracle.close();
        }
    }

    @Test
    void queries_over_any_tables_give_what_one_database_gives() {
        Seeds.each(3, seed -> {
            try (World world = new World(seed)) {
                Statements statements = new Statements(new SplittableRandom(seed));
                world.fill(statements, 25);

                for (int i = 0; i < QUERIES; i++) {
                    world.same(statements.query(), i, false);
                    world.same(statements.ordered(), i, true);
                }
            }
        });
    }

    @Test
    void changes_of_any_tables_leave_what_they_leave_in_one_database() {
        Seeds.each(3, seed -> {
            try (World world = new World(seed)) {
                Statements statements = new Statements(new SplittableRandom(seed));
                world.fill(statements, 12);
                int changed = 0;

                for (int i = 0; i < CHANGES; i++) {
                    String sql = statements.change();
                    changed += world.change(sql, i).orElse(0) > 0 ? 1 : 0;
                    for (String table : Statements.TABLES) {
                        world.same("SELECT * FROM " + table + " /* after " + sql + " */", i + 1, false);
                    }
                }

                assertThat(changed).as("changes that changed something").isGreaterThan(CHANGES / 4);
                assertThat(world.copiesDiffer()).isFalse();
            }
        });
    }
}
