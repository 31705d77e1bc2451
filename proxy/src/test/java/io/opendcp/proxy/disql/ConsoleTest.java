package io.opendcp.proxy.disql;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ConsoleTest {
    private ConsoleUnderTest test;
    private String name;

    @BeforeEach
    void logIn(TestInfo info) {
        name = info.getTestMethod().orElseThrow().getName();
        test = ConsoleUnderTest.loggedIn(name, Language.CHINESE);
    }

    private int rows(String table) throws SQLException {
        try (Connection outside = test.outside();
                ResultSet rows = outside.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void a_session_looks_as_in_disql() {
        assertThat(test.run(
                        "create table t(c1 int, c2 varchar(20));",
                        "insert into t values(1, '达梦');",
                        "select *",
                        "from t;",
                        "select * from t where c1 = 2;"))
                .isEqualTo("""
                        SQL> 操作已执行
                        已用时间: 0.415(毫秒). 执行号:0.
                        SQL> 影响行数 1
                        已用时间: 0.415(毫秒). 执行号:0.
                        SQL> 2  \s
                        行号       C1          C2
                        ---------- ----------- ----
                        1          1           达梦

                        已用时间: 0.415(毫秒). 执行号:0.
                        SQL> 未选定行

                        已用时间: 0.415(毫秒). 执行号:0.
                        SQL>\s""");
    }

    @Test
    void in_english_too() {
        test = ConsoleUnderTest.loggedIn(name + "2", Language.ENGLISH);

        assertThat(test.run("create table t(c1 int);", "update t set c1 = 1;", "select * from t;", "select 1 a;"))
                .isEqualTo("""
                        SQL> executed successfully
                        used time: 0.415(ms). Execute id is 0.
                        SQL> affect rows 0
                        used time: 0.415(ms). Execute id is 0.
                        SQL> no rows

                        used time: 0.415(ms). Execute id is 0.
                        SQL>\s
                        LINEID     A
                        ---------- -----------
                        1          1

                        used time: 0.415(ms). Execute id is 0.
                        SQL>\s""");
    }

    @Test
    void many_rows_are_counted_and_paged() {
        test.run("set timing off");

        assertThat(test.run("select x from system_range(1, 12);"))
                .startsWith("SQL> \n行号       X\n---------- --------------------\n1          1\n")
                .contains(
                        "\n11         11\n\n行号       X\n---------- --------------------\n12         12\n\n12 rows got\n\n");
        assertThat(test.run("set pagesize 0 feedback off heading off lineshow off newpage 0", "select 7;"))
                .isEqualTo("SQL> SQL> 7\n\nSQL> ");
    }

    @Test
    void a_failed_statement_is_repeated_with_its_error_and_the_console_goes_on() {
        assertThat(test.run("select *", "from nowhere;", "select 1 a;"))
                .startsWith("SQL> 2   select *\nfrom nowhere;\n[42104]:")
                .contains("已用时间: 0.415(毫秒). 执行号:0.\nSQL> \n行号       A\n");
    }

    @Test
    void names_are_asked_for_and_shown_before_and_after() {
        test.run("set timing off");

        assertThat(test.run("select &a", "from dual where 'x'='&b';", "3", "x"))
                .startsWith("""
                        SQL> 2   输入 A的值:输入 B的值:原值 1:select &a
                        新值 1:select 3
                        原值 2:from dual where 'x'='&b';
                        新值 2:from dual where 'x'='x';
                        """)
                .contains("1          3\n");
        assertThat(test.run(
                        "define a = 'two words'",
                        "set verify off",
                        "select '&a' z;",
                        "define a",
                        "undefine a",
                        "define a"))
                .contains("two words\n", "SQL> DEFINE A = \"two words\"\nSQL> SQL> 变量未定义: A\n");
        assertThat(test.run("select &q;")).endsWith("没有变量 Q 的值，未执行\nSQL> ");
        assertThat(test.run("set define off", "select '&q' z;")).contains("&q\n");
    }

    @Test
    void parameters_are_asked_for() {
        test.run("set timing off", "create table t(c1 int, c2 varchar(9));");

        assertThat(test.run("insert into t values(?, ?);", "1", "null"))
                .isEqualTo("SQL> 请输入参数1的值:请输入参数2的值:影响行数 1\nSQL> ");
        assertThat(test.run("select * from t where c1 = ?;", "1")).contains("1          1           NULL\n");
        assertThat(test.run("select '?' q;")).doesNotContain("请输入");
    }

    @Test
    void accept_asks_and_has_a_default() {
        assertThat(test.run("accept x default 5 prompt 'value: '", "", "accept y prompt v hide", "secret", "define"))
                .isEqualTo("SQL> value: SQL> vSQL> DEFINE X = \"5\"\nDEFINE Y = \"secret\"\nSQL> ");
    }

    @Test
    void what_was_not_committed_is_committed_at_the_end() throws SQLException {
        test.run("create table t(c1 int);", "insert into t values(1);");
        assertThat(rows("T")).isZero();

        assertThat(test.console.finish()).isZero();
        assertThat(rows("T")).isEqualTo(1);
    }

    @Test
    void exit_says_the_code_and_what_becomes_of_the_transaction() throws SQLException {
        test.run(
                "create table t(c1 int);", "insert into t values(1);", "exit 259 rollback", "insert into t values(2);");

        assertThat(test.console.finish()).isEqualTo(3);
        assertThat(rows("T")).isZero();
        assertThat(test.run("exit 1 x y")).isEmpty();
    }

    @Test
    void whenever_leaves_on_an_error() throws SQLException {
        test.run("create table t(c1 int);", "whenever sqlerror exit 4 rollback", "insert into t values(1);");
        assertThat(test.console.left()).isFalse();

        test.run("select * from nowhere;", "insert into t values(2);");

        assertThat(test.console.finish()).isEqualTo(4);
        assertThat(rows("T")).isZero();
    }

    @Test
    void autocommit_commits_each_statement() throws SQLException {
        test.run("create table t(c1 int);", "set auto on", "insert into t values(1);");

        assertThat(rows("T")).isEqualTo(1);
    }

    @Test
    void a_lost_connection_is_made_again_for_the_next_statement() throws SQLException {
        test.run("set timing off");
        test.connections.get(0).close();

        assertThat(test.run("select 1 a;")).contains("1          1\n");
        assertThat(test.connections).hasSize(2);

        test.connections.get(1).close();
        test.reachable = false;
        assertThat(test.run("select 1 a;")).isEqualTo("SQL> select 1 a;\n[6001]:Communication error.\nSQL> ");
        test.reachable = true;
        assertThat(test.run("set autoreconn off", "select 1 a;")).isEqualTo("SQL> SQL> 未连接\nSQL> ");
        assertThat(test.run("set autoreconn on", "select 1 a;")).contains("1          1\n");
    }

    @Test
    void one_may_log_out_and_in_again() throws SQLException {
        test.run("set timing off", "create table t(c1 int);", "insert into t values(1);");

        assertThat(test.run("disconn", "select 1;", "logout")).isEqualTo("SQL> SQL> 未连接\nSQL> 未连接\nSQL> ");
        assertThat(rows("T")).isEqualTo(1);
        assertThat(test.run("conn sa/@h:1", "select 5 a;"))
                .startsWith("SQL> 服务器[h:1]:处于普通打开状态\n登录使用时间 : 0.415(ms)\ndisql V8\n")
                .contains("1          5\n");
        assertThat(test.run("conn sa/wrong@h:1", "select 5 a;"))
                .contains("[-2501]:")
                .endsWith("未连接\nSQL> ");
        assertThat(test.run("login", "", "sa", "", "", "select 6 a;"))
                .startsWith("SQL> 服务名:用户名:密码:MPP类型:服务器[LOCALHOST:5236]")
                .contains("1          6\n");
        assertThat(test.run("conn", "conn a/b@c?d", "conn u@h")).contains("用法: CONN", "无效的登录串", "密码:");
    }

    @Test
    void a_slash_runs_the_last_statement_again() {
        test.run("set timing off");

        assertThat(test.run("/")).isEqualTo("SQL> 没有可执行的语句\nSQL> ");
        assertThat(test.run("select 1 a", "from dual;", "list", "append  where 1=2", "/"))
                .endsWith("SQL> 1   select 1 a\n2   from dual;\nSQL> 1   select 1 a\n2   from dual where 1=2;\n"
                        + "SQL> 未选定行\n\nSQL> ");
        assertThat(test.run("clear buffer", "list")).isEqualTo("SQL> SQL> 缓冲区为空\nSQL> ");
        assertThat(test.run("select 1;", "set cmd_exec off", "/")).endsWith("没有可执行的语句\nSQL> ");
    }

    @Test
    void an_unfinished_statement_is_not_run() {
        assertThat(test.run("select 1")).isEqualTo("SQL> 2   输入已结束，最后的语句没有结束符，未执行\nSQL> ");
    }

    @Test
    void desc_shows_columns_without_running_anything() {
        test.run("set timing off", "create table t(c1 int not null, c2 varchar(20));");

        assertThat(test.run("desc t")).isEqualTo("""
                        SQL>\s
                        行号       NAME TYPE$                 NULLABLE
                        ---------- ---- --------------------- --------
                        1          C1   INTEGER               N
                        2          C2   CHARACTER VARYING(20) Y

                        SQL>\s""");
        assertThat(test.run("desc nowhere")).startsWith("SQL> DESC nowhere;\n[42102]:");
        assertThat(test.run("desc")).contains("用法: DESC");
    }

    @Test
    void columns_can_be_formatted() {
        test.run("set timing off");

        assertThat(test.run("col a format a3 heading 'X Y'", "column", "select 'abcde' a;", "clear columns", "column"))
                .isEqualTo("""
                        SQL> SQL> COLUMN A ON FORMAT A3 HEADING 'X Y'
                        SQL>\s
                        行号       X Y
                        ---------- ---
                        1          abc
                                   de

                        SQL> SQL> SQL>\s""");
        assertThat(test.run("col a format 999")).contains("不支持: COLUMN FORMAT 999");
    }

    @Test
    void what_is_not_supported_says_so() {
        assertThat(test.run(
                        "edit", "print x", "variable x int", "set autotrace on", "set foo 1", "set timing", "show foo"))
                .isEqualTo("""
                        SQL> 不支持: EDIT
                        SQL> 不支持: PRINT
                        SQL> 不支持: VARIABLE
                        SQL> 不支持: SET AUTOTRACE
                        SQL> 未知的变量: FOO
                        SQL> 缺少 TIMING 的值
                        SQL> 未知的变量: FOO
                        SQL>\s""");
    }

    @Test
    void show_and_help_tell_what_there_is() {
        assertThat(test.run("show auto", "show sqlprompt"))
                .isEqualTo("SQL> AUTOCOMMIT OFF\nSQL> SQLPROMPT \"SQL> \"\nSQL> ");
        assertThat(test.run("show").lines()).hasSize(Setting.values().length + 1);
        assertThat(test.run("help")).contains("DESC[RIBE] name", "显示表或视图的列", "WHENEVER SQLERROR");
        assertThat(test.run("help conn")).contains("CONN[ECT] user").doesNotContain("DESC");
        assertThat(test.run("help nothing")).contains("没有此命令: nothing");
    }

    @Test
    void set_statements_of_sql_go_to_the_server() {
        assertThat(test.run("set schema public;", "set schema nowhere;"))
                .startsWith("SQL> 操作已执行\n")
                .contains("set schema nowhere;\n[90079]:");
    }

    @Test
    void host_runs_a_command_as_it_is() {
        assertThat(test.run("host echo &a && b", "host fail", "host"))
                .isEqualTo("SQL> SQL> 退出码: 3\nSQL> 用法: HOST 命令\nSQL> ");
        assertThat(test.shellCommands).containsExactly("echo &a && b", "fail");
    }

    @Test
    void prompts_and_texts_can_be_changed() {
        assertThat(test.run("set sqlprompt 'dcp> ' sql_lineshow off", "prompt a;b", "select", "1;"))
                .startsWith("SQL> dcp> a;b\ndcp>     \n行号");
    }

    @Test
    void lobs_are_cut_and_binaries_are_hexadecimal() {
        test.run("set timing off long 3 lineshow off");

        assertThat(test.run(
                        "select cast('abcdef' as clob) a, cast(X'01020304' as blob) b, X'0a' c, cast(null as clob) d;"))
                .contains("abc 0x010203 0x0A NULL\n");
    }

    @Test
    void a_statement_without_more_results_says_so() {
        assertThat(test.run("select 1;", "more", "mr")).endsWith("没有更多的结果集\nSQL> 没有更多的结果集\nSQL> ");
    }
}
