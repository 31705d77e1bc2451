package io.opendcp.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT | select 1",
                "SELECT | /*DMJDBC*/ (SELECT 1) UNION SELECT 2",
                "SELECT | WITH x AS (DELETE) SELECT 1",
                "DELETE | with x(a) as (select 1) delete from t",
                "INSERT | /* c */ insert into t values (1)",
                "INSERT | REPLACE INTO T VALUES (1)",
                "UPDATE | UPDATE T SET A = 1",
                "MERGE | MERGE INTO T USING U ON (1=1)",
                "CALL | CALL P(1)",
                "CALL | {call p(?)}",
                "CALL | {?=call f(?)}",
                "CALL | SP_SET_SESSION_READONLY(1)",
                "CALL | s.p;",
                "CALL | p",
                "CALL | exec p 1",
                "BLOCK | EXECUTE IMMEDIATE 'x'",
                "BLOCK | begin null; end;",
                "BLOCK | <<a>> BEGIN NULL; END;",
                "BLOCK | DECLARE x int; begin null; end;",
                "DDL | CREATE TABLE T (A INT)",
                "DDL | truncate table t",
                "DDL | ALTER TABLE T ADD B INT",
                "ALTER_SESSION | alter session set current_schema = s",
                "OTHER | ALTER SYSTEM SET 'A' = 1",
                "COMMIT | COMMIT WORK",
                "ROLLBACK | rollback;",
                "SAVEPOINT | SAVEPOINT a",
                "SET_SCHEMA | set schema s",
                "SET_SCHEMA | SET CURRENT SCHEMA = s",
                "SET_TIME_ZONE | SET TIME ZONE '+08:00'",
                "SET_TRANSACTION | SET TRANSACTION READ ONLY",
                "SET | SET IDENTITY_INSERT T ON",
                "EXPLAIN | EXPLAIN SELECT 1",
                "OTHER | LOCK TABLE T IN EXCLUSIVE MODE",
                "OTHER | ''",
            })
    void the_first_words_tell_the_kind(StatementKind kind, @Nullable String sql) {
        assertThat(SqlText.of(Objects.requireNonNullElse(sql, "")).kind()).isEqualTo(kind);
    }

    @Test
    void texts_that_differ_in_literals_comments_and_case_have_one_shape() {
        Shape first = shape("select A from  t where b='x' and \"c\" = 5 -- end");
        Shape second = shape("/*+ hint */SELECT a FROM T\nWHERE B = 'yy' AND \"c\"=-17.5;");

        assertThat(first.text())
                .isEqualTo("SELECT A FROM T WHERE B = ? AND \"c\" = ?")
                .isEqualTo(second.text());
        assertThat(first.slots()).containsExactly(new Slot.Literal("x"), new Slot.Literal(5L));
        assertThat(second.slots()).containsExactly(new Slot.Literal("yy"), new Slot.Literal(new BigDecimal("-17.5")));
    }

    @Test
    void parameters_keep_their_numbers_among_literals() {
        assertThat(
                        shape(
                                "UPDATE s.t SET a=1, b=? WHERE k=:k AND d=DATE '2024-02-29' AND e=timestamp'2024-01-02 03:04:05'"))
                .isEqualTo(new Shape(
                        "UPDATE S.T SET A = ? , B = ? WHERE K = ? AND D = ? AND E = ?",
                        1,
                        Arrays.asList(
                                new Slot.Literal(1L),
                                new Slot.Parameter(0),
                                new Slot.Parameter(1),
                                new Slot.Literal(LocalDate.of(2024, 2, 29)),
                                new Slot.Literal(LocalDateTime.of(2024, 1, 2, 3, 4, 5)))));
    }

    @Test
    void numbers_have_the_value_that_is_written() {
        assertThat(shape("(9223372036854775807,-9223372036854775808,9223372036854775808,1e3,+7,0xFF,a-1)")
                        .slots())
                .containsExactly(
                        new Slot.Literal(Long.MAX_VALUE),
                        new Slot.Literal(Long.MIN_VALUE),
                        new Slot.Literal(new BigDecimal("9223372036854775808")),
                        new Slot.Literal(1000.0),
                        new Slot.Literal(7L),
                        new Slot.Unread(),
                        new Slot.Literal(1L));
    }

    @Test
    void sizes_of_types_are_no_values() {
        assertThat(shape("SELECT CAST(a AS DECIMAL(10,2)) FROM t WHERE k=3").text())
                .isEqualTo("SELECT CAST ( A AS DECIMAL ( 10 , 2 ) ) FROM T WHERE K = ?");
    }

    @Test
    void rows_that_look_alike_are_folded() {
        Shape shape = shape("INSERT INTO t (a,b) VALUES (1,'x'),(?,NULL),(-3,?)");

        assertThat(shape.text()).isEqualTo("INSERT INTO T ( A , B ) VALUES ( ? , ? )");
        assertThat(shape.rows()).isEqualTo(3);
        assertThat(shape.marks()).isEqualTo(2);
        assertThat(shape.slot(1, 1)).isEqualTo(new Slot.Literal(null));
        assertThat(shape.slot(2, 0)).isEqualTo(new Slot.Literal(-3L));
        assertThat(shape.slot(2, 1)).isEqualTo(new Slot.Parameter(1));
    }

    @Test
    void rows_that_differ_are_not_folded() {
        assertThat(shape("INSERT INTO t VALUES (1,2),(3,f(4))").rows()).isEqualTo(1);
        assertThat(shape("INSERT INTO t VALUES (1,2),(3)").rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | begin null; end;",
                "true | <<a>> BEGIN NULL; END;",
                "true | DECLARE x int; begin null; end;",
                "true | create or replace procedure p as begin null; end;",
                "true | CREATE TRIGGER tr BEFORE INSERT ON t BEGIN NULL; END;",
                "true | CREATE PUBLIC TYPE y AS OBJECT(a int);",
                "false | CREATE TABLE TYPE (A INT)",
                "false | create table t (a int)",
                "false | EXECUTE IMMEDIATE 'begin null; end;'",
                "false | DROP PROCEDURE p",
                "false | select 1",
                "false | ''",
            })
    void blocks_and_definitions_of_programs_have_semicolons_inside(boolean program, @Nullable String sql) {
        assertThat(SqlText.of(Objects.requireNonNullElse(sql, "")).program()).isEqualTo(program);
    }

    @Test
    void a_second_statement_behind_a_table_named_type_is_seen() {
        assertThat(SqlText.of("CREATE TABLE TYPE (A INT); DROP TABLE T").twoStatements())
                .isTrue();
    }

    @Test
    void a_second_statement_is_seen() {
        assertThat(SqlText.of("SELECT 1; SELECT 2").twoStatements()).isTrue();
        assertThat(SqlText.of("SELECT 1; SELECT 2").shape()).isNull();
        assertThat(SqlText.of("SELECT ';' ; -- ;\n /").twoStatements()).isFalse();
        assertThat(SqlText.of("BEGIN NULL; NULL; END;").twoStatements()).isFalse();
        assertThat(SqlText.of("CREATE OR REPLACE PROCEDURE p AS BEGIN NULL; END;")
                        .twoStatements())
                .isFalse();
        assertThat(SqlText.of("CREATE TABLE t (a INT); DROP TABLE t").twoStatements())
                .isTrue();
    }

    @Test
    void parameters_and_locks_are_seen() {
        assertThat(SqlText.of("SELECT '?', ? FROM t WHERE a = :b -- ?").parameters())
                .isEqualTo(2);
        assertThat(SqlText.of("SELECT 1 FROM t FOR /* x */ UPDATE NOWAIT").forUpdate())
                .isTrue();
        assertThat(SqlText.of("SELECT 'FOR UPDATE' FROM t").forUpdate()).isFalse();
    }

    @Test
    void long_texts_are_looked_at_up_to_a_limit() {
        SqlText shaped = SqlText.of("SELECT 1" + " ".repeat(SqlText.MOST_SHAPED));
        SqlText scanned = SqlText.of("SELECT '" + "?".repeat(SqlText.MOST_SCANNED) + "'?");

        assertThat(shaped.shape()).isNull();
        assertThat(shaped.whole()).isTrue();
        assertThat(scanned.whole()).isFalse();
        assertThat(scanned.parameters()).isZero();
    }

    @Test
    void any_text_is_taken_and_no_parameter_of_a_shape_is_lost() {
        for (int seed = 0; seed < 20_000; seed++) {
            SqlText text = SqlText.of(SqlScannerTest.anything(new Random(seed), 30));
            Shape shape = text.shape();
            if (shape != null) {
                long parameters = shape.slots().stream()
                        .filter(Slot.Parameter.class::isInstance)
                        .count();
                assertThat(parameters).as("seed %d", seed).isEqualTo(text.parameters());
            }
        }
    }

    @Test
    @Timeout(30)
    void the_longest_texts_take_time_in_proportion() {
        for (String piece : SqlScannerTest.PIECES) {
            SqlText.of(piece.repeat(SqlText.MOST_SHAPED / piece.length()));
        }
        assertThat(SqlText.of("(?,".repeat(SqlText.MOST_SCANNED / 3)).parameters())
                .isEqualTo(SqlText.MOST_SCANNED / 3);
    }

    private static Shape shape(String sql) {
        return Objects.requireNonNull(SqlText.of(sql).shape());
    }
}
