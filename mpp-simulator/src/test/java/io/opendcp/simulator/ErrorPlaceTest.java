package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of analysis tell their place in the statement. Lines of the statement are parted by a bar here. */
class ErrorPlaceTest {
    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client client = Client.on(mpp, 0);

    @BeforeEach
    void define() {
        client.run("CREATE TABLE T(K INT IDENTITY(1, 1), V VARCHAR(5), D DATE) DISTRIBUTED BY HASH(K)");
        client.run("CREATE TABLE X(Y INT) DISTRIBUTED FULLY");
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    private DmException failure(String sql) {
        return catchThrowableOfType(DmException.class, () -> client.run(sql.replace('|', '\n')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            SELECT X FROM T                                        ; 1
            SELECT K,|X|FROM T                                     ; 2
            -- X|SELECT /* X |*/ X FROM T                          ; 3
            SELECT K AS Z|FROM T|WHERE Z = 1                       ; 3
            SELECT Y|FROM X|WHERE X = 1                            ; 3
            SELECT 'X',|T.X FROM T                                 ; 2
            SELECT K FROM T WHERE K IN|(SELECT K|FROM NOWHERE)     ; 3
            SELECT 1 FROM NOWHERE.|T                               ; 1
            SELECT T.K,|K FROM T A,|T                              ; 2
            INSERT INTO T(V,|Z) VALUES('a', 1)                     ; 2
            INSERT INTO T(V)|SELECT Z FROM T                       ; 2
            INSERT INTO|NOWHERE VALUES(1)                          ; 2
            UPDATE T SET V = 'a',|Z = 2                            ; 2
            DELETE FROM T|WHERE Z = 2                              ; 2
            MERGE INTO T USING X ON (T.K = X.Y)|WHEN MATCHED THEN UPDATE SET|Z = 1 ; 3
            SELECT|NOTHING(1)                                      ; 2
            EXPLAIN|SELECT|X FROM T                                ; 3
            CREATE VIEW V AS|SELECT X FROM T                       ; 2
            |CREATE TABLE|T(K INT)                                 ; 3
            CREATE INDEX I ON|T(Z)                                 ; 2
            DROP TABLE|NOWHERE                                     ; 2
            |BEGIN PRINT 1                                         ; 2
            |SELECT V, COUNT(*) FROM T GROUP BY K * 0              ; 2
            """)
    void a_name_is_where_it_stands(String sql, int line) {
        client.run("INSERT INTO T(V) VALUES('a'), ('b')");

        DmException error = failure(sql);

        assertThat(error.message(Language.CHINESE)).startsWith("第 %d 行附近出现错误:\n".formatted(line));
        assertThat(error.message(Language.ENGLISH)).startsWith("Error in line: %d\n".formatted(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            SELEC 1                                   ; 1 ; 6  ; 1
            SELECT FROM T                             ; 1 ; 7  ; FROM
            select * from `T` where 1=2               ; 1 ; 14 ; `
            SELECT *|FROM T|WHERE K = = 1             ; 3 ; 10 ; =
            SELECT SYSDATE, LEN(V) FROM T|WHERE AND K ; 2 ; 6  ; AND
            SELECT K FROM T WHERE                     ; 1 ; 16 ; WHERE
            SELECT K FROM T WHERE FOR UPDATE          ; 1 ; 22 ; FOR
            SELECT 'open                              ; 1 ; 7  ; '
            SELECT /* open                            ; 1 ; 7  ; /*
            INSERT INTO T|VALUES('a' b, 1)            ; 2 ; 11 ; b
            INSERT INTO T VALUES('a', NULL,)          ; 1 ; 31 ; )
            REPLACE INTO T(K) VALUE 1                 ; 1 ; 18 ; VALUE
            UPDATE T SET V 'a'                        ; 1 ; 15 ; 'a'
            EXPLAIN SELECT|FROM T                     ; 2 ; 0  ; FROM
            CREATE VIEW V AS SELECT K,, V FROM T      ; 1 ; 26 ; ,
            CREATE TABLE N AS SELECT K,, V FROM T     ; 1 ; 27 ; ,
            CREATE TABLE N(K INT,,)                   ; 1 ; 21 ; ,
            SET TRANSACTION|READ MOSTLY               ; 2 ; 0  ; READ
            COMMIT NOW                                ; 1 ; 7  ; NOW
            """)
    void a_syntax_error_is_at_its_word(String sql, int line, int column, String word) {
        DmException error = failure(sql);

        assertThat(error.code()).isEqualTo(-2007);
        assertThat(error.message(Language.CHINESE))
                .isEqualTo("第 %d 行, 第 %d 列[%s]附近出现错误: \n语法分析出错".formatted(line, column, word));
        assertThat(error.message(Language.ENGLISH))
                .isEqualTo("line %d, column %d, nearby [%s] has error: \nSyntax error".formatted(line, column, word));
    }

    @Test
    void errors_that_are_not_of_analysis_have_no_place() {
        assertThat(failure("SELECT|1 / 0").message(Language.ENGLISH)).isEqualTo("Divide zero");
        assertThat(failure("SELECT|1 FROM T A WHERE TO_DATE('x', 'YYYY') = A.D OR 1 / 0 = 1")
                        .code())
                .isLessThan(-5500);
    }
}
