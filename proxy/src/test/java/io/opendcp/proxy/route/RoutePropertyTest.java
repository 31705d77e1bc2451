package io.opendcp.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.proxy.session.Guide;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random statements on random maps, against an oracle that is told which rows each statement is about. */
class RoutePropertyTest {
    private static final int SEEDS = 4_000;

    private final FakePlacements placements = new FakePlacements();
    private final PlanCache plans = new PlanCache(500, Runnable::run, Runnable::run);
    private final Router router = new Router(new Facts(), plans, placements, () -> FakePlacements.HASHING);

    /** What the statement is about: the hash of each row, by a rule of its own. */
    private final Set<Integer> epnos = new TreeSet<>();

    @Test
    void a_statement_goes_to_the_ep_of_its_rows_or_to_any_if_they_are_on_several() {
        int single = 0;
        int batches = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            RandomStatement statement = new RandomStatement(random);
            HashMapping t = map(random);
            HashMapping p = map(random);
            placements.hash("S.T", t, 1, FakePlacements.number("K"), FakePlacements.number("V"));
            placements.hash(
                    "S.P", p, 2, FakePlacements.number("A"), FakePlacements.number("B"), FakePlacements.number("C"));
            epnos.clear();
            write(statement, random, t, p);

            int epno = route(statement);

            int expected = epnos.size() == 1 ? epnos.iterator().next() : Guide.ANY;
            assertThat(epno).as("seed %d: %s %s", seed, statement.sql, epnos).isEqualTo(expected);
            single += epnos.size() == 1 ? 1 : 0;
            batches += statement.batch > 1 ? 1 : 0;
        }
        assertThat(single).as("statements about one EP").isGreaterThan(SEEDS / 3);
        assertThat(single).as("statements about one EP").isLessThan(SEEDS);
        assertThat(batches).as("batches").isGreaterThan(SEEDS / 10);
        assertThat(plans.size()).as("shapes").isBetween(8, 16);
    }

    /** Its length is no multiple of the number of EPs, so that the map's order counts. */
    private static HashMapping map(Random random) {
        int eps = 2 + random.nextInt(4);
        int length = eps * (1 + random.nextInt(5)) + 1;
        return new HashMapping(
                IntStream.range(0, length).mapToObj(i -> random.nextInt(eps)).toList());
    }

    private void write(RandomStatement to, Random random, HashMapping t, HashMapping p) {
        switch (random.nextInt(8)) {
            case 0 -> to.add("SELECT * FROM T WHERE V > 3 AND K = ").value(row -> about(t, row));
            case 1 -> {
                to.add("select x.v from s.t x where x.k in (");
                list(to, 1 + random.nextInt(3), t);
                to.add(") and x.v is not null");
            }
            case 2 -> {
                to.add("UPDATE \"S\".\"T\" SET V = ").value(row -> {}).add(" WHERE ");
                to.value(row -> about(t, row)).add(" = \"K\"");
            }
            case 3 ->
                to.add("DELETE FROM T WHERE (V = 1 OR V = 2) AND (K = ")
                        .value(row -> about(t, row))
                        .add(")");
            case 4 -> {
                to.add("INSERT INTO T (V, K) VALUES ");
                int rows = 1 + random.nextInt(4);
                for (int i = 0; i < rows; i++) {
                    to.add(i == 0 ? "(" : ", (").value(row -> {}).add(", ");
                    to.value(row -> about(t, row)).add(")");
                }
            }
            case 5 -> two(to.add("INSERT INTO P VALUES ("), ", ", p).add(", 'c')");
            case 6 -> two(to.add("SELECT COUNT(*) FROM P Q WHERE Q.A = "), " AND Q.B = ", p);
            default -> {
                to.add("SELECT * FROM T JOIN P ON T.V = P.C AND T.K = ").value(row -> about(t, row));
                two(to.add(" WHERE P.A = "), " AND P.B = ", p);
            }
        }
    }

    private void list(RandomStatement to, int size, HashMapping map) {
        for (int i = 0; i < size; i++) {
            to.add(i == 0 ? "" : ", ").value(row -> about(map, row));
        }
    }

    /** Writes values of two distribution columns: the hash of a row is the sum of both. */
    private RandomStatement two(RandomStatement to, String between, HashMapping map) {
        List<Integer> first = new ArrayList<>();
        to.value(first::add).add(between);
        List<Integer> second = new ArrayList<>();
        to.value(second::add);
        for (int i = 0; i < first.size(); i++) {
            about(map, first.get(i) + second.get(i));
        }
        return to;
    }

    /** The hash of an INT is the INT, unsigned: docs/protocol/distribution.md 2. */
    private void about(HashMapping map, int hash) {
        epnos.add(map.epnos()
                .get((int) (Integer.toUnsignedLong(hash) % map.epnos().size())));
    }

    private int route(RandomStatement statement) {
        List<Integer> told = new ArrayList<>();
        router.route(statement.sql.toString(), statement.binds(), "S", told::add);
        assertThat(told).hasSize(1);
        return told.get(0);
    }
}
