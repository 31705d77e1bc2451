package io.opendcp.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.ini.DmMppCtl;
import io.opendcp.protocol.ini.DmMppIni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong between the watchers' and monitors' files and the others. */
class WatcherChecksTest {
    private final ScenarioFolder folder;

    WatcherChecksTest(@TempDir Path dir) throws IOException {
        folder = ScenarioFolder.copy("primary-standby", dir);
    }

    @Test
    void ports_are_those_of_dm_ini() throws IOException {
        folder.edit("EP01/dm.ini", "DW_UDP_PORT = 5243", "DW_UDP_PORT = 5245");
        folder.edit("EP22/dm.ini", "INST_UDP_PORT = 5254", "");

        folder.refused(
                WatchForm.UDP,
                "EP01/dm.ini, line 3: DW_UDP_PORT = 5245: differs from MDW_UDP_PORT = 5243 in udp/A/dmmwatch.ini",
                "EP22/dm.ini: INST_UDP_PORT = 0: differs from INST_UDP_PORT = 5254 in udp/A/dmmwatch.ini");
    }

    @Test
    void the_instance_is_known() throws IOException {
        folder.edit("tcp/A/dmmwatch.ini", "INST_NAME = EP22", "INST_NAME = EP33");
        folder.edit("tcp/C/dmmmon.ini", "MON_MDW_IP = 192.168.0.141", "MON_MDW_IP = 192.168.0.144");

        folder.refused(
                WatchForm.TCP,
                "EP02/dmarch.ini, line 3: ARCH_DEST = EP22: is no other instance of [GROUP_B]",
                "EP22/dmarch.ini, line 3: ARCH_DEST = EP02: no watcher's file names EP22",
                "tcp/A/dmmwatch.ini, line 25: INST_NAME = EP33: no dm.ini of a folder here is that instance's",
                "tcp/C/dmmmon.ini, line 9: [GROUP_A] 192.168.0.144:5263: is where no watcher of the group is",
                "tcp/C/dmmmon.ini, line 15: [GROUP_B] 192.168.0.141:5264: is where no watcher of the group is");
    }

    @Test
    void a_newer_watcher_finds_the_instance_in_the_path_and_its_ports_in_dmmal_ini() throws IOException {
        folder.edit("newer/A/dmwatcher.ini", "/dm/data/EP22/DAMENG/dm.ini", "/dm/data/EP33/DAMENG/dm.ini");
        folder.edit("newer/dmmal.ini", "MAL_DW_PORT = 5263", "");

        folder.refused(
                WatchForm.NEWER,
                "EP02/dmarch.ini, line 3: ARCH_DEST = EP22: is no other instance of [GROUP_B]",
                "EP22/dmarch.ini, line 3: ARCH_DEST = EP02: no watcher's file names EP22",
                "newer/A/dmwatcher.ini, line 20: INST_INI = /dm/data/EP33/DAMENG/dm.ini: no dm.ini of a folder here is"
                        + " that instance's",
                "newer/C/dmmonitor.ini, line 10: [GROUP_A] 192.168.0.141:5263: is where no watcher of the group is",
                "newer/C/dmmonitor.ini, line 15: [GROUP_B] 192.168.0.141:5264: is where no watcher of the group is",
                "newer/dmmal.ini, line 5: [MAL_INST1]: lacks MAL_DW_PORT or MAL_INST_DW_PORT: newer/A/dmwatcher.ini"
                        + " watches EP01");
    }

    @Test
    void a_watchers_groups_have_ports_of_their_own() throws IOException {
        folder.edit("newer/dmmal.ini", "MAL_DW_PORT = 5263", "MAL_DW_PORT = 5264");
        folder.edit("newer/C/dmmonitor.ini", "192.168.0.141:5263", "192.168.0.141:5264");

        folder.refused(
                WatchForm.NEWER,
                "newer/A/dmwatcher.ini, line 20: INST_INI = /dm/data/EP22/DAMENG/dm.ini: port 5264 is used"
                        + " already in newer/A/dmwatcher.ini");
    }

    @Test
    void a_watcher_watches_its_own_machine() throws IOException {
        folder.edit("hosts", "A = 127.0.0.141", "A = 127.0.0.144");

        folder.refused(
                WatchForm.UDP,
                "udp/A/dmmwatch.ini, line 7: INST_NAME = EP01: is on another machine: MAL_HOST = 192.168.0.141",
                "udp/A/dmmwatch.ini, line 19: INST_NAME = EP22: is on another machine: MAL_HOST = 192.168.0.141");
    }

