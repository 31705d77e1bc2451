package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.ini.DmArchIni.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmArchIniTest {
    /** Manual 6.2.3.2. */
    private static final String EP01 = """
            [ARCHIVE_MPP1]
            ARCH_TYPE          = MARCH
            ARCH_DEST          = EP11

            [ARCHIVE_LOCAL1]
            ARCH_TYPE          = LOCAL
            ARCH_DEST          = /dm/data/EP01/DAMENG
            ARCH_FILE_SIZE     = 128    #单位 Mb
            ARCH_SPACE_LIMIT   = 0      #单位 Mb, 0 表示无限制, 范围 1024~4294967294M
            """;

    private final Path file;

    DmArchIniTest(@TempDir Path dir) {
        file = dir.resolve("dmarch.ini");
    }

    private DmArchIni read(String text) throws IOException {
        return DmArchIni.read(Files.writeString(file, text));
    }

    private void refused(String text, String... problems) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IniException.class)
                .hasMessage(file + String.join("\n" + file, problems));
    }

    @Test
    void the_manuals_archives_of_ep01_are_read() throws IOException {
        DmArchIni ini = read(EP01);

        assertThat(ini.archives())
                .containsExactly(
                        new Archive("ARCHIVE_MPP1", 3, ArchType.MARCH, "EP11"),
                        new Archive("ARCHIVE_LOCAL1", 7, ArchType.LOCAL, "/dm/data/EP01/DAMENG"));
        assertThat(ini.realtime()).extracting(Archive::dest).containsExactly("EP11");
        assertThat(ini.warnings()).isEmpty();
    }

    @Test
    void an_mpps_archive_is_called_realtime_today() throws IOException {
        DmArchIni ini =
                read(EP01.replace("MARCH", "realtime").replace("= 0  ", "= 1024") + "ARCH_RECOVER_TIME = 86400\n");

        assertThat(ini.archives().get(0).type()).isEqualTo(ArchType.REALTIME);
        assertThat(ini.realtime()).hasSize(1);
        assertThat(ini.warnings()).isEmpty();
    }

    @Test
    void the_manuals_upper_bound_of_the_space_is_above_todays() throws IOException {
        DmArchIni ini = read(EP01.replace("ARCH_SPACE_LIMIT   = 0", "ARCH_SPACE_LIMIT = 4294967294"));

        assertThat(ini.warnings())
                .extracting(IniProblem::toString)
                .containsExactly(
                        file + ", line 9: ARCH_SPACE_LIMIT = 4294967294: is more than current DM allows: 2147483647");
        assertThat(read(EP01.replace("ARCH_SPACE_LIMIT   = 0", "ARCH_SPACE_LIMIT = 2147483647"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void everything_wrong_is_told_at_once() {
        refused(
                """
                ARCH_WAIT_APPLY = 2
                ARCH_RESERVE_TIME = 4294967295
                ARCH_SEND_POLICY = 2
                [A]
                ARCH_TYPE = MIRROR
                ARCH_DEST =
                ARCH_FILE_SIZE = 63
                ARCH_SPACE_LIMIT = 1023
                [A]
                [B]
                ARCH_TYPE = LOCAL
                ARCH_DEST = /b
                ARCH_FILE_SIZE = 2049
                ARCH_SPACE_LIMIT = 4294967295
                ARCH_RECOVER_TIME = 0
                ARCH_FLUSH_BUF_SIZE = 129
                ARCH_HANG_FLAG = 3
                ARCH_SEND_DELAY = 1441
                WAIT_APPLY = 2
                ARCH_STANDBY_APPLY = 2
                ARCH_TYPE = LOCAL
                """,
                ", line 1: ARCH_WAIT_APPLY = 2: must be 0 or 1",
                ", line 2: ARCH_RESERVE_TIME = 4294967295: must be 0..4294967294",
                ", line 3: ARCH_SEND_POLICY = 2: must be 0 or 1",
                ", line 5: ARCH_TYPE = MIRROR: must be LOCAL, REMOTE, REALTIME, TIMELY, ASYNC, SYNC, RAFT, LEARNER, MARCH",
                ", line 6: ARCH_DEST = : must be 1 to 256 characters",
                ", line 7: ARCH_FILE_SIZE = 63: must be 64..2048",
                ", line 8: ARCH_SPACE_LIMIT = 1023: must be 0 or 1024..4294967294",
                ", line 9: [A]: is there already in line 4",
                ", line 13: ARCH_FILE_SIZE = 2049: must be 64..2048",
                ", line 14: ARCH_SPACE_LIMIT = 4294967295: must be 0 or 1024..4294967294",
                ", line 15: ARCH_RECOVER_TIME = 0: must be 1..86400",
                ", line 16: ARCH_FLUSH_BUF_SIZE = 129: must be 0..128",
                ", line 17: ARCH_HANG_FLAG = 3: must be 0..2",
                ", line 18: ARCH_SEND_DELAY = 1441: must be 0..1440",
                ", line 19: WAIT_APPLY = 2: must be 0 or 1",
                ", line 20: ARCH_STANDBY_APPLY = 2: must be 0 or 1",
                ", line 21: ARCH_TYPE = LOCAL: is set already in line 11");
    }

    @Test
    void what_a_section_must_say_is_named() {
        refused(
                "[A]\n[STANDBY_ARCHIVE]\nARCH_TYPE = ASYNC\nARCH_DEST = EP11\n",
                ", line 1: [A] ARCH_TYPE: is missing; must be LOCAL, REMOTE, REALTIME, TIMELY, ASYNC, SYNC, RAFT, LEARNER, MARCH",
                ", line 1: [A] ARCH_DEST: is missing; must be 1 to 256 characters",
                ", line 2: [STANDBY_ARCHIVE]: is a name that DM keeps to itself",
                ", line 2: [STANDBY_ARCHIVE] ARCH_TIMER_NAME: is missing: an ASYNC archive has a timer");
        refused("# nothing\n", ": has no [NAME] section");
    }

    @Test
    void redo_is_archived_at_home_too() {
        refused("[A]\nARCH_TYPE = REALTIME\nARCH_DEST = EP11\n", ", line 3: [A]: needs a LOCAL archive beside it");
    }

    @Test
    void an_archive_has_its_own_target() {
        refused(
                EP01 + "[B]\nARCH_TYPE = ASYNC\nARCH_TIMER_NAME = T\nARCH_DEST = ep11\n",
                ", line 13: ARCH_DEST = ep11: ARCH_DEST is used already in line 3");
    }

    @Test
    void redo_goes_to_eight_instances_at_most() {
        String targets = IntStream.rangeClosed(1, 9)
                .mapToObj("[R%1$d]\nARCH_TYPE = REALTIME\nARCH_DEST = EP1%1$d\n"::formatted)
                .collect(Collectors.joining());

        refused(
                "[L]\nARCH_TYPE = LOCAL\nARCH_DEST = /a\n" + targets,
                ", line 30: [R9]: is one too many: 8 REALTIME archives are allowed");
    }

    @Test
    void the_target_stands_after_the_type() throws IOException {
        DmArchIni ini = read("[L]\nARCH_DEST = /a\nARCH_TYPE = LOCAL\n");

        assertThat(ini.warnings())
                .extracting(warning -> warning.text(Language.CHINESE))
                .containsExactly(file + " 第2行: ARCH_DEST = /a: 应在 ARCH_TYPE 之后");
    }
}
