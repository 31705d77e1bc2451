package io.opendcp.proxy.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.proxy.account.Account;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitToolTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path data;
    private final Path ini;
    private final Path account;

    InitToolTest(@TempDir Path dir) {
        data = dir.resolve("data");
        ini = data.resolve("DAMENG/dm.ini");
        account = data.resolve("DAMENG/initial-account");
    }

    private int run(String... args) {
        return run(Language.ENGLISH, args);
    }

    private int run(Language language, String... args) {
        InitTool tool = new InitTool(language, new SplittableRandom(1), Account.MIN_ITERATIONS);
        return tool.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void the_manuals_arguments_make_a_dm_ini_that_a_dcp_starts_from() {
        assertThat(run("path=" + data, "instance_name=DCP", "DCP_MODE=1", "DCP_PORT_NUM=5239", "PORT_NUM=5238"))
                .isZero();

        DmIni read = DmIni.readDcp(ini);
        assertThat(read.instanceName()).isEqualTo("DCP");
        assertThat(read.portNum()).isEqualTo(5238);
        assertThat(read.dcp().portNum()).isEqualTo(5239);
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void without_a_password_one_is_made_and_shown_once() throws IOException {
        run("path=" + data, "DCP_MODE=1");

        Matcher shown = Pattern.compile("password of SYSDBA \\(shown this once\\): (\\w{16})\\R")
                .matcher(out.toString());
        assertThat(shown.find()).isTrue();
        assertThat(Account.read(account).verify(shown.group(1))).isTrue();
        assertThat(Files.readString(account)).doesNotContain(shown.group(1));
    }

    @Test
    void a_given_password_is_never_shown() throws IOException {
        run("path=" + data, "DCP_MODE=1", "SYSDBA_PWD=SYSDBA");

        assertThat(Account.read(account).user()).isEqualTo("SYSDBA");
        assertThat(Account.read(account).verify("SYSDBA")).isTrue();
        assertThat(out.toString()).isEqualTo("created %s%nstart it: dcp server %s%n".formatted(ini, ini));
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        run("path=" + data, "DCP_MODE=1", "SYSDBA_PWD=one");
        String before = Files.readString(account);

        assertThat(run("path=" + data, "DCP_MODE=1", "SYSDBA_PWD=two")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("is there already, and not overwritten: %s%n".formatted(ini));

        Files.delete(ini);
        assertThat(run("path=" + data, "DCP_MODE=1", "SYSDBA_PWD=two")).isEqualTo(1);
        assertThat(Files.readString(account)).isEqualTo(before);
        assertThat(ini).doesNotExist();
    }

    @Test
    void every_bad_argument_is_named() {
        int code = run(
                "instance_name=",
                "DCP_MODE=2",
                "DCP_PORT_NUM=80",
                "PORT_NUM=5238",
                "port_num=5238",
                "EXTENT_SIZE=16",
                "help",
                "DB_NAME=../x",
                "SYSDBA_PWD=" + "x".repeat(49));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "INSTANCE_NAME=: must be 1 to 16 characters",
                        "DCP_MODE=2: must be 0 or 1",
                        "DCP_PORT_NUM=80: must be 1024..65534",
                        "PORT_NUM: is given twice",
                        "unknown argument: EXTENT_SIZE",
                        "unknown argument: HELP",
                        "SYSDBA_PWD: must be 1 to 48 characters",
                        "PATH is missing",
                        "DCP_MODE must be 1: only a DCP can be prepared",
                        "DB_NAME cannot be a path",
                        "usage: dcp init PATH=dir DCP_MODE=1 [INSTANCE_NAME=DMSERVER] [PORT_NUM=5236] [DCP_PORT_NUM=5237]"
                                + " [DB_NAME=DAMENG] [SYSDBA_PWD=...]");
        assertThat(data).doesNotExist();
    }

    @Test
    void equal_ports_are_refused_in_chinese_too() {
        assertThat(run(Language.CHINESE, "path=" + data, "DCP_MODE=1", "DCP_PORT_NUM=5236"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("DCP_PORT_NUM 不能与 PORT_NUM 相同");
    }

    @Test
    void an_instance_name_must_survive_the_ini_file() {
        assertThat(run("path=" + data, "DCP_MODE=1", "INSTANCE_NAME=A#B")).isEqualTo(2);
        assertThat(run("path=" + data, "DCP_MODE=1", "INSTANCE_NAME=A\nB")).isEqualTo(2);
        assertThat(err.toString()).contains("INSTANCE_NAME cannot contain # or control characters");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Files.writeString(data, "a file, not a folder");

        assertThat(run("path=" + data, "DCP_MODE=1")).isEqualTo(1);
        assertThat(err.toString()).startsWith("cannot write: ").contains(data.toString());
    }
}
