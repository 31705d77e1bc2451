package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.ini.MonitorGroup.Watcher;
import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorIniTest {
    /** Manual 6.2.8, its first form. */
    private static final String UDP = """
            MON_BRO_ADDR = 192.168.0.255
            MON_LOG_PATH = /dm/data/log
            MON_LOG_INTERVAL = 60    #单位 s
            MON_LOG_FILE_SIZE = 64    #单位 Mb
            MON_LOG_SPACE_LIMIT = 0    #单位 Mb, 0 表示无空间限制
            [GROUP_A]
            MON_UDP_PORT = 5243
            MON_INST_OGUID = 1000
            [GROUP_B]
            MON_UDP_PORT = 5244
            MON_INST_OGUID = 2000
            """;
    /** Its second form. */
    private static final String TCP = """
            MON_LOG_PATH = /dm/data/log
            [GROUP_A]
            MON_INST_OGUID = 1000
            MON_MDW_TCP_PORT = 5263    #TCP 连接端口
            MON_MDW_IP = 192.168.0.141 #主库所在机器 IP
            MON_MDW_IP = 192.168.0.142 #实时备库所在机器 IP
            """;

    private static final String NEWER = """
            MON_DW_CONFIRM = 1
            MON_LOG_INTERVAL = 0
            [GROUP_A]
            MON_INST_OGUID = 1000
            MON_DW_IP = 192.168.0.141:5263
            MON_DW_IP = 192.168.0.142:5263
            """;

    private final Path file;

    MonitorIniTest(@TempDir Path dir) {
        file = dir.resolve("mon.ini");
    }

    private MonitorIni older(String text) throws IOException {
        return DmMMonIni.read(Files.writeString(file, text));
    }

    private MonitorIni newer(String text) throws IOException {
        return DmMonitorIni.read(Files.writeString(file, text));
    }

    private void olderRefused(String text, String... problems) {
        assertThatThrownBy(() -> older(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + String.join("\n" + file, problems));
    }

    private void newerRefused(String text, String... problems) {
        assertThatThrownBy(() -> newer(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + String.join("\n" + file, problems));
    }

    @Test
    void the_manuals_udp_form_is_read() throws IOException {
        assertThat(older(UDP))
                .isEqualTo(new MonitorIni(
                        file,
                        Kind.UDP,
                        false,
                        "192.168.0.255",
                        List.of(
                                new MonitorGroup("GROUP_A", 8, 1000, 5243, List.of()),
                                new MonitorGroup("GROUP_B", 11, 2000, 5244, List.of())),
                        List.of()));
    }

    @Test
    void the_manuals_tcp_form_is_read() throws IOException {
        MonitorIni ini = older(TCP);

        assertThat(ini.kind()).isEqualTo(Kind.TCP);
        assertThat(ini.groups().get(0).watchers())
                .containsExactly(new Watcher(5, "192.168.0.141", 5263), new Watcher(6, "192.168.0.142", 5263));
        assertThat(ini.warnings()).isEmpty();
    }

    @Test
    void the_newer_form_is_read() throws IOException {
        MonitorIni ini = newer(NEWER);

        assertThat(ini.kind()).isEqualTo(Kind.MAL);
        assertThat(ini.confirm()).isTrue();
        assertThat(ini.groups().get(0).oguid()).isEqualTo(1000);
        assertThat(ini.groups().get(0).watchers())
                .containsExactly(new Watcher(5, "192.168.0.141", 5263), new Watcher(6, "192.168.0.142", 5263));
        assertThat(newer(NEWER.replace("MON_DW_CONFIRM = 1", "")).confirm()).isFalse();
    }

    @Test
    void a_watchers_address_stands_there_once() {
        olderRefused(
                TCP + "MON_MDW_IP = 192.168.0.141\nMON_MDW_IP = 192.168.0.142\n",
                ", line 7: MON_MDW_IP = 192.168.0.141: is set already in line 5",
                ", line 8: MON_MDW_IP = 192.168.0.142: is set already in line 6");
        newerRefused(
                NEWER + "MON_DW_IP = 192.168.0.142:5263\n",
                ", line 7: MON_DW_IP = 192.168.0.142:5263: is set already in line 6");
    }

    @Test
    void a_file_is_udp_or_tcp() {
        olderRefused(
                "MON_BRO_ADDR = 192.168.0.255\n" + TCP,
                ", line 3: [GROUP_A] MON_UDP_PORT: is missing beside MON_BRO_ADDR",
                ", line 5: MON_MDW_TCP_PORT = 5263: has no place beside MON_BRO_ADDR: UDP or TCP, not both",
                ", line 6: MON_MDW_IP = 192.168.0.141: has no place beside MON_BRO_ADDR: UDP or TCP, not both");
        olderRefused(
                "[GROUP_A]\nMON_UDP_PORT = 5243\nMON_INST_OGUID = 1000\n",
                ", line 1: [GROUP_A] MON_MDW_TCP_PORT: is missing; with UDP it would be MON_BRO_ADDR",
                ", line 1: [GROUP_A] MON_MDW_IP: is missing; with UDP it would be MON_BRO_ADDR",
                ", line 2: MON_UDP_PORT = 5243: has no place without MON_BRO_ADDR: UDP or TCP, not both");
    }

    @Test
    void groups_have_numbers_and_ports_of_their_own() {
        olderRefused(
                UDP.replace("2000", "1000").replace("5244", "5243"),
                ", line 10: MON_UDP_PORT = 5243: MON_UDP_PORT is used already in line 7",
                ", line 11: MON_INST_OGUID = 1000: MON_INST_OGUID is used already in line 8");
        olderRefused(
                TCP + "[group_a]\n[B]\nMON_INST_OGUID = 1000\nMON_MDW_TCP_PORT = 5263\nMON_MDW_IP = 192.168.0.141\n",
                ", line 7: [group_a]: is there already in line 2",
                ", line 9: MON_INST_OGUID = 1000: MON_INST_OGUID is used already in line 3",
                ", line 10: MON_MDW_TCP_PORT = 5263: MON_MDW_TCP_PORT is used already in line 4");
        newerRefused(
                NEWER + "[B]\nMON_INST_OGUID = 1000\nMON_DW_IP = 192.168.0.142:5264\n",
                ", line 8: MON_INST_OGUID = 1000: MON_INST_OGUID is used already in line 4");
    }

    @Test
    void every_setting_has_its_range_and_all_wrong_lines_are_told() {
        olderRefused(
                """
                MON_BRO_ADDR = 192.168.0
                MON_LOG_PATH =
                MON_LOG_INTERVAL = 4
                MON_LOG_FILE_SIZE = 15
                MON_LOG_SPACE_LIMIT = 255
                [A_GROUP_TOO_LONG_]
                MON_UDP_PORT = 80
                MON_INST_OGUID = x
                """,
                ", line 1: MON_BRO_ADDR = 192.168.0: must be an address like 192.168.0.1",
                ", line 2: MON_LOG_PATH = : must be 1 to 256 characters",
                ", line 3: MON_LOG_INTERVAL = 4: must be 0 or 1 or 5..3600",
                ", line 4: MON_LOG_FILE_SIZE = 15: must be 16..2048",
                ", line 5: MON_LOG_SPACE_LIMIT = 255: must be 0 or 256..4096",
                ", line 6: [A_GROUP_TOO_LONG_]: is longer than the 16 characters of a group's name",
                ", line 7: MON_UDP_PORT = 80: must be 1024..65534",
                ", line 8: MON_INST_OGUID = x: must be 0..2147483647");
        newerRefused(
                """
                MON_DW_CONFIRM = 2
                MON_LOG_INTERVAL = 3601
                MON_LOG_FILE_SIZE = 2049
                MON_LOG_SPACE_LIMIT = 4097
                MON_TAKEOVER_SHUTDOWN = 86401
                MON_MESSAGE_CHECK = 2
                [A]
                MON_DW_IP = 192.168.0.141
                MON_DW_IP = 192.168.0.142:80
                MON_DW_IP = host:5263
                MON_DW_IP = 192.168.0.142:5263
                [B]
                """,
                ", line 1: MON_DW_CONFIRM = 2: must be 0 or 1",
                ", line 2: MON_LOG_INTERVAL = 3601: must be 0 or 1 or 5..3600",
                ", line 3: MON_LOG_FILE_SIZE = 2049: must be 16..2048",
                ", line 4: MON_LOG_SPACE_LIMIT = 4097: must be 0 or 256..4096",
                ", line 5: MON_TAKEOVER_SHUTDOWN = 86401: must be 0..86400",
                ", line 6: MON_MESSAGE_CHECK = 2: must be 0 or 1",
                ", line 7: [A] MON_INST_OGUID: is missing; must be 0..2147483647",
                ", line 8: MON_DW_IP = 192.168.0.141: must be an address like 192.168.0.1:5236",
                ", line 9: MON_DW_IP = 192.168.0.142:80: must be an address like 192.168.0.1:5236",
                ", line 10: MON_DW_IP = host:5263: must be an address like 192.168.0.1:5236",
                ", line 12: [B] MON_INST_OGUID: is missing; must be 0..2147483647",
                ", line 12: [B] MON_DW_IP: is missing; must be an address like 192.168.0.1:5236");
    }
}
