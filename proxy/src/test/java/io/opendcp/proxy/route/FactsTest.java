package io.opendcp.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.proxy.session.TextFacts;
import io.opendcp.proxy.session.TextFacts.Kind;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
    private final Facts facts = new Facts();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ORDINARY | SELECT 1",
                "ORDINARY | INSERT INTO T VALUES ('ALTER SESSION')",
                "ORDINARY | UPDATE T SET A = 1; COMMIT",
                "ORDINARY | BEGIN P(1); END;",
                "ORDINARY | CALL P(1)",
                "ORDINARY | CALL SP_GET_EP_COUNT('S','T')",
                "ORDINARY | CREATE TABLE T (A INT)",
                "ORDINARY | CREATE TABLE T (TEMPORARY INT)",
                "ORDINARY | CREATE PROCEDURE P AS BEGIN DBMS_SESSION.SET_CONTEXT(1); END;",
                "ORDINARY | LOCK TABLE T IN EXCLUSIVE MODE",
                "ORDINARY | ''",
                "SETTING | SET SCHEMA S",
                "SETTING | set current schema = s;",
                "SETTING | SET TIME ZONE '+08:00'",
                "SETTING | SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SESSION_CHANGE | SET SCHEMA S; SELECT 1",
                "SESSION_CHANGE | SELECT 1; SET SCHEMA S",
                "SESSION_CHANGE | SELECT 1; alter session set 'A' = 1",
                "SESSION_CHANGE | SET TRANSACTION READ ONLY",
                "SESSION_CHANGE | SET IDENTITY_INSERT T ON",
                "SESSION_CHANGE | ALTER SESSION SET CURRENT_SCHEMA = S",
                "ORDINARY | CREATE GLOBAL TEMPORARY TABLE T (A INT)",
                "SESSION_CHANGE | INSERT INTO #T VALUES (1)",
                "SESSION_CHANGE | SELECT SF_SET_SESSION_PARA_VALUE('A', 1)",
                "SESSION_CHANGE | CALL SP_SET_SESSION_LOCAL_TYPE(1)",
                "SESSION_CHANGE | SP_SOMETHING",
                "SESSION_CHANGE | EXEC SP_SOMETHING 1",
                "SESSION_CHANGE | BEGIN DBMS_SESSION.SET_ROLE('A'); END;",
                "SESSION_CHANGE | BEGIN EXECUTE IMMEDIATE 'ALTER SESSION SET ''A'' = 1'; END;",
                "SESSION_CHANGE | CALL DBMS_OUTPUT.ENABLE(1)",
                "SESSION_CHANGE | CALL SP_SET_SESSION_READONLY(?)",
                "SESSION_CHANGE | BEGIN SP_SET_SESSION_READONLY(1); END;",
                "MANAGEMENT | CALL SP_DCP_REFRESH_CONFIG()",
                "MANAGEMENT | select * from sys.sysdcpinsts",
                "MANAGEMENT | SELECT * FROM \"V$DCP_CONNPOOL\"",
                "MANAGEMENT | SELECT 1; SELECT * FROM V$DCPINSTS",
                "ORDINARY | SELECT 'SYSDCPLOGIN'",
            })
    void a_text_does_to_its_session(Kind kind, @Nullable String sql) {
        assertThat(facts.of(Objects.requireNonNullElse(sql, "")).kind()).isEqualTo(kind);
    }

    @Test
    void calls_about_sessions_tell_their_argument() {
        assertThat(facts.of("SP_SET_SESSION_READONLY(1)")).isEqualTo(new TextFacts(Kind.READ_ONLY, 1, false));
        assertThat(facts.of("call sys.sp_set_session_readonly( 0 );"))
                .isEqualTo(new TextFacts(Kind.READ_ONLY, 0, false));
        assertThat(facts.of("{call SP_CANCEL_SESSION_OPERATION(140001)}"))
                .isEqualTo(new TextFacts(Kind.CANCEL, 140_001, false));
        assertThat(facts.of("/*DMJDBC*/sp_close_session(-5)")).isEqualTo(new TextFacts(Kind.CLOSE_SESSION, -5, false));
    }

    @Test
    void no_text_reaches_a_session_of_an_ep_by_number() {
        assertThat(facts.of("BEGIN SP_CLOSE_SESSION(7); END;")).isEqualTo(new TextFacts(Kind.CLOSE_SESSION, -1, false));
        assertThat(facts.of("SELECT 1; SP_CANCEL_SESSION_OPERATION(7)"))
                .isEqualTo(new TextFacts(Kind.CANCEL, -1, false));
        assertThat(facts.of("SP_CLOSE_SESSION(?)")).isEqualTo(new TextFacts(Kind.CLOSE_SESSION, -1, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT A, COUNT(*) FROM T WHERE K IN (1, 2) AND UPPER(B) = 'X' GROUP BY A",
                "SELECT * FROM (SELECT K FROM T) S JOIN U ON (S.K = U.K) WHERE EXISTS (SELECT 1 FROM V)",
                "WITH X AS (SELECT 1 A) SELECT A FROM X",
                "SELECT CAST(A AS DECIMAL(10, 2)), TO_CHAR(SYSDATE, 'YYYY') FROM DUAL"
            })
    void plain_queries_may_be_repeated(String sql) {
        assertThat(facts.of(sql).repeatable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT A FROM T FOR UPDATE",
                "SELECT S.NEXTVAL",
                "SELECT MYFUNC(1)",
                "SELECT PKG.UPPER(1)",
                "SELECT \"upper\"(1)",
                "SELECT A INTO ? FROM T",
                "SELECT 1; SELECT 2",
                "INSERT INTO T VALUES (1)",
                "WITH X AS (SELECT 1) DELETE FROM T",
                "CALL P(1)",
                "SELECT SP_SOMETHING(1)",
                "SELECT 'broken"
            })
    void everything_else_may_not(String sql) {
        assertThat(facts.of(sql).repeatable()).isFalse();
    }

    private void runs(String ddl) {
        new Router(
                        facts,
                        new PlanCache(1, Runnable::run, Runnable::run),
                        new FakePlacements(),
                        () -> FakePlacements.HASHING)
                .onDdl(ddl, "S");
    }

    private Set<String> tables(String sql) {
        return facts.of(sql).traces().tables();
    }

    private @Nullable String emptied(String sql) {
        return facts.of(sql).traces().empties();
    }

    @Test
    void a_temporary_table_whose_rows_outlive_their_transaction_is_its_users() {
        runs("CREATE GLOBAL TEMPORARY TABLE S.TMP (TABLE1 INT) ON COMMIT PRESERVE ROWS");
        facts.learnTemporary("S", "learned");

        assertThat(tables("SELECT * FROM tmp")).containsExactly("TMP");
        assertThat(tables("INSERT INTO \"learned\" SELECT * FROM S.TMP")).containsExactlyInAnyOrder("learned", "TMP");
        assertThat(tables("BEGIN INSERT INTO TMP VALUES (1); END;")).containsExactly("TMP");
        assertThat(tables("INSERT INTO TABLE1 VALUES (1)")).isEmpty();
        assertThat(tables("CREATE INDEX I ON TMP(TABLE1)")).isEmpty();
    }

    @Test
    void one_that_is_emptied_by_each_commit_is_nobodys() {
        runs("CREATE GLOBAL TEMPORARY TABLE TMP (A INT)");
        runs("CREATE GLOBAL TEMPORARY TABLE TMP2 (A INT) ON COMMIT DELETE ROWS");

        assertThat(tables("INSERT INTO TMP SELECT * FROM TMP2")).isEmpty();
        assertThat(facts.of("SELECT * FROM TMP").kind()).isEqualTo(Kind.ORDINARY);
    }

    @Test
    void one_that_is_not_told_to_be_everybodys_keeps_whoever_makes_it() {
        for (String sql : new String[] {
            "CREATE TEMPORARY TABLE T (A INT)",
            "CREATE LOCAL TEMPORARY TABLE T (A INT)",
            "CREATE GLOBAL TEMPORARY TABLE T ON COMMIT PRESERVE ROWS AS SELECT 1 A"
        }) {
            assertThat(facts.of(sql).kind()).isEqualTo(Kind.SESSION_CHANGE);
            runs(sql);
            assertThat(tables("SELECT * FROM T")).containsExactly("T");
        }
    }

    @Test
    void dropping_or_truncating_it_empties_it() {
        runs("CREATE GLOBAL TEMPORARY TABLE TMP (A INT) ON COMMIT PRESERVE ROWS");

        assertThat(emptied("TRUNCATE TABLE TMP")).isEqualTo("TMP");
        assertThat(facts.of("TRUNCATE TABLE TMP").traces().current()).isEqualTo("S");
        assertThat(emptied("drop table if exists \"S\".tmp cascade;")).isEqualTo("TMP");
        assertThat(facts.of("DROP TABLE S.TMP").traces().current()).isNull();
        for (String sql : new String[] {
            "DROP TABLE S2.TMP",
            "DROP VIEW TMP",
            "DROP TABLE OTHER",
            "TRUNCATE TABLE TMP PARTITION P1",
            "TRUNCATE TABLE OTHER; TRUNCATE TABLE TMP",
            "DELETE FROM TMP",
            "BEGIN EXECUTE IMMEDIATE 'TRUNCATE TABLE TMP'; END;",
            "DROP TABLE",
            "DROP"
        }) {
            assertThat(emptied(sql)).as(sql).isNull();
        }
    }

    @Test
    void where_a_name_can_mean_several_emptying_one_is_not_enough() {
        runs("CREATE GLOBAL TEMPORARY TABLE TMP (A INT) ON COMMIT PRESERVE ROWS");
        runs("CREATE GLOBAL TEMPORARY TABLE S2.TMP (A INT) ON COMMIT PRESERVE ROWS");

        assertThat(emptied("TRUNCATE TABLE TMP")).isNull();
    }

    @Test
    void what_stands_for_one_is_like_one_and_tells_no_end() {
        runs("CREATE GLOBAL TEMPORARY TABLE TMP (A INT) ON COMMIT PRESERVE ROWS");
        runs("CREATE OR REPLACE VIEW V AS SELECT A FROM TMP");
        runs("CREATE PUBLIC SYNONYM SYN FOR S.V");

        assertThat(tables("SELECT * FROM V")).containsExactly("V");
        assertThat(tables("INSERT INTO S.SYN VALUES (1)")).containsExactly("SYN");
        assertThat(emptied("DROP TABLE V")).isNull();
    }

    @Test
    void a_table_that_was_dropped_is_forgotten() {
        runs("CREATE GLOBAL TEMPORARY TABLE TMP (A INT) ON COMMIT PRESERVE ROWS");
        runs("DROP TABLE S2.TMP");
        assertThat(tables("SELECT * FROM TMP")).isNotEmpty();
        runs("DROP TABLE TMP");

        assertThat(tables("SELECT * FROM TMP")).isEmpty();
    }

    @Test
    void a_select_tells_whether_it_locks() {
        assertThat(facts.of("SELECT A FROM T FOR UPDATE").traces().locks()).isTrue();
        assertThat(facts.of("SELECT A FROM T").traces().locks()).isFalse();
    }

    @Test
    void a_text_too_long_to_be_read_keeps_its_connection() {
        assertThat(facts.of("SELECT '" + "x".repeat(1 << 20) + "'").kind()).isEqualTo(Kind.SESSION_CHANGE);
    }

    @Test
    void any_text_has_facts() {
        String[] pieces = {
            "SP_", "(", ")", "?", "'", ";", "SET", "ALTER", "SESSION", " ", ".", "\"", "CALL", "1", "V$DCP"
        };
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder sql = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                sql.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(facts.of(sql.toString())).as("seed %d", seed).isNotNull();
        }
    }
}