    @Test
    void all_watchers_and_monitors_talk_alike() throws IOException {
        Files.copy(
                folder.dir().resolve("tcp/C/dmmmon.ini"),
                folder.dir().resolve("udp/C/dmmmon.ini"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                folder.dir().resolve("tcp/B/dmmwatch.ini"),
                folder.dir().resolve("udp/B/dmmwatch.ini"),
                StandardCopyOption.REPLACE_EXISTING);

        folder.refused(
                WatchForm.UDP,
                "udp/B/dmmwatch.ini, line 1: [GROUP_A]: does not talk as udp/A/dmmwatch.ini does: all watchers do it by"
                        + " UDP, by TCP, or as the newer",
                "udp/B/dmmwatch.ini, line 1: [GROUP_A]: has another mode, port or broadcast address than in"
                        + " udp/A/dmmwatch.ini",
                "udp/B/dmmwatch.ini, line 16: [GROUP_B]: has another mode, port or broadcast address than in"
                        + " udp/A/dmmwatch.ini",
                "udp/C/dmmmon.ini, line 7: [GROUP_A]: does not talk as udp/A/dmmwatch.ini does",
                "udp/C/dmmmon.ini, line 9: [GROUP_A] 192.168.0.141:5263: is where no watcher of the group is",
                "udp/C/dmmmon.ini, line 13: [GROUP_B]: does not talk as udp/A/dmmwatch.ini does",
                "udp/C/dmmmon.ini, line 15: [GROUP_B] 192.168.0.141:5264: is where no watcher of the group is");
    }

    @Test
    void a_monitor_broadcasts_to_where_watchers_hear() throws IOException {
        folder.edit("udp/C/dmmmon.ini", "MON_BRO_ADDR = 192.168.0.255", "MON_BRO_ADDR = 192.168.1.255");
        folder.edit("udp/C/dmmmon.ini", "[GROUP_B]\nMON_UDP_PORT = 5244\nMON_INST_OGUID = 2000", "");

        folder.refused(
                WatchForm.UDP,
                "udp/C/dmmmon.ini, line 9: [GROUP_A]: has another MON_BRO_ADDR or MON_UDP_PORT than udp/A/dmmwatch.ini:"
                        + " 192.168.0.255:5243",
                "udp/C/dmmmon.ini, line 9: [GROUP_A]: has another MON_BRO_ADDR or MON_UDP_PORT than udp/B/dmmwatch.ini:"
                        + " 192.168.0.255:5243");
    }

    @Test
    void a_monitor_may_use_either_address_of_a_machine_and_says_what_it_leaves_out() throws IOException {
        folder.edit("tcp/C/dmmmon.ini", "MON_MDW_IP = 192.168.0.141", "MON_MDW_IP = 192.168.1.131");
        folder.edit("tcp/C/dmmmon.ini", "MON_MDW_IP = 192.168.0.142", "");

        assertThat(folder.warnings(Scenario.load(folder.dir(), WatchForm.TCP)))
                .contains("tcp/C/dmmmon.ini, line 7: [GROUP_A]: lacks the watcher of tcp/B/dmmwatch.ini:"
                        + " 192.168.0.142:5263")
                .noneMatch(warning -> warning.contains("lacks the watcher of tcp/A"));
    }

    @Test
    void one_monitor_confirms() throws IOException {
        folder.edit("newer/C/dmmonitor.ini", "MON_DW_CONFIRM = 1", "MON_DW_CONFIRM = 0");
        assertThat(folder.warnings(Scenario.load(folder.dir(), WatchForm.NEWER)))
                .contains("newer/A/dmwatcher.ini, line 2: [GROUP_A] DW_MODE = AUTO: does nothing without a monitor with"
                        + " MON_DW_CONFIRM = 1: no takeover on its own");

        folder.edit("newer/C/dmmonitor.ini", "MON_DW_CONFIRM = 0", "MON_DW_CONFIRM = 1");
        Files.createDirectory(folder.dir().resolve("newer/E"));
        Files.copy(folder.dir().resolve("newer/C/dmmonitor.ini"), folder.dir().resolve("newer/E/dmmonitor.ini"));

        folder.refused(
                WatchForm.NEWER,
                "newer/E/dmmonitor.ini: MON_DW_CONFIRM = 1: is set already in newer/C/dmmonitor.ini: one monitor"
                        + " confirms");
    }

    @Test
    void groups_with_a_standby_are_watched_together() throws IOException {
        folder.edit("newer/B/dmwatcher.ini", "DW_TYPE = GLOBAL\nDW_MODE = AUTO", "DW_MODE = MANUAL");

        folder.refused(
                WatchForm.NEWER,
                "newer/B/dmwatcher.ini, line 2: [GROUP_A]: has another mode, port or broadcast address than in"
                        + " newer/A/dmwatcher.ini",
                "newer/B/dmwatcher.ini, line 2: [GROUP_A] DW_TYPE = LOCAL: must be GLOBAL in a group with a standby");
    }

    @Test
    void the_manuals_other_names_of_files_are_taken_with_a_warning() throws IOException {
        Path dir = folder.dir();
        Files.move(dir.resolve("udp/A/dmmwatch.ini"), dir.resolve("udp/A/dmwatch.ini"));
        Files.move(dir.resolve("udp/C/dmmmon.ini"), dir.resolve("udp/C/dmmon.ini"));
        Files.write(dir.resolve("dmmpc.ctl"), DmMppCtl.encode(DmMppIni.read(dir.resolve("dmmpp.ini"))));
        Files.move(dir.resolve("dmmpp.ini"), dir.resolve("dmmpc.ini"));

        assertThat(folder.warnings(Scenario.load(dir, WatchForm.UDP)))
                .contains(
                        "dmmpc.ctl: should be called dmmpp.ctl",
                        "dmmpc.ini: should be called dmmpp.ini",
                        "udp/A/dmwatch.ini: should be called dmmwatch.ini",
                        "udp/C/dmmon.ini: should be called dmmmon.ini");
    }

    @Test
    void a_form_that_is_not_there_is_named() throws IOException {
        Path newer = folder.dir().resolve("newer");
        Files.move(newer, folder.dir().resolve("elsewhere"));

        folder.refused(
                WatchForm.NEWER,
                folder.dir() + ": newer: is no folder of this scenario: it does not have its watchers in this form",
                "EP01/dmarch.ini, line 3: ARCH_DEST = EP11: no watcher's file names EP01",
                "EP02/dmarch.ini, line 3: ARCH_DEST = EP22: no watcher's file names EP02",
                "EP11/dmarch.ini, line 3: ARCH_DEST = EP01: no watcher's file names EP11",
                "EP22/dmarch.ini, line 3: ARCH_DEST = EP02: no watcher's file names EP22");
    }
}
