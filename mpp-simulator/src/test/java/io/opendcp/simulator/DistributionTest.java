package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.distribution.TableDistribution.Kind;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where rows are, by the kind of distribution. */
class DistributionTest {
    private static final int UNIQUE_ON_RANDOM = -2750;
    private static final int NOT_SUPPORTED = -2004;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp =
            SimulatedMpp.of(MppSpec.ofEps(3).withHashMaps(MppSpec.HashMaps.SEEDED), time, 1);
    private final Client client = Client.on(mpp, 0);

    @AfterEach
    void close() {
        mpp.close();
    }

    private static List<Integer> map(SimulatedMpp mpp, String table) {
        TableDistribution known = mpp.ep(0).distributionOf("SYSDBA", table).orElseThrow();
        return Objects.requireNonNull(known.map()).epnos();
    }

    @Test
    void hash_rows_are_where_the_identity_map_says() {
        try (SimulatedMpp plain = SimulatedMpp.of(MppSpec.ofEps(3), time, 1)) {
            Client one = Client.on(plain, 0);
            one.run("CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(10)) DISTRIBUTED BY HASH(K)");
            IntStream.range(0, 9).forEach(k -> one.run("INSERT INTO T VALUES(?, ?)", k, "v" + k));

            assertThat(one.rows("SELECT K, SF_GET_EP_SEQNO(ROWID) FROM T ORDER BY K"))
                    .containsExactlyElementsOf(IntStream.range(0, 9)
                            .mapToObj(k -> List.<Object>of(k, k % 3))
                            .toList());
            assertThat(Client.localOn(plain, 1).rows("SELECT K FROM T ORDER BY K"))
                    .containsExactly(List.of(1), List.of(4), List.of(7));
        }
    }

    @Test
    void a_seeded_map_decides_and_its_length_is_no_multiple_of_the_ep_count() {
        Seeds.each(20, seed -> {
            try (SimulatedMpp other = SimulatedMpp.of(mpp.spec(), time, seed)) {
                Client one = Client.on(other, 1);
                one.run("CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
                List<Integer> map = map(other, "T");

                one.run("INSERT INTO T SELECT LEVEL FROM DUAL CONNECT BY LEVEL <= 200");

                assertThat(map.size() % 3).isNotZero();
                for (List<@Nullable Object> row : one.rows("SELECT K, SF_GET_EP_SEQNO(ROWID) FROM T")) {
                    int hash = (Integer) Objects.requireNonNull(row.get(0));
                    assertThat(row.get(1)).isEqualTo(map.get(hash % map.size()));
                }
                assertThat(one.rows("SELECT DISTINCT SF_GET_EP_SEQNO(ROWID) FROM T ORDER BY 1"))
                        .containsExactly(List.of(0), List.of(1), List.of(2));
            }
        });
    }

    @Test
    void tables_have_maps_of_their_own_and_the_same_seed_gives_the_same() {
        client.run("CREATE TABLE A(K INT) DISTRIBUTED BY HASH(K)");
        client.run("CREATE TABLE B(K INT) DISTRIBUTED BY HASH(K)");

        assertThat(map(mpp, "A")).isNotEqualTo(map(mpp, "B"));
        try (SimulatedMpp again = SimulatedMpp.of(mpp.spec(), time, 1)) {
            Client.on(again, 2).run("CREATE TABLE B(K INT) DISTRIBUTED BY HASH(K)");
            assertThat(map(again, "B")).isEqualTo(map(mpp, "B"));
        }
    }

    @Test
    void several_columns_and_nulls_have_a_place_too() {
        client.run("CREATE TABLE T(A INT, B VARCHAR(5), C DECIMAL(8, 2)) DISTRIBUTED BY HASH(B, C)");
        client.run("INSERT INTO T VALUES(1, 'x', 1.5), (2, NULL, 1.5), (3, NULL, NULL)");

        assertThat(client.value("SELECT A FROM T WHERE B = 'x' AND C = 1.50")).isEqualTo(1);
        assertThat(client.value("SELECT A FROM T WHERE B IS NULL AND C = 1.5")).isEqualTo(2);
        int nulls = map(mpp, "T").get(0);
        assertThat(Client.localOn(mpp, nulls).value("SELECT A FROM T WHERE C IS NULL"))
                .isEqualTo(3);
    }

    @Test
    void without_a_clause_rows_go_to_all_eps_in_turn() {
        client.run("CREATE TABLE R(K INT)");
        client.run("CREATE TABLE S(K INT) DISTRIBUTED RANDOMLY");
        List<Object> eps = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            client.run("INSERT INTO R VALUES(?)", i);
            eps.add(client.value("SELECT SF_GET_EP_SEQNO(ROWID) FROM R WHERE K = ?", i));
        }

        assertThat(eps).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(mpp.ep(0).distributionOf("SYSDBA", "R").orElseThrow().kind()).isEqualTo(Kind.RANDOM);
        assertThat(mpp.ep(0).distributionOf("SYSDBA", "S").orElseThrow().kind()).isEqualTo(Kind.RANDOM);
    }

