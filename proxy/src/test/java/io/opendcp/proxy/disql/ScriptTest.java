package io.opendcp.proxy.disql;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    private final Path dir;
    private ConsoleUnderTest test;

    ScriptTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @BeforeEach
    void logIn(TestInfo info) {
        String name = info.getTestMethod().orElseThrow().getName();
        test = ConsoleUnderTest.loggedIn(name, Language.ENGLISH);
        test.run("set timing off");
    }

    private Path script(String name, String... lines) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, List.of(lines));
    }

    @Test
    void a_script_is_echoed_and_committed_behind() throws IOException, SQLException {
        Path file = script("a.sql", "create table t(c1 int);", "insert into t", "values(&1);", "prompt &2");

        assertThat(test.run("set verify off", "start " + file + " 7 'two words'", "prompt &1", "one"))
                .isEqualTo("""
                        SQL> SQL> SQL> create table t(c1 int);
                        executed successfully
                        SQL> insert into t
                        2   values(&1);
                        affect rows 1
                        SQL> prompt &2
                        two words
                        SQL> Enter value for 1:one
                        SQL>\s""");
        try (Connection outside = test.outside();
                ResultSet rows = outside.createStatement().executeQuery("SELECT C1 FROM T")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void scripts_call_each_other_beside_themselves_and_from_here() throws IOException {
        script("sub/b.sql", "prompt in b &1");
        Path file = script("sub/a.sql", "@@b.sql x", "prompt back &1", "@" + dir.resolve("sub/b.sql") + " y");

        assertThat(test.run("set echo off", "`" + file + " z")).isEqualTo("SQL> SQL> in b x\nback z\nin b y\nSQL> ");
    }

    @Test
    void scripts_that_call_themselves_end() throws IOException {
        Path file = script("a.sql", "@@a.sql");

        assertThat(test.run("set echo off", "@" + file))
                .contains("more than 20 scripts call each other")
                .hasSizeLessThan(200);
    }

    @Test
    void a_script_may_leave_the_console() throws IOException {
        Path inner = script("inner.sql", "exit 5", "prompt not reached");
        Path file = script("a.sql", "@" + inner, "prompt not reached");

        assertThat(test.run("set echo off", "@" + file, "prompt not reached")).isEqualTo("SQL> SQL> ");
        assertThat(test.console.finish()).isEqualTo(5);
    }

    @Test
    void what_cannot_be_read_is_named() {
        assertThat(test.run("@nowhere.sql", "start", "@" + dir))
                .isEqualTo("SQL> cannot read the script: nowhere.sql\nSQL> a script's name is missing\n"
                        + "SQL> cannot read the script: " + dir + "\nSQL> ");
    }

    @Test
    void scripts_are_read_as_utf_8_or_else_as_gb18030() throws IOException {
        Path utf8 = dir.resolve("utf8.sql");
        Files.writeString(utf8, "\ufeffprompt 达梦\n");
        Path gbk = dir.resolve("gbk.sql");
        Files.writeString(gbk, "prompt 数据库\n", Charset.forName("GB18030"));

        assertThat(test.run("set echo off", "@" + utf8, "@" + gbk)).isEqualTo("SQL> SQL> 达梦\nSQL> 数据库\nSQL> ");
    }

    @Test
    void an_interrupt_ends_the_scripts() throws IOException {
        Path file = script("a.sql", "host break", "prompt not reached");
        test.onShell = test.console::interrupt;

        assertThat(test.run("set echo off", "@" + file, "prompt reached"))
                .isEqualTo("SQL> SQL> the script is interrupted\nSQL> reached\nSQL> ");
    }

    @Test
    void what_is_shown_is_copied_to_the_spool_file() throws IOException {
        Path file = dir.resolve("out.txt");

        test.run("spool '" + file + "'", "select 1 a;", "spool off", "prompt not in it");
        assertThat(Files.readString(file).replace("\r", "")).isEqualTo("""
                        SQL> select 1 a;

                        LINEID     A
                        ---------- -----------
                        1          1

                        SQL> spool off
                        """);

        assertThat(test.run("spool " + file + " create")).contains("cannot write the file");
        test.run("spool " + file + " append", "prompt more", "spool off");
        assertThat(Files.readString(file)).contains("SQL> spool off", "more");
        test.run("spool " + file, "set console_print off", "prompt only here");
        assertThat(test.shown()).isEmpty();
        assertThat(test.run("spool", "spool off")).isEqualTo("SQL> SQL> SQL> ");
        assertThat(Files.readString(file)).contains("only here", "SPOOL ON").doesNotContain("more");
    }

    @Test
    void the_statements_of_one_line_need_no_last_semicolon() {
        test.console.takeAll(OneLine.entries("select 'a;b' a; select 2"));
        assertThat(test.shown()).contains("1          a;b\n", "1          2\n");

        assertThat(OneLine.entries("begin null; end;")).hasSize(1);
        assertThat(OneLine.entries(" ; ")).isEmpty();
    }
}
