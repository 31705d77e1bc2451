package io.opendcp.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.TableDistribution.Kind;
import io.opendcp.proxy.session.Guide;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final FakePlacements placements = new FakePlacements();
    private final Router router = new Router(
            new Facts(), new PlanCache(100, Runnable::run, Runnable::run), placements, () -> FakePlacements.HASHING);

    @BeforeEach
    void tables() {
        HashMapping ten = HashMapping.identity(10);
        placements.hash("S.T", ten, 1, FakePlacements.number("K"), FakePlacements.number("V"));
        placements.hash("S.U", ten, 1, FakePlacements.number("K"), FakePlacements.text("W"));
        placements.hash("S.low", ten, 1, FakePlacements.number("k"), FakePlacements.text("W"));
        placements.hash("O.T", ten, 1, FakePlacements.number("ID"), FakePlacements.number("K"));
        placements.hash(
                "S.P", ten, 2, FakePlacements.number("A"), FakePlacements.number("B"), FakePlacements.number("C"));
        placements.keyless("S.F", Kind.FULLY);
        placements.keyless("S.R", Kind.RANDOM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | SELECT * FROM T WHERE K = 5",
                "5 | select v from s.t where 5 = k and v > 1 -- K = 6",
                "5 | SELECT X.V FROM T X WHERE X.K = 5",
                "5 | SELECT T.V FROM S.T WHERE S.T.K = (5)",
                "5 | SELECT \"K\" FROM \"T\" WHERE (K = 5 AND (V = 1 OR V = 2))",
                "5 | SELECT W FROM \"low\" WHERE \"k\" = '5'",
                "5 | SELECT * FROM T WHERE K IN (5, 15, 25.0)",
                "5 | SELECT * FROM T WHERE K IN (5) FOR UPDATE",
                "5 | SELECT * FROM O.T WHERE ID = 5 AND K = 6",
                "5 | SELECT TOP 3 CAST(V AS VARCHAR(10)) FROM T WHERE K = 5 ORDER BY 1",
                "5 | SELECT * FROM T WHERE K = 5 LIMIT 10 OFFSET 20",
                "1 | SELECT * FROM T WHERE K = - (-11)",
                "0 | SELECT * FROM T WHERE K IS NULL",
                "3 | SELECT * FROM P WHERE A = 1 AND B = 2",
                "3 | SELECT * FROM P WHERE (A, B) = (1, 2)",
                "3 | SELECT * FROM P WHERE A IN (1, 11) AND B IN (2, 12)",
                "5 | SELECT * FROM T JOIN U ON T.K = U.K WHERE T.K = 5",
                "5 | SELECT * FROM T, U WHERE T.K = U.K AND U.K = 5",
                "5 | SELECT * FROM T JOIN U USING (K) WHERE K = 5",
                "5 | SELECT * FROM T LEFT JOIN U ON T.K = U.K WHERE T.K = 5",
                "5 | SELECT * FROM T, U WHERE T.K = U.K(+) AND T.K = 5",
                "5 | SELECT * FROM T, U WHERE T.K = 5 AND U.K = 15",
                "5 | SELECT * FROM T, F WHERE T.V = F.V AND T.K = 5",
                "5 | SELECT (SELECT MAX(W) FROM U WHERE U.K = T.K) FROM T WHERE K = 5",
                "5 | SELECT * FROM T WHERE K = 5 AND EXISTS (SELECT 1 FROM U X WHERE X.K = T.K)",
                "5 | SELECT * FROM (SELECT K, V FROM T) Q WHERE Q.K = 5",
                "5 | SELECT * FROM (SELECT T.* FROM T) WHERE K = 5",
                "5 | SELECT * FROM (SELECT K A FROM T WHERE K = 5) Q JOIN U ON Q.A = U.K",
                "5 | WITH Q AS (SELECT K FROM T WHERE K = 5) SELECT * FROM Q, U WHERE Q.K = U.K",
                "5 | SELECT * FROM T WHERE K = 5 UNION ALL SELECT K, 1 FROM U WHERE K = 15",
                "5 | INSERT INTO T VALUES (5, 6)",
                "5 | INSERT INTO T (V, K) VALUES (6, 5)",
                "5 | INSERT INTO T (V, K) VALUES (6, 5), (7, 15), (NULL, 25)",
                "5 | INSERT INTO T (V, K) VALUES (6, 5), (F(7), 15)",
                "0 | INSERT INTO T VALUES (NULL, 5)",
                "5 | INSERT INTO U VALUES ('5', 'x')",
                "5 | INSERT INTO T (K, V) SELECT K, 1 FROM U WHERE K = 5",
                "5 | INSERT INTO T SELECT K, V FROM T WHERE K = 5",
                "5 | INSERT INTO T SELECT 5, V FROM F",
                "5 | UPDATE T SET V = 1 WHERE K = 5",
                "5 | UPDATE T A SET A.V = 1 WHERE A.K = 5",
                "5 | UPDATE T SET V = (SELECT MAX(V) FROM U WHERE K = 5) WHERE K = 5",
                "5 | DELETE FROM T WHERE K = 5",
                "5 | DELETE T WHERE K = 5",
                "5 | MERGE INTO T USING (SELECT 5 AS K FROM DUAL) Q ON (T.K = Q.K) WHEN MATCHED THEN UPDATE SET V = 1"
                        + " WHEN NOT MATCHED THEN INSERT (K, V) VALUES (Q.K, 1)",
            })
    void all_data_is_on_one_ep(int epno, String sql) {
        assertThat(route(sql)).isEqualTo(epno);
        assertThat(router.counts()).containsOnlyKeys(RouteReason.ONE_EP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NO_KEY | SELECT * FROM T",
                "NO_KEY | SELECT * FROM T WHERE V = 5",
                "NO_KEY | SELECT * FROM T WHERE K > 5",
                "NO_KEY | SELECT * FROM T WHERE K = 5 OR V = 1",
                "NO_KEY | SELECT * FROM T WHERE NOT (K = 5)",
                "NO_KEY | SELECT * FROM T WHERE K NOT IN (5)",
                "NO_KEY | SELECT * FROM T WHERE K = 2 + 3",
                "NO_KEY | SELECT * FROM T WHERE K = F(5)",
                "NO_KEY | SELECT * FROM T WHERE ABS(K) = 5",
                "NO_KEY | SELECT * FROM P WHERE A = 5",
                "NO_KEY | SELECT * FROM T LEFT JOIN U ON T.K = U.K AND T.K = 5",
                "NO_KEY | SELECT * FROM T RIGHT JOIN U ON T.K = U.K AND U.K = 5",
                "NO_KEY | SELECT * FROM T FULL JOIN U ON T.K = U.K AND U.K = 5 WHERE T.K = 5",
                "NO_KEY | SELECT * FROM T JOIN U ON T.V = U.K WHERE T.K = 5",
                "NO_KEY | SELECT * FROM T WHERE K = 5 AND V IN (SELECT K FROM U)",
                "NO_KEY | SELECT * FROM T WHERE NOT EXISTS (SELECT 1 FROM U WHERE U.K = T.K AND U.K = 5)",
                "NO_KEY | SELECT * FROM (SELECT K FROM T LIMIT 3) Q WHERE Q.K = 5",
                "NO_KEY | SELECT * FROM (SELECT T.K, U.K FROM T, U WHERE T.K = 5) Q",
                "NO_KEY | SELECT K FROM (SELECT T.*, 5 AS K FROM T) Q",
                "NO_KEY | SELECT * FROM T, U WHERE T.K(+) = U.K AND T.K = 5",
                "NO_KEY | SELECT T.K, U.K FROM T, U WHERE T.K = 5",
                "NO_KEY | SELECT 1 FROM T WHERE K = 5 UNION SELECT 1 FROM U",
                "NO_KEY | INSERT INTO T (V) VALUES (5)",
                "NO_KEY | INSERT INTO T (K) VALUES (S.NEXTVAL)",
                "NO_KEY | INSERT INTO T SELECT V, K FROM T WHERE K = 5",
                "SEVERAL_EPS | SELECT * FROM T WHERE K IN (5, 6)",
                "SEVERAL_EPS | SELECT * FROM T, U WHERE T.K = 5 AND U.K = 6",
                "SEVERAL_EPS | INSERT INTO T VALUES (5, 6), (6, 6)",
                "SEVERAL_EPS | SELECT (SELECT 1 FROM U WHERE K = 6) FROM T WHERE K = 5",
                "KEY_CHANGED | UPDATE T SET K = 6 WHERE K = 5",
                "COPIED | SELECT * FROM F",
                "COPIED | DELETE FROM F WHERE K = 5",
                "OTHER_KIND | SELECT * FROM R WHERE K = 5",
                "OTHER_KIND | SELECT * FROM T, R WHERE T.K = 5",
                "UNKNOWN_TABLE | SELECT * FROM X WHERE K = 5",
                "UNKNOWN_TABLE | SELECT * FROM X.T WHERE K = 5",
                "UNKNOWN_TABLE | SELECT * FROM \"t\" WHERE K = 5",
                "UNKNOWN_VALUE | SELECT * FROM T WHERE K = 'abc'",
                "UNKNOWN_VALUE | SELECT * FROM T WHERE K = 0x05",
                "UNKNOWN_VALUE | SELECT * FROM T WHERE K = ?",
                "NOTHING | SELECT 1",
                "NOTHING | SELECT SYSDATE FROM DUAL",
                "OTHER_STATEMENT | CALL P(5)",
                "OTHER_STATEMENT | BEGIN DELETE FROM T WHERE K = 5; END;",
                "OTHER_STATEMENT | CREATE TABLE X (K INT)",
                "TWO_STATEMENTS | SELECT * FROM T WHERE K = 5; SELECT * FROM T WHERE K = 5",
                "NOT_UNDERSTOOD | SELECT * FROM T WHERE K = 5 AND",
                "NOT_UNDERSTOOD | SELECT * FROM T@LINK WHERE K = 5",
            })
    void it_is_any_ep(RouteReason reason, String sql) {
        assertThat(route(sql)).isEqualTo(Guide.ANY);
        assertThat(router.counts()).containsOnlyKeys(reason);
    }

    @Test
    void texts_beyond_the_parsers_limits_go_to_any_ep() {
        String nested = "(".repeat(ShapeLimits.MOST_NESTED + 1) + "K" + ")".repeat(ShapeLimits.MOST_NESTED + 1);

        assertThat(route("SELECT * FROM T WHERE K = 5 AND V <> 1" + " AND V <> W".repeat(2_000)))
                .isEqualTo(Guide.ANY);
        assertThat(route("SELECT * FROM T WHERE K = 5 AND V = " + nested)).isEqualTo(Guide.ANY);
        assertThat(route("SELECT " + "1 + ".repeat(4_000) + "1 FROM T WHERE K = 5"))
                .isIn(Guide.ANY, 5);

        assertThat(router.counts()).containsEntry(RouteReason.TOO_LONG, 1L).containsKey(RouteReason.NOT_UNDERSTOOD);
    }

    @Test
    void what_a_ddl_statement_names_is_forgotten() {
        router.onDdl("ALTER TABLE O.T RENAME TO \"u\"", "S");
        router.onDdl("DROP SCHEMA S CASCADE", "S");

        assertThat(placements.forgotten).contains("O.T", "S.u", "*");
    }

    private int route(String sql) {
        List<Integer> told = new ArrayList<>();
        router.route(sql, null, "S", told::add);
        assertThat(told).hasSize(1);
        return told.get(0);
    }
}
