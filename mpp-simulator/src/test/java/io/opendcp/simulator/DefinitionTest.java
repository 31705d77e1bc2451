package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DDL is done on all EPs from any EP, or nowhere. */
class DefinitionTest {
    private static final int SYNTAX = -2007;
    private static final int INVALID_SCHEMA = -2103;
    private static final int INVALID_TABLE = -2106;
    private static final int INVALID_COLUMN = -2111;
    private static final int OBJECT_EXISTS = -2124;
    private static final int INVALID_OBJECT = -2201;
    private static final int DEPENDED_ON = -2639;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(3), time, 1);
    private final Client one = Client.on(mpp, 0);
    private final Client two = Client.on(mpp, 1);

    @AfterEach
    void close() {
        mpp.close();
    }

    @Test
    void a_table_is_on_all_eps_and_gone_from_all() {
        one.run("CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
        assertThat(two.code("CREATE TABLE T(K INT)")).isEqualTo(OBJECT_EXISTS);
        two.run("CREATE TABLE IF NOT EXISTS T(K INT)");
        two.run("INSERT INTO T VALUES(0), (1), (2)");
        for (Ep ep : mpp.eps()) {
            assertThat(Client.localOn(mpp, ep.spec().epno()).value("SELECT COUNT(*) FROM T"))
                    .isEqualTo(1L);
        }

        two.run("DROP TABLE T");

        assertThat(one.code("SELECT * FROM T")).isEqualTo(INVALID_TABLE);
        assertThat(one.code("DROP TABLE T")).isEqualTo(INVALID_TABLE);
        assertThat(one.code("DROP TABLE IF EXISTS T")).isZero();
    }

    @Test
    void what_dm_writes_behind_the_columns_is_understood() {
        one.run("CREATE TABLE \"SYSDBA\".\"A\"(\"K\" INT NOT NULL, V VARCHAR2(20) DEFAULT 'x' COMMENT 'words', NOT CLUSTER"
                + " PRIMARY KEY(\"K\")) STORAGE(ON \"MAIN\", CLUSTERBTR) DISTRIBUTED BY HASH(\"K\") ;");
        one.run("CREATE TABLE B(K INT, D DATE) PARTITION BY RANGE(K) (PARTITION P1 VALUES LESS THAN (10))"
                + " TABLESPACE MAIN DISTRIBUTED BY (K)");
        one.run("INSERT INTO A(K) VALUES(1)");

        assertThat(one.value("SELECT V FROM A")).isEqualTo("x");
        assertThat(one.value("SELECT COMMENT$ FROM SYSCOLUMNCOMMENTS WHERE TVNAME = 'A'")).isEqualTo("words");
        assertThat(one.code("CREATE TABLE C(K INT) DISTRIBUTED BY HASH")).isEqualTo(SYNTAX);
        assertThat(one.code("CREATE TABLE NOWHERE.C(K INT)")).isEqualTo(INVALID_SCHEMA);
    }

    @Test
    void a_table_made_from_a_query_has_its_columns_and_rows() {
        one.run("CREATE TABLE T(K INT, V VARCHAR(7)) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO T VALUES(1, 'a'), (2, 'b')");
        one.run("CREATE TABLE C AS SELECT K AS ID, V FROM T DISTRIBUTED BY HASH(ID)");

        assertThat(two.rows("SELECT ID, V FROM C ORDER BY ID")).containsExactly(List.of(1, "a"), List.of(2, "b"));
        assertThat(two.code("CREATE TABLE D(K) AS SELECT NOTHING FROM T")).isNotZero();
        assertThat(two.code("SELECT * FROM D")).isEqualTo(INVALID_TABLE);
    }

    @Test
    void columns_come_go_and_change() {
        one.run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO T VALUES(0, 10), (1, 20), (2, 300)");
        two.run("ALTER TABLE T ADD COLUMN W VARCHAR(5) DEFAULT 'd'");
        two.run("ALTER TABLE T ADD (X INT, Y DATE)");
        two.run("ALTER TABLE T MODIFY V BIGINT");
        two.run("ALTER TABLE T RENAME COLUMN W TO WW");
        two.run("ALTER TABLE T ALTER COLUMN X SET DEFAULT 7");
        two.run("ALTER TABLE T DROP COLUMN Y");
        one.run("INSERT INTO T(K) VALUES(3)");

        assertThat(one.rows("SELECT * FROM T WHERE K IN (0, 3) ORDER BY K").get(1)).containsExactly(3, null, "d", 7);
        assertThat(one.code("ALTER TABLE T ADD COLUMN V INT")).isEqualTo(OBJECT_EXISTS);
        assertThat(one.code("ALTER TABLE T DROP COLUMN NOTHING")).isEqualTo(INVALID_COLUMN);
        one.run("ALTER TABLE T RENAME TO U");
        assertThat(two.value("SELECT COUNT(*) FROM U")).isEqualTo(4L);
        assertThat(two.code("SELECT * FROM T")).isEqualTo(INVALID_TABLE);
    }

    @Test
    void what_fails_on_one_ep_leaves_nothing_on_any() {
        one.run("CREATE TABLE T(K INT, L INT, V INT) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO T VALUES(0, 1, 1), (1, 1, 1), (2, 2, NULL), (2, 2, 7)");

        assertThat(one.code("CREATE UNIQUE INDEX U ON T(K, L)")).isEqualTo(-6602);
        assertThat(one.code("ALTER TABLE T ALTER COLUMN V SET NOT NULL")).isEqualTo(-6609);
        assertThat(one.code("ALTER TABLE T ADD CONSTRAINT C CHECK (V < 5)")).isEqualTo(-6604);
        assertThat(one.code("ALTER TABLE T ADD (A INT, V INT)")).isEqualTo(OBJECT_EXISTS);
        assertThat(one.code("ALTER TABLE T ADD CONSTRAINT C PRIMARY KEY (K, L)")).isNotZero();

        one.run("DELETE FROM T WHERE K = 2");
        one.run("INSERT INTO T VALUES(0, 1, NULL), (1, 1, 100)");
        assertThat(one.code("SELECT A FROM T")).isEqualTo(INVALID_COLUMN);
        one.run("DELETE FROM T WHERE V IS NULL OR V = 100");
        one.run("CREATE UNIQUE INDEX U ON T(K, L)");
        assertThat(one.code("INSERT INTO T VALUES(1, 1, 1)")).isEqualTo(-6602);
    }

    @Test
    void truncate_empties_all_eps() {
        one.run("CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO T VALUES(0), (1), (2)");
        Client busy = Client.on(mpp, 2).manual();
        busy.run("DELETE FROM T WHERE K = 1");
        Client.Answer waiting = two.start("TRUNCATE TABLE T");
        assertThat(waiting.isHere()).isFalse();
        busy.rollback();
        time.turn(Duration.ZERO);
        waiting.outcome();

        assertThat(one.value("SELECT COUNT(*) FROM T")).isEqualTo(0L);
        assertThat(one.code("TRUNCATE TABLE NOTHING")).isEqualTo(INVALID_TABLE);
    }

    @Test
    void views_read_all_eps_and_hold_on_to_what_they_read() {
        one.run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO T VALUES(0, 1), (1, 2), (2, 3)");
        one.run("CREATE VIEW W(A, B) AS SELECT K, V * 2 FROM T WHERE V IN (SELECT V FROM T WHERE K > 0)");
        one.run("CREATE VIEW X AS SELECT INST_NAME FROM V$MPP_CFG_ITEM");

        assertThat(two.rows("SELECT A, B FROM W ORDER BY A")).containsExactly(List.of(1, 4), List.of(2, 6));
        assertThat(two.rows("SELECT W.B FROM W, T WHERE W.A = T.K AND T.K = 2")).containsExactly(List.of(6));
        assertThat(two.value("SELECT COUNT(*) FROM X")).isEqualTo(9L);
        assertThat(two.code("CREATE VIEW W AS SELECT 1 C")).isEqualTo(OBJECT_EXISTS);
        assertThat(two.code("DROP TABLE T")).isEqualTo(DEPENDED_ON);
        assertThat(two.code("CREATE VIEW V AS SELECT NOTHING FROM T")).isEqualTo(INVALID_COLUMN);
        two.run("CREATE OR REPLACE VIEW W AS SELECT COUNT(*) N FROM T");
        assertThat(one.value("SELECT N FROM W")).isEqualTo(3L);
        two.run("DROP TABLE T CASCADE");
        assertThat(one.code("SELECT * FROM W")).isEqualTo(INVALID_TABLE);
        two.run("DROP VIEW IF EXISTS W");
        two.run("DROP VIEW X");
    }

    @Test
    void sequences_are_drawn_once_for_the_cluster() {
        one.run("CREATE SEQUENCE S START WITH 5 INCREMENT BY 2 NOCACHE");
        one.run("CREATE TABLE T(K BIGINT, V INT) DISTRIBUTED BY HASH(K)");

        assertThat(one.value("SELECT S.NEXTVAL FROM DUAL")).isEqualTo(5L);
        two.run("INSERT INTO T VALUES(S.NEXTVAL, 1)");
        assertThat(two.value("SELECT S.CURRVAL FROM DUAL")).isEqualTo(7L);
        assertThat(one.value("SELECT K FROM T")).isEqualTo(7L);
        assertThat(one.code("CREATE SEQUENCE S")).isEqualTo(OBJECT_EXISTS);
        one.run("DROP SEQUENCE S");
        assertThat(two.code("SELECT S.NEXTVAL FROM DUAL")).isNotZero();
        assertThat(two.code("DROP SEQUENCE S")).isEqualTo(INVALID_OBJECT);
    }

    @Test
    void identity_values_are_unique_over_all_eps() {
        one.run("CREATE TABLE T(ID INT IDENTITY(10, 5) PRIMARY KEY, V INT) DISTRIBUTED BY HASH(ID)");
        one.run("INSERT INTO T(V) VALUES(1), (2)");
        two.run("INSERT INTO T VALUES(3)");

        assertThat(one.rows("SELECT ID, V FROM T ORDER BY ID"))
                .containsExactly(List.of(10, 1), List.of(15, 2), List.of(20, 3));
        assertThat(two.value("SELECT @@IDENTITY")).isEqualTo(20L);
        assertThat(two.code("INSERT INTO T(ID, V) VALUES(1, 1)")).isEqualTo(-2723);
        two.run("SET IDENTITY_INSERT T ON");
        two.run("INSERT INTO T(ID, V) VALUES(1, 1)");
        assertThat(one.code("INSERT INTO T(ID, V) VALUES(2, 1)")).isEqualTo(-2723);
    }

    @Test
    void indexes_and_comments_can_be_seen() {
        one.run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        one.run("CREATE INDEX I ON T(V)");
        two.run("COMMENT ON TABLE T IS 'a table'");
        two.run("COMMENT ON COLUMN SYSDBA.T.V IS 'a column'");

        assertThat(one.value("SELECT COUNT(*) FROM SYSOBJECTS WHERE NAME = 'I' AND SUBTYPE$ = 'INDEX'"))
                .isEqualTo(1L);
        assertThat(one.value("SELECT COMMENT$ FROM SYSTABLECOMMENTS WHERE TVNAME = 'T'")).isEqualTo("a table");
        assertThat(one.code("CREATE INDEX I ON T(V)")).isEqualTo(OBJECT_EXISTS);
        assertThat(one.code("COMMENT ON COLUMN T.X IS 'no'")).isEqualTo(INVALID_COLUMN);
        one.run("DROP INDEX I");
        assertThat(one.code("DROP INDEX I")).isEqualTo(INVALID_OBJECT);
        one.run("DROP INDEX IF EXISTS I");
    }

    @Test
    void schemas_hold_tables_of_the_same_name() {
        one.run("CREATE SCHEMA S");
        one.run("CREATE TABLE S.T(K INT) DISTRIBUTED BY HASH(K)");
        one.run("CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO S.T VALUES(1)");
        one.run("SET SCHEMA S");

        assertThat(one.value("SELECT COUNT(*) FROM T")).isEqualTo(1L);
        assertThat(two.value("SELECT COUNT(*) FROM T")).isEqualTo(0L);
        assertThat(two.code("SET SCHEMA NOWHERE")).isEqualTo(INVALID_SCHEMA);
        assertThat(two.code("DROP SCHEMA S")).isEqualTo(DEPENDED_ON);
        two.run("DROP SCHEMA S CASCADE");
        assertThat(two.code("SELECT * FROM S.T")).isNotZero();
    }

    @Test
    void references_hold_where_both_rows_are_on_one_ep() {
        one.run("CREATE TABLE P(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
        one.run("CREATE TABLE C(ID INT, K INT REFERENCES P(K)) DISTRIBUTED BY HASH(K)");
        one.run("INSERT INTO P VALUES(0), (1), (2)");
        one.run("INSERT INTO C VALUES(1, 0), (2, 1), (3, 2)");

        assertThat(one.code("INSERT INTO C VALUES(4, 9)")).isEqualTo(-6606);
        assertThat(one.code("DELETE FROM P WHERE K = 1")).isEqualTo(-6607);
        assertThat(one.code("DROP TABLE P")).isEqualTo(DEPENDED_ON);
        assertThat(one.code("CREATE TABLE D(ID INT, K INT REFERENCES P(K)) DISTRIBUTED BY HASH(ID)"))
                .isEqualTo(-2004);
        assertThat(one.code("CREATE TABLE D(ID INT, K INT REFERENCES P(K))")).isEqualTo(-2004);
    }
}
