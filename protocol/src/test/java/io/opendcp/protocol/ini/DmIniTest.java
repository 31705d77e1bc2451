package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmIniTest {
    private static final String DCP =
            "INSTANCE_NAME = DCP\nPORT_NUM = 5238\nENABLE_DCP_MODE = 1\nDCP_PORT_NUM = 5239\n";

    private final Path file;

    DmIniTest(@TempDir Path dir) {
        file = dir.resolve("dm.ini");
    }

    private DmIni dcp(String text) throws IOException {
        return DmIni.readDcp(Files.writeString(file, text));
    }

    private void refused(String text, String... problems) {
        assertThatThrownBy(() -> dcp(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + String.join("\n" + file, problems));
    }

    @Test
    void the_manuals_dm_ini_of_ep01_is_read() throws IOException {
        DmIni ini = DmIni.read(Files.writeString(file, """
                INSTANCE_NAME = EP01
                PORT_NUM      = 5236
                MAL_INI       = 1
                MPP_INI       = 1
                """));

        assertThat(ini.instanceName()).isEqualTo("EP01");
        assertThat(ini.portNum()).isEqualTo(5236);
        assertThat(ini.malIni()).isTrue();
        assertThat(ini.mppIni()).isTrue();
        assertThat(ini.enableDcpMode()).isFalse();
        assertThat(ini.warnings()).isEmpty();
    }

    @Test
    void the_manuals_dm_ini_of_a_primary_is_read_with_its_misprint() throws IOException {
        DmIni ini = DmIni.read(Files.writeString(file, """
                INSTANCE_NAME      = EP01
                PORT_NUM           = 5236
                DW_UDP_PORT        = 5243
                INST_UDP_PORT      = 5253
                MAIL_INI           = 1
                ARCH_INI           = 1
                MPP_INI            = 1
                """));

        assertThat(ini.malIni()).isTrue();
        assertThat(ini.watched()).isEqualTo(new DmIni.Watched(true, 5243, 5253));
        assertThat(ini.warnings())
                .extracting(IniProblem::toString)
                .containsExactly(file + ", line 5: MAIL_INI = 1: is not a known name; taken for MAL_INI");
    }

    @Test
    void the_settings_of_data_watch_have_their_ranges() throws IOException {
        DmIni ini = DmIni.read(Files.writeString(file, """
                INSTANCE_NAME = EP11
                DW_PORT = 65534
                DW_INACTIVE_INTERVAL = 0
                ALTER_MODE_STATUS = 2
                ENABLE_OFFLINE_TS = 0
                SESS_FREE_IN_SUSPEND = 1800
                """));
        assertThat(ini.watched()).isEqualTo(new DmIni.Watched(false, 0, 0));
        assertThat(ini.warnings()).isEmpty();

        refused(
                DCP + """
                DW_PORT = 65535
                DW_UDP_PORT = 1023
                INST_UDP_PORT = -1
                ARCH_INI = 2
                DW_INACTIVE_INTERVAL = 1801
                ALTER_MODE_STATUS = 3
                ENABLE_OFFLINE_TS = x
                SESS_FREE_IN_SUSPEND = 1801
                """,
                ", line 5: DW_PORT = 65535: must be 0 or 1024..65534",
                ", line 6: DW_UDP_PORT = 1023: must be 0 or 1024..65534",
                ", line 7: INST_UDP_PORT = -1: must be 0 or 1024..65534",
                ", line 8: ARCH_INI = 2: must be 0 or 1",
                ", line 9: DW_INACTIVE_INTERVAL = 1801: must be 0..1800",
                ", line 10: ALTER_MODE_STATUS = 3: must be 0..2",
                ", line 11: ENABLE_OFFLINE_TS = x: must be 0..2",
                ", line 12: SESS_FREE_IN_SUSPEND = 1801: must be 0..1800");
    }

    @Test
    void what_a_dcp_does_not_set_has_its_default() throws IOException {
        DmIni ini = dcp(DCP);

        assertThat(ini.dcp())
                .isEqualTo(new DmIni.Dcp(
                        5239,
                        1000,
                        0,
                        0,
                        Duration.ofMinutes(30),
                        Duration.ofHours(4),
                        Duration.ofSeconds(10),
                        64,
                        Duration.ofSeconds(256),
                        Duration.ofSeconds(15),
                        Duration.ofMillis(100),
                        10_000,
                        false,
                        false,
                        false,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        10_000,
                        64L << 20,
                        new DmIni.Limits(
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                0,
                                Duration.ofMinutes(5),
                                0,
                                256 << 10,
                                32L << 20),
                        new DmIni.Tls(false, "server.crt", "server.key", ""),
                        List.of()));
    }

    @Test
    void every_setting_of_a_dcp_can_be_set_in_any_case() throws IOException {
        DmIni ini = dcp(DCP + """
                dcp_conn_pool_size = 7
                DCP_PEERS = dcp2:5236 , [::1]:5237
                DCP_POOL_USER_LIMIT = 5
                DCP_POOL_EP_LIMIT = 6
                DCP_POOL_IDLE_TIME = 21
                DCP_POOL_LIFE_TIME = 22
                Dcp_Pool_Wait = 250
                DCP_POOL_STATEMENTS = 23
                DCP_REFRESH_PERIOD = 2
                DCP_LOGIN_TIMEOUT = 3
                DCP_LOGIN_DELAY = 18
                DCP_MAX_SESSIONS = 4
                DCP_MANUAL_MODE = 1
                DCP_MPP_FLAG = 1
                DCP_STAY_ON_EP = 1
                DCP_PROBE_PERIOD = 8
                DCP_SWITCH_WAIT = 9
                DCP_SWITCH_SESSIONS = 11
                DCP_SWITCH_MEMORY = 12
                DCP_IDLE_IN_TRX_TIMEOUT = 13
                DCP_IDLE_TIMEOUT = 14
                DCP_STATEMENT_TIMEOUT = 15
                DCP_COMMIT_TIMEOUT = 24
                DCP_MAX_STATEMENT = 16
                DCP_RESULT_HOLD_TIME = 17
                DCP_RESULT_HOLD_MOST = 18
                DCP_RESULT_READ_AHEAD = 33
                DCP_RESULT_MEMORY = 34
                DCP_TLS = 1
                DCP_TLS_CERT = a.pem
                DCP_TLS_KEY = b.pem
                DCP_TLS_CA = c.pem
                """);

        assertThat(ini.dcp())
                .isEqualTo(new DmIni.Dcp(
                        5239,
                        7,
                        5,
                        6,
                        Duration.ofSeconds(21),
                        Duration.ofSeconds(22),
                        Duration.ofMillis(250),
                        23,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(18),
                        4,
                        true,
                        true,
                        true,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(9),
                        11,
                        12L << 20,
                        new DmIni.Limits(
                                Duration.ofSeconds(13),
                                Duration.ofSeconds(14),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(24),
                                16 << 10,
                                Duration.ofSeconds(17),
                                18,
                                33 << 10,
                                34L << 20),
                        new DmIni.Tls(true, "a.pem", "b.pem", "c.pem"),
                        List.of("dcp2:5236", "[::1]:5237")));
    }

    @Test
    void a_server_is_no_dcp_unless_told_so() {
        refused("INSTANCE_NAME = DCP\n", ": ENABLE_DCP_MODE = 0: must be 1 for the server to run as a DCP");
        refused(
                DCP.replace("ENABLE_DCP_MODE = 1", "ENABLE_DCP_MODE = 0"),
                ", line 3: ENABLE_DCP_MODE = 0: must be 1 for the server to run as a DCP");
    }

    @Test
    void the_two_ports_differ() {
        refused(DCP.replace("5239", "5238"), ", line 4: DCP_PORT_NUM = 5238: must differ from PORT_NUM");
        refused(
                "INSTANCE_NAME = DCP\nENABLE_DCP_MODE = 1\nPORT_NUM = 5237\n",
                ": DCP_PORT_NUM = 5237: must differ from PORT_NUM");
    }

    @Test
    void everything_wrong_is_told_at_once() {
        refused(
                """
                PORT_NUM = 80
                ENABLE_DCP_MODE = 1
                DCP_PORT_NUM = 65535
                DCP_CONN_POOL_SIZE = 0
                DCP_POOL_WAIT = soon
                DCP_MANUAL_MODE =
                dcp_manual_mode = 1
                [EXTRA]
                """,
                ": INSTANCE_NAME: is missing; must be 1 to 16 characters",
                ", line 1: PORT_NUM = 80: must be 1024..65534",
                ", line 3: DCP_PORT_NUM = 65535: must be 1024..65534",
                ", line 4: DCP_CONN_POOL_SIZE = 0: must be 1..10000",
                ", line 5: DCP_POOL_WAIT = soon: must be 0..3600000",
                ", line 6: DCP_MANUAL_MODE = : must be 0 or 1",
                ", line 7: dcp_manual_mode = 1: is set already in line 6",
                ", line 8: [EXTRA]: dm.ini has no sections");
    }

    @Test
    void problems_are_told_in_chinese_too() {
        assertThatThrownBy(() -> dcp(DCP.replace("5238", "99999999999999999999")))
                .isInstanceOfSatisfying(
                        IniException.class,
                        e -> assertThat(e.message(Language.CHINESE))
                                .isEqualTo(file + " 第2行: PORT_NUM = 99999999999999999999: 取值范围为 1024..65534"));
    }

    @Test
    void misprints_of_the_manual_are_accepted_with_a_warning() throws IOException {
        DmIni ini = dcp(DCP.replace("ENABLE_DCP_MODE", "DCP_MODE") + "MAIL_INI = 1\n");

        assertThat(ini.malIni()).isTrue();
        assertThat(ini.enableDcpMode()).isTrue();
        assertThat(ini.warnings())
                .extracting(IniProblem::toString)
                .containsExactly(
                        file + ", line 3: DCP_MODE = 1: is not a known name; taken for ENABLE_DCP_MODE",
                        file + ", line 5: MAIL_INI = 1: is not a known name; taken for MAL_INI");
    }

    @Test
    void settings_without_a_meaning_here_are_told_in_one_line() throws IOException {
        DmIni ini = dcp(DCP + "CTL_PATH = /dm/dm.ctl\nBUFFER = 100\n");

        assertThat(ini.warnings())
                .extracting(IniProblem::toString)
                .containsExactly(file + ", line 5: unknown settings, ignored: CTL_PATH (5), BUFFER (6)");
    }
}
