package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors with DM's codes and words, Chinese and English. */
class ErrorTest {
    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client client = Client.on(mpp, 0);

    @BeforeEach
    void define() {
        client.run("CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(5) NOT NULL, D DECIMAL(4, 1), CONSTRAINT POSITIVE CHECK"
                + " (K >= 0)) DISTRIBUTED BY HASH(K)");
        client.run("INSERT INTO T VALUES(1, 'a', 1), (2, 'b', 2)");
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    private DmException failure(String sql) {
        try {
            Client.Answer answer = client.start(sql);
            answer.outcome();
        } catch (DmException e) {
            return e;
        }
        throw new AssertionError("did not fail: " + sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELEC 1                                       | -2007 | 语法分析出错                | Syntax error
            SELECT FROM T                                 | -2007 | 语法分析出错                | Syntax error
            SELECT 'open                                  | -2007 | 语法分析出错                | Syntax error
            SELECT * FROM NOWHERE                         | -2106 | 无效的表或视图名[NOWHERE]   | Invalid table or view name [NOWHERE]
            SELECT * FROM NOWHERE.T                       | -2103 | 无效的模式名[NOWHERE]       | Invalid schema name [NOWHERE]
            SELECT X FROM T                               | -2111 | 无效的列名[X]               | Invalid column name [X]
            SELECT K FROM T A, T B                        | -2112 | 列名[K]歧义                 | Ambiguous column name [K]
            CREATE TABLE T(K INT)                         | -2124 | 对象[T]已存在               | Object [T] already exists
            SELECT NOTHING(1)                             | -2207 | 无法解析的成员访问表达式[NOTHING] | Cannot resolve member access expression [NOTHING]
            NOTHING(1)                                    | -2207 | 无法解析的成员访问表达式[NOTHING] | Cannot resolve member access expression [NOTHING]
            INSERT INTO T VALUES(3)                       | -4022 | INSERT语句中列数与值数不匹配 | Column count and value count of INSERT do not match
            SELECT V, COUNT(*) FROM T GROUP BY K * 0      | -4080 | 不是GROUP BY表达式          | Not a GROUP BY expression
            INSERT INTO T VALUES(3, 'toolong', 1)         | -6169 | 列[V]长度超出定义           | Length of column [V] exceeds its definition
            INSERT INTO T VALUES(3, '达梦', 1)            | -6169 | 列[V]长度超出定义           | Length of column [V] exceeds its definition
            INSERT INTO T VALUES(99999999999, 'a', 1)     | -6102 | 数字溢出                    | Numeric overflow
            INSERT INTO T VALUES(3, 'a', 99999)           | -6102 | 数字溢出                    | Numeric overflow
            INSERT INTO T VALUES('x', 'a', 1)             | -6101 | 数据类型转换失败            | Data type conversion failed
            SELECT 1 / 0                                  | -6103 | 除0错误                     | Divide zero
            SELECT K / 0 FROM T                           | -6103 | 除0错误                     | Divide zero
            SELECT DATE '2024-02-30'                      | -6118 | 非法的时间日期类型数据      | Invalid datetime value
            SELECT TO_DATE('x', 'YYYY-MM-DD')             | -6118 | 非法的时间日期类型数据      | Invalid datetime value
            INSERT INTO T VALUES(1, 'a', 1)               | -6602 | 违反表[T]唯一性约束         | Violate unique constraint on table [T]
            INSERT INTO T VALUES(-1, 'a', 1)              | -6604 | 违反CHECK约束[POSITIVE]     | Violate CHECK constraint [POSITIVE]
            INSERT INTO T(K) VALUES(3)                    | -6609 | 违反列[V]非空约束           | Violate not null constraint on column [V]
            UPDATE T SET V = NULL                         | -6609 | 违反列[V]非空约束           | Violate not null constraint on column [V]
            DROP USER NOBODY                              | -2101 | 无效的用户名[NOBODY]        | Invalid user name [NOBODY]
            BEGIN PRINT 1; END;                           | -2004 | 不支持的语句: BEGIN         | Not supported: BEGIN
            """)
    void an_error_has_its_code_and_words(String sql, int code, String chinese, String english) {
        DmException failure = failure(sql);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(words(failure, Language.CHINESE)).isEqualTo(chinese);
        assertThat(words(failure, Language.ENGLISH)).isEqualTo(english);
        assertThat(client.value("SELECT COUNT(*) FROM T")).isEqualTo(2L);
    }

    /** What follows the place, of which {@link ErrorPlaceTest} takes care. */
    private static String words(DmException failure, Language language) {
        String message = failure.message(language);
        return message.substring(message.indexOf('\n') + 1);
    }
}
