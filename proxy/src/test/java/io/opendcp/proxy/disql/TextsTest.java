package io.opendcp.proxy.disql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Single lines as DIsql shows them. */
class TextsTest {
    private static String error(int code, String message) {
        return ErrorText.of(new SQLException(message, "22000", code));
    }

    @Test
    void an_error_with_a_place_names_it_as_disql_does() {
        assertThat(error(-2111, "第 1 行附近出现错误:\n无效的列名[C1]")).isEqualTo("第1 行附近出现错误[-2111]:无效的列名[C1].");
        assertThat(error(-2007, "第 1 行, 第 45 列[HH24]附近出现错误: \n语法分析出错"))
                .isEqualTo("第1 行, 第45 列[HH24]附近出现错误[-2007]:\n语法分析出错.");
        assertThat(error(-2106, "Error in line: 1\nInvalid table or view name [T]"))
                .isEqualTo("[-2106]:Error in line: 1\nInvalid table or view name [T].");
    }

    @Test
    void an_error_without_a_place_is_code_and_text() {
        assertThat(error(-2501, "用户名或密码错误")).isEqualTo("[-2501]:用户名或密码错误.");
        assertThat(error(-1, "ends.")).isEqualTo("[-1]:ends.");
        assertThat(ErrorText.of(new SQLException((String) null))).startsWith("[0]:java.sql.SQLException");
    }

    @Test
    void a_server_that_is_not_there_is_told_as_disql_tells_it() {
        SQLException error = new SQLException("Communication error", "08000", 6001);

        assertThat(ErrorText.ofLogin(error, Language.CHINESE)).isEqualTo("[-70028]:创建SOCKET连接失败.");
        assertThat(ErrorText.ofLogin(new SQLException("x", "08000", -2501), Language.CHINESE))
                .isEqualTo("[-2501]:x.");
    }

    @Test
    void used_time_is_in_milliseconds_up_to_a_second() {
        assertThat(Elapsed.line(415_400, 518, Language.CHINESE)).isEqualTo("已用时间: 0.415(毫秒). 执行号:518.");
        assertThat(Elapsed.line(415_400, 518, Language.ENGLISH)).isEqualTo("used time: 0.415(ms). Execute id is 518.");
        assertThat(Elapsed.line(999_999_499, 0, Language.CHINESE)).isEqualTo("已用时间: 999.999(毫秒). 执行号:0.");
        assertThat(Elapsed.line(3_358_000_000L, 601, Language.CHINESE)).isEqualTo("已用时间: 00:00:03.358. 执行号:601.");
        assertThat(Elapsed.line(3_723_000_000_000L, 1, Language.ENGLISH))
                .isEqualTo("used time: 01:02:03.000. Execute id is 1.");
    }

    @Test
    void a_servers_state_is_in_the_banners_words() {
        assertThat(new ServerStatus(0, 4).text(Language.CHINESE)).isEqualTo("处于普通打开状态");
        assertThat(new ServerStatus(0, 3).text(Language.CHINESE)).isEqualTo("处于普通配置状态");
        assertThat(new ServerStatus(1, 5).text(Language.CHINESE)).isEqualTo("处于主库挂起状态");
        assertThat(new ServerStatus(2, 4).text(Language.CHINESE)).isEqualTo("处于备库打开状态");
        assertThat(new ServerStatus(0, 4).text(Language.ENGLISH)).isEqualTo("mode is normal, state is open");
        assertThat(new ServerStatus(2, 3).text(Language.ENGLISH)).isEqualTo("mode is standby, state is mount");
    }

    @Test
    void whenever_says_how_to_leave() {
        assertThat(Whenever.parse("sqlerror exit 3 rollback"))
                .isEqualTo(new Whenever(true, 3, false, Whenever.After.ROLLBACK));
        assertThat(Whenever.parse("SQLERROR EXIT")).isEqualTo(new Whenever(true, 0, false, Whenever.After.COMMIT));
        assertThat(Whenever.parse("SQLERROR EXIT ROLLBACK"))
                .isEqualTo(new Whenever(true, 0, false, Whenever.After.ROLLBACK));
        assertThat(Whenever.parse("SQLERROR EXIT FAILURE").exitCode(-2106)).isEqualTo(1);
        assertThat(Whenever.parse("SQLERROR EXIT SQL.SQLCODE").exitCode(-2106)).isEqualTo(-2106);
        assertThat(Whenever.parse("SQLERROR CONTINUE")).isEqualTo(Whenever.CONTINUE);
        assertThat(Whenever.parse("SQLERROR CONTINUE ROLLBACK").after()).isEqualTo(Whenever.After.ROLLBACK);
        for (String wrong : new String[] {
            "",
            "OSERROR EXIT",
            "SQLERROR",
            "SQLERROR STOP",
            "SQLERROR EXIT x",
            "SQLERROR EXIT 1 x",
            "SQLERROR CONTINUE 1",
            "SQLERROR EXIT 1 COMMIT x"
        }) {
            assertThatThrownBy(() -> Whenever.parse(wrong)).as(wrong).isInstanceOf(Told.class);
        }
    }
}