    @Test
    void a_randomly_table_takes_no_key() {
        assertThat(client.code("CREATE TABLE R(K INT PRIMARY KEY)")).isEqualTo(UNIQUE_ON_RANDOM);
        assertThat(client.code("CREATE TABLE R(K INT UNIQUE) DISTRIBUTED RANDOMLY"))
                .isEqualTo(UNIQUE_ON_RANDOM);
        assertThat(client.code("CREATE TABLE R(K INT, L INT, CONSTRAINT X UNIQUE(K, L))"))
                .isEqualTo(UNIQUE_ON_RANDOM);
        client.run("CREATE TABLE R(K INT)");
        assertThat(client.code("CREATE UNIQUE INDEX I ON R(K)")).isEqualTo(UNIQUE_ON_RANDOM);
        assertThat(client.code("ALTER TABLE R ADD CONSTRAINT P PRIMARY KEY(K)")).isEqualTo(UNIQUE_ON_RANDOM);
        client.run("CREATE INDEX I ON R(K)");
    }

    @Test
    void a_key_of_a_hash_table_contains_the_distribution_columns() {
        assertThat(client.code("CREATE TABLE H(K INT PRIMARY KEY, L INT) DISTRIBUTED BY HASH(L)"))
                .isEqualTo(NOT_SUPPORTED);
        client.run("CREATE TABLE H(K INT, L INT, PRIMARY KEY(K, L)) DISTRIBUTED BY HASH(L)");
    }

    @Test
    void what_cannot_be_hashed_is_no_distribution_column() {
        for (String type : List.of("CLOB", "BLOB", "BIT", "VARBINARY(10)", "INTERVAL YEAR")) {
            assertThat(client.code("CREATE TABLE H(K " + type + ") DISTRIBUTED BY HASH(K)"))
                    .as(type)
                    .isEqualTo(NOT_SUPPORTED);
        }
        assertThat(client.code("CREATE TABLE H(K INT) DISTRIBUTED BY HASH(L)")).isEqualTo(-2111);
    }

    @Test
    void a_fully_table_is_whole_on_each_ep_and_never_moves() {
        client.run("CREATE TABLE F(K INT PRIMARY KEY, V INT) DISTRIBUTED FULLY");
        client.run("INSERT INTO F VALUES(1, 1), (2, 2)");
        Client.on(mpp, 1).run("UPDATE F SET V = V + 1 WHERE K = 2");
        Client.on(mpp, 2).run("DELETE FROM F WHERE K = 1");

        for (Ep ep : mpp.eps()) {
            assertThat(Client.localOn(mpp, ep.spec().epno()).rows("SELECT K, V FROM F"))
                    .containsExactly(List.of(2, 3));
        }
        assertThat(client.code("INSERT INTO F VALUES(2, 9)")).isEqualTo(-6602);
        client.rows("SELECT A.K, B.V FROM F A, F B WHERE A.K = B.K");
        assertThat(mpp.traffic().lastBytes()).isZero();
    }

    @Test
    void rows_of_a_fully_table_have_no_rowid_that_could_be_asked_for() {
        client.run("CREATE TABLE F(K INT) DISTRIBUTED FULLY");
        client.run("CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");

        assertThat(client.code("SELECT ROWID FROM F")).isEqualTo(NOT_SUPPORTED);
        assertThat(client.code("SELECT K FROM F WHERE SF_GET_EP_SEQNO(ROWID) = 1"))
                .isEqualTo(NOT_SUPPORTED);
        assertThat(client.code("DELETE FROM F WHERE ROWID IS NOT NULL")).isEqualTo(NOT_SUPPORTED);
        assertThat(client.code("SELECT T.ROWID, F.K FROM T, F")).isZero();
    }

    @Test
    void a_fully_table_is_changed_by_looking_at_itself_only() {
        client.run("CREATE TABLE F(K INT, V INT) DISTRIBUTED FULLY");
        client.run("CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        client.run("INSERT INTO F VALUES(1, 1)");

        assertThat(client.code("DELETE FROM F WHERE K IN (SELECT K FROM T)")).isEqualTo(NOT_SUPPORTED);
        assertThat(client.code("UPDATE F SET V = (SELECT MAX(K) FROM T)")).isEqualTo(NOT_SUPPORTED);
        client.run("UPDATE F SET V = RAND() * 1000000");
        assertThat(mpp.eps().stream()
                        .map(ep -> Client.localOn(mpp, ep.spec().epno()).value("SELECT V FROM F"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void how_a_table_is_distributed_cannot_be_changed() {
        client.run("CREATE TABLE T(K INT, V INT) DISTRIBUTED BY HASH(K)");

        assertThat(client.code("ALTER TABLE T DROP COLUMN K")).isEqualTo(-2639);
        assertThat(client.code("ALTER TABLE T MODIFY K BIGINT")).isEqualTo(-2639);
        client.run("ALTER TABLE T RENAME COLUMN K TO KK");
        client.run("INSERT INTO T(KK) VALUES(5)");
        assertThat(client.value("SELECT KK FROM T WHERE KK = 5")).isEqualTo(5);
    }

    @Test
    void one_ep_alone_is_no_mpp() {
        try (SimulatedMpp single = SimulatedMpp.of(MppSpec.ofEps(1), time, 1)) {
            Client alone = Client.on(single, 0);
            alone.run("CREATE TABLE R(K INT PRIMARY KEY)");
            alone.run("INSERT INTO R VALUES(1)");

            assertThat(single.ep(0).distributionOf("SYSDBA", "R").orElseThrow().kind())
                    .isEqualTo(Kind.LOCAL);
            assertThat(alone.value("SELECT SF_GET_EP_SEQNO(ROWID) FROM R")).isEqualTo(0);
        }
    }
}
