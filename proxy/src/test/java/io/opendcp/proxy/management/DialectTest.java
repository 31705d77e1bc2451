package io.opendcp.proxy.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.error.DmException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DM's words in H2's. */
class DialectTest {
    private static final Speaker SPEAKER =
            new Speaker("O'NEIL", 7, "SYS", 12, true, LocalDateTime.of(2026, 11, 23, 8, 0, 2, 5_000));

    private static String h2(String sql) {
        return Dialect.h2(sql, SPEAKER);
    }

    @Test
    void operators_and_numbers_are_rewritten() {
        assertThat(h2("SELECT A & 0x0F & 0X3F, ((B.C>>2) & 0x01)=0 -- x\n FROM T WHERE A == 1ORDER BY 1;"))
                .isEqualTo("SELECT BITAND(BITAND(A, 15), 63) , ( BITAND(( RSHIFT(B . C, 2) ), 1) ) = 0"
                        + " FROM T WHERE A = 1 ORDER BY 1");
        assertThat(h2("SELECT LENGTH('a') & -1 FROM DUAL")).isEqualTo("SELECT BITAND(LENGTH ( 'a' ), - 1) FROM DUAL");
        assertThat(h2("SELECT q'[it's]', N'x', :a")).isEqualTo("SELECT 'it''s' , 'x' , ?");
    }

    @Test
    void who_asks_and_when_is_put_in() {
        assertThat(h2("SELECT USER, UID(), CURRENT_USERTYPE(), SESSID, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"))
                .isEqualTo("SELECT 'O''NEIL' , 7 , 1 , 12 , 'SYS'");
        assertThat(h2("SELECT SYSDATE, CURRENT_TIMESTAMP(3), CURDATE(), X.USER AS USER FROM X"))
                .isEqualTo("SELECT TIMESTAMP '2026-11-23 08:00:02' , TIMESTAMP '2026-11-23 08:00:02.000005' ,"
                        + " DATE '2026-11-23' , X . USER AS USER FROM X");
    }

    @Test
    void only_functions_that_are_listed_pass() {
        for (String sql : List.of(
                "SELECT FILE_READ('x')",
                "SELECT \"FILE_READ\"('x')",
                "SELECT file_write('x', 'y')",
                "SELECT * FROM CSVREAD('x')",
                "SELECT CSVWRITE('x', 'SELECT 1')",
                "SELECT /**/ LINK_SCHEMA /**/ ('a', 'b', 'c', 'd', 'e', 'f')",
                "SELECT * FROM SYSTEM_RANGE(1, 9)",
                "SELECT PUBLIC.H2VERSION()",
                "SELECT \"SELECT\"('x')",
                "SELECT DATABASE_PATH()",
                "SELECT ABORT_SESSION(1)",
                "SELECT REPEAT('x', 2000000000)",
                "SELECT * FROM FINAL TABLE (INSERT INTO T VALUES(1))",
                "WITH T AS (SELECT FILE_READ('x')) SELECT * FROM T")) {
            assertThat(catchThrowableOfType(DmException.class, () -> h2(sql)).code())
                    .as(sql)
                    .isEqualTo(-2207);
        }
        assertThat(catchThrowableOfType(DmException.class, () -> h2("SELECT * FROM INFORMATION_SCHEMA.USERS"))
                        .code())
                .isEqualTo(-2103);
        assertThat(catchThrowableOfType(DmException.class, () -> h2("SELECT @A := 1"))
                        .code())
                .isEqualTo(-2007);
    }

    @Test
    void an_operator_without_a_side_is_a_syntax_error() {
        for (String sql : List.of("SELECT &", "SELECT 1 &", "& 1", "SELECT ) & 1", "SELECT (1 & (2")) {
            assertThat(catchThrowableOfType(DmException.class, () -> h2(sql)).code())
                    .as(sql)
                    .isEqualTo(-2007);
        }
    }
}
