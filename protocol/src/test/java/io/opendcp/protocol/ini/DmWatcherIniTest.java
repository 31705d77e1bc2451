package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmWatcherIniTest {
    private static final String TWO = """
            [GROUP_A]
            DW_TYPE           = GLOBAL
            DW_MODE           = AUTO
            DW_ERROR_TIME     = 10
            INST_RECOVER_TIME = 61
            INST_ERROR_TIME   = 11
            INST_OGUID        = 1000
            INST_INI          = /dm/data/EP01/DAMENG/dm.ini
            INST_AUTO_RESTART = 1
            INST_STARTUP_CMD  = /dm/bin/dmserver

            [GROUP_B]
            INST_OGUID        = 2000
            INST_INI          = /dm/data/EP22/DAMENG/dm.ini
            """;

    private final Path file;

    DmWatcherIniTest(@TempDir Path dir) {
        file = dir.resolve("dmwatcher.ini");
    }

    private WatchIni read(String text) throws IOException {
        return DmWatcherIni.read(Files.writeString(file, text));
    }

    private void refused(String text, String... problems) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + String.join("\n" + file, problems));
    }

    @Test
    void both_groups_are_read_into_the_older_watchers_words() throws IOException {
        WatchIni ini = read(TWO);

        assertThat(ini.warnings()).isEmpty();
        assertThat(ini.kind()).isEqualTo(Kind.MAL);
        WatchGroup first = ini.groups().get(0);
        assertThat(first.oguid()).isEqualTo(1000);
        assertThat(first.instanceName()).isEmpty();
        assertThat(first.instIni()).isEqualTo("/dm/data/EP01/DAMENG/dm.ini");
        assertThat(first.global()).isTrue();
        assertThat(first.mode()).isEqualTo(WatchGroup.Mode.AUTO);
        assertThat(first.dwErrorTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(first.instErrorTime()).isEqualTo(Duration.ofSeconds(11));
        assertThat(first.recoverTime()).isEqualTo(Duration.ofSeconds(61));
        assertThat(first.autoRestart()).isTrue();
        assertThat(first.startupCommand()).isEqualTo("/dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini");
        assertThat(first.transport()).isEqualTo(new WatchTransport(Kind.MAL, "", 0, 0, 0));
    }

    @Test
    void what_is_not_set_has_its_default() throws IOException {
        WatchGroup second = read(TWO).groups().get(1);

        assertThat(second.global()).isFalse();
        assertThat(second.mode()).isEqualTo(WatchGroup.Mode.MANUAL);
        assertThat(second.dwErrorTime()).isEqualTo(Duration.ofSeconds(15));
        assertThat(second.instErrorTime()).isEqualTo(Duration.ofSeconds(15));
        assertThat(second.recoverTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(second.autoRestart()).isFalse();
        assertThat(second.startupCommand()).isEmpty();
    }

    @Test
    void the_older_generations_startup_command_is_taken_with_a_warning() throws IOException {
        WatchIni ini = read(TWO.replace("/dm/bin/dmserver", "/dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini"));

        assertThat(ini.groups().get(0).startupCommand()).isEqualTo("/dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini");
        assertThat(ini.warnings())
                .extracting(IniProblem::toString)
                .containsExactly(file + ", line 10: INST_STARTUP_CMD = /dm/bin/dmserver /dm/data/EP01/DAMENG/dm.ini:"
                        + " should leave out dm.ini's path: the watcher appends it");
        refused(
                TWO.replace("/dm/bin/dmserver", "/dm bin/dmserver"),
                ", line 10: INST_STARTUP_CMD = /dm bin/dmserver: must have no blanks");
    }

    @Test
    void groups_have_numbers_and_instances_of_their_own() {
        refused(
                TWO.replace("2000", "1000").replace("EP22", "EP01").replace("[GROUP_B]", "[group_b]\n[GROUP_A]"),
                ", line 12: [group_b] INST_OGUID: is missing; must be 0..2147483647",
                ", line 12: [group_b] INST_INI: is missing; must be 1 to 256 characters",
                ", line 13: [GROUP_A]: is there already in line 1");
        refused(
                TWO.replace("2000", "1000").replace("EP22", "EP01"),
                ", line 13: INST_OGUID = 1000: INST_OGUID is used already in line 7",
                ", line 14: INST_INI = /dm/data/EP01/DAMENG/dm.ini: INST_INI is used already in line 8");
    }

    @Test
    void every_setting_has_its_range_and_all_wrong_lines_are_told() {
        refused(
                """
                [A]
                DW_TYPE = WORLD
                DW_MODE = SOMETIMES
                DW_ERROR_TIME = 2
                INST_ERROR_TIME = 32768
                INST_RECOVER_TIME = 86401
                INST_OGUID = -1
                INST_INI =
                INST_AUTO_RESTART = 1
                INST_SERVICE_IP_CHECK = 2
                RLOG_SEND_THRESHOLD = 86401
                RLOG_APPLY_THRESHOLD = 600001
                DW_RECONNECT = 3
                DW_FAILOVER_FORCE = 2
                DW_SUSPEND_CHECK = 2
                INST_RESTART_CNT = 1025
                DW_MODE = AUTO
                """,
                ", line 1: [A] INST_STARTUP_CMD: is missing beside INST_AUTO_RESTART = 1",
                ", line 2: DW_TYPE = WORLD: must be LOCAL, GLOBAL",
                ", line 3: DW_MODE = SOMETIMES: must be MANUAL, AUTO",
                ", line 4: DW_ERROR_TIME = 2: must be 3..32767",
                ", line 5: INST_ERROR_TIME = 32768: must be 3..32767",
                ", line 6: INST_RECOVER_TIME = 86401: must be 3..86400",
                ", line 7: INST_OGUID = -1: must be 0..2147483647",
                ", line 8: INST_INI = : must be 1 to 256 characters",
                ", line 10: INST_SERVICE_IP_CHECK = 2: must be 0 or 1",
                ", line 11: RLOG_SEND_THRESHOLD = 86401: must be 0..86400",
                ", line 12: RLOG_APPLY_THRESHOLD = 600001: must be 0..600000",
                ", line 13: DW_RECONNECT = 3: must be 0..2",
                ", line 14: DW_FAILOVER_FORCE = 2: must be 0 or 1",
                ", line 15: DW_SUSPEND_CHECK = 2: must be 0 or 1",
                ", line 16: INST_RESTART_CNT = 1025: must be 0..1024",
                ", line 17: DW_MODE = AUTO: is set already in line 3");
    }
}
