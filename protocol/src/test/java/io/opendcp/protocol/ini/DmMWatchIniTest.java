package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmMWatchIniTest {
    /** Manual 6.2.3.3, its first form. */
    private static final String UDP = """
            [GROUP_A]
            MDW_BRO_ADDR       = 192.168.0.255
            MDW_UDP_PORT       = 5243
            MDW_INST_ERROR_TIME = 5
            MDW_FAR_ERROR_TIME = 5
            INST_OGUID         = 1000
            INST_NAME          = EP01
            INST_UDP_PORT      = 5253
            INST_STARTUP_CMD   = /dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini
            INST_STARTUP_MODE   = 1
            INST_AUTO_RESTART   = 0

            [GROUP_B]
            MDW_BRO_ADDR          = 192.168.0.255
            MDW_UDP_PORT          = 5244
            INST_OGUID             = 2000
            INST_NAME              = EP22
            INST_UDP_PORT          = 5254
            """;
    /** Its second form. */
    private static final String TCP = """
            [GROUP_A]
            MDW_TCP_PORT          = 5263
            MDW_MAL_INI           = /dm/data/EP01/DAMENG/dmmal.ini
            MDW_ARCH_INI          = /dm/data/EP01/DAMENG/dmarch.ini
            MDW_ARCH_TYPE         = MARCH
            MDW_UDP_PORT          = 5243
            MDW_INST_ERROR_TIME    = 5
            MDW_FAR_ERROR_TIME     = 0
            INST_OGUID             = 1000
            INST_NAME              = EP01
            INST_UDP_PORT          = 5253
            INST_STARTUP_MODE       = 1          #0: 服务方式启动; 1: 控制台方式启动
            """;

    private final Path file;

    DmMWatchIniTest(@TempDir Path dir) {
        file = dir.resolve("dmmwatch.ini");
    }

    private WatchIni read(String text) throws IOException {
        return DmMWatchIni.read(Files.writeString(file, text));
    }

    private void refused(String text, String... problems) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + String.join("\n" + file, problems));
    }

    @Test
    void the_manuals_udp_form_is_read() throws IOException {
        WatchIni ini = read(UDP);

        assertThat(ini.warnings()).isEmpty();
        assertThat(ini.kind()).isEqualTo(Kind.UDP);
        assertThat(ini.groups()).extracting(WatchGroup::name).containsExactly("GROUP_A", "GROUP_B");
        WatchGroup first = ini.groups().get(0);
        assertThat(first.oguid()).isEqualTo(1000);
        assertThat(first.instanceName()).isEqualTo("EP01");
        assertThat(first.global()).isTrue();
        assertThat(first.mode()).isEqualTo(WatchGroup.Mode.MANUAL);
        assertThat(first.instErrorTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(first.dwErrorTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(first.autoRestart()).isFalse();
        assertThat(first.startupCommand()).isEqualTo("/dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini");
        assertThat(first.transport()).isEqualTo(new WatchTransport(Kind.UDP, "192.168.0.255", 5243, 5243, 5253));
        assertThat(first.line(DmMWatchIni.INST_NAME)).isEqualTo(7);
    }

    @Test
    void what_is_not_set_has_the_newer_watchers_default() throws IOException {
        WatchGroup second = read(UDP).groups().get(1);

        assertThat(second.instErrorTime()).isEqualTo(Duration.ofSeconds(15));
        assertThat(second.dwErrorTime()).isEqualTo(Duration.ofSeconds(15));
        assertThat(second.recoverTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(second.startupCommand()).isEmpty();
        assertThat(second.line(DmMWatchIni.MDW_FAR_ERROR_TIME)).isEqualTo(13);
    }

    @Test
    void the_manuals_tcp_form_is_read_and_its_far_error_time_told() throws IOException {
        WatchIni ini = read(TCP);

        assertThat(ini.kind()).isEqualTo(Kind.TCP);
        assertThat(ini.groups().get(0).transport()).isEqualTo(new WatchTransport(Kind.TCP, "", 5263, 5243, 5253));
        assertThat(ini.groups().get(0).dwErrorTime()).isZero();
        assertThat(ini.warnings())
                .extracting(IniProblem::toString)
                .containsExactly(file + ", line 8: MDW_FAR_ERROR_TIME = 0: means that only a broken connection tells of"
                        + " another watcher's failure");
    }

    @Test
    void with_udp_silence_is_all_there_is_to_notice() {
        refused(
                UDP.replace("MDW_FAR_ERROR_TIME = 5", "MDW_FAR_ERROR_TIME = 0"),
                ", line 5: MDW_FAR_ERROR_TIME = 0: must be 3..32767 with UDP");
    }

    @Test
    void a_file_is_udp_or_tcp() {
        refused(
                UDP.replace("[GROUP_A]", "[GROUP_A]\nMDW_TCP_PORT = 5263"),
                ", line 1: [GROUP_A] MDW_MAL_INI: is missing beside MDW_TCP_PORT",
                ", line 1: [GROUP_A] MDW_ARCH_INI: is missing beside MDW_TCP_PORT",
                ", line 1: [GROUP_A] MDW_ARCH_TYPE: is missing beside MDW_TCP_PORT",
                ", line 3: MDW_BRO_ADDR = 192.168.0.255: has no place beside MDW_TCP_PORT: UDP or TCP, not both",
                ", line 16: MDW_UDP_PORT = 5244: differs from [GROUP_A]: all groups of a file are UDP, or all are TCP");
        refused(
                TCP.replace("MDW_TCP_PORT          = 5263", "").replace("= 0", "= 3"),
                ", line 1: [GROUP_A] MDW_BRO_ADDR: is missing; with TCP it would be MDW_TCP_PORT",
                ", line 3: MDW_MAL_INI = /dm/data/EP01/DAMENG/dmmal.ini: has no place without MDW_TCP_PORT",
                ", line 4: MDW_ARCH_INI = /dm/data/EP01/DAMENG/dmarch.ini: has no place without MDW_TCP_PORT",
                ", line 5: MDW_ARCH_TYPE = MARCH: has no place without MDW_TCP_PORT");
    }

    @Test
    void groups_have_numbers_instances_and_ports_of_their_own() {
        refused(
                UDP.replace("2000", "1000")
                        .replace("EP22", "ep01")
                        .replace("5244", "5253")
                        .replace("5254", "5243"),
                ", line 15: MDW_UDP_PORT = 5253: UDP port is used already in line 8",
                ", line 16: INST_OGUID = 1000: INST_OGUID is used already in line 6",
                ", line 17: INST_NAME = ep01: INST_NAME is used already in line 7",
                ", line 18: INST_UDP_PORT = 5243: UDP port is used already in line 3");
    }

    @Test
    void every_setting_has_its_range_and_all_wrong_lines_are_told() {
        refused(
                """
                STRAY = 1
                [A_GROUP_TOO_LONG_]
                MDW_BRO_ADDR = 192.168.0.256
                MDW_UDP_PORT = 1023
                MDW_INST_ERROR_TIME = 2
                MDW_FAR_ERROR_TIME = 32768
                INST_OGUID = 2147483648
                INST_NAME = EP01_WITH_TOO_LONG
                INST_UDP_PORT = 65535
                INST_STARTUP_MODE = 2
                INST_AUTO_RESTART = 1
                nonsense
                [B]
                MDW_TCP_PORT = 80
                MDW_ARCH_TYPE = LOCAL
                MDW_MAL_INI =
                MDW_ARCH_INI = a
                """,
                ", line 1: unknown settings, ignored: STRAY (1)",
                ", line 2: [A_GROUP_TOO_LONG_]: is longer than the 16 characters of a group's name",
                ", line 2: [A_GROUP_TOO_LONG_] INST_STARTUP_CMD: is missing beside INST_AUTO_RESTART = 1",
                ", line 3: MDW_BRO_ADDR = 192.168.0.256: must be an address like 192.168.0.1",
                ", line 4: MDW_UDP_PORT = 1023: must be 1024..65534",
                ", line 5: MDW_INST_ERROR_TIME = 2: must be 3..32767",
                ", line 6: MDW_FAR_ERROR_TIME = 32768: must be 0 or 3..32767",
                ", line 7: INST_OGUID = 2147483648: must be 0..2147483647",
                ", line 8: INST_NAME = EP01_WITH_TOO_LONG: must be 1 to 16 characters",
                ", line 9: INST_UDP_PORT = 65535: must be 1024..65534",
                ", line 10: INST_STARTUP_MODE = 2: must be 0 or 1",
                ", line 12: nonsense: is neither KEY = VALUE nor [NAME]",
                ", line 13: [B] MDW_UDP_PORT: is missing; must be 1024..65534",
                ", line 13: [B] INST_OGUID: is missing; must be 0..2147483647",
                ", line 13: [B] INST_NAME: is missing; must be 1 to 16 characters",
                ", line 13: [B] INST_UDP_PORT: is missing; must be 1024..65534",
                ", line 13: MDW_TCP_PORT = 0: differs from [A_GROUP_TOO_LONG_]: all groups of a file are UDP, or all are TCP",
                ", line 14: MDW_TCP_PORT = 80: must be 1024..65534",
                ", line 15: MDW_ARCH_TYPE = LOCAL: must be MARCH, REALTIME",
                ", line 16: MDW_MAL_INI = : must be 1 to 256 characters");
    }

    @Test
    void problems_are_told_in_chinese_too() {
        assertThatThrownBy(() -> read(UDP.replace("192.168.0.255", "all")))
                .isInstanceOfSatisfying(
                        IniException.class,
                        e -> assertThat(e.message(Language.CHINESE))
                                .isEqualTo(file + " 第2行: MDW_BRO_ADDR = all: 取值范围为 地址，如 192.168.0.1\n" + file
                                        + " 第14行: MDW_BRO_ADDR = all: 取值范围为 地址，如 192.168.0.1"));
    }
}
