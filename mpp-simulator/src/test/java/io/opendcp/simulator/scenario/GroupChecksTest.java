package io.opendcp.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong between the files of a scenario with standbys. */
class GroupChecksTest {
    private final ScenarioFolder folder;

    GroupChecksTest(@TempDir Path dir) throws IOException {
        folder = ScenarioFolder.copy("primary-standby", dir);
    }

    @Test
    void archives_name_each_other() throws IOException {
        folder.edit("EP01/dmarch.ini", "ARCH_DEST = EP11", "ARCH_DEST = EP22");
        folder.edit("EP22/dmarch.ini", "ARCH_TYPE = MARCH", "ARCH_TYPE = SYNC");

        folder.refused(
                WatchForm.UDP,
                "EP01/dmarch.ini: ARCH_DEST: has no REALTIME or MARCH archive to EP11, which is in [GROUP_A] too",
                "EP01/dmarch.ini, line 3: ARCH_DEST = EP22: is no other instance of [GROUP_A]",
                "EP22/dmarch.ini: ARCH_DEST: has no REALTIME or MARCH archive to EP02, which is in [GROUP_B] too");
    }

    @Test
    void archives_are_switched_on() throws IOException {
        folder.edit("EP11/dm.ini", "ARCH_INI = 1", "ARCH_INI = 0");
        folder.edit("EP11/dm.ini", "MAIL_INI = 1", "MAL_INI = 0");

        folder.refused(
                WatchForm.UDP,
                "EP11/dm.ini, line 5: MAL_INI = 0: must be 1 on a standby",
                "EP11/dm.ini, line 6: ARCH_INI = 0: must be 1 on an instance of [GROUP_A]");
    }

    @Test
    void a_groups_number_is_the_same_everywhere_and_its_own() throws IOException {
        folder.edit("udp/B/dmmwatch.ini", "INST_OGUID = 1000", "INST_OGUID = 1001");
        folder.edit("udp/C/dmmmon.ini", "MON_INST_OGUID = 2000", "MON_INST_OGUID = 2001");

        folder.refused(
                WatchForm.UDP,
                "udp/B/dmmwatch.ini, line 6: [GROUP_A] INST_OGUID = 1001: differs from 1000 in udp/A/dmmwatch.ini",
                "udp/C/dmmmon.ini, line 9: [GROUP_A] MON_INST_OGUID = 1000: differs from INST_OGUID = 1001 in"
                        + " udp/B/dmmwatch.ini",
                "udp/C/dmmmon.ini, line 13: [GROUP_B] MON_INST_OGUID = 2001: differs from INST_OGUID = 2000 in"
                        + " udp/A/dmmwatch.ini",
                "udp/C/dmmmon.ini, line 13: [GROUP_B] MON_INST_OGUID = 2001: differs from INST_OGUID = 2000 in"
                        + " udp/B/dmmwatch.ini");
    }

    @Test
    void an_ep_has_one_standby() throws IOException {
        String section = Files.readString(folder.dir().resolve("udp/A/dmmwatch.ini"));
        Files.createDirectories(folder.dir().resolve("udp/E"));
        Files.writeString(
                folder.dir().resolve("udp/E/dmmwatch.ini"),
                section.substring(0, section.indexOf("[GROUP_B]")).replace("EP01", "EP22"));
        Files.writeString(
                folder.dir().resolve("udp/A/dmmwatch.ini"), section.substring(0, section.indexOf("[GROUP_B]")));

        assertThatThrownBy(() -> Scenario.load(folder.dir(), WatchForm.UDP))
                .hasMessageContaining("[GROUP_A]: has more than one standby");
    }

    @Test
    void all_groups_are_taken_over_by_themselves_or_none() throws IOException {
        for (String machine : new String[] {"A", "B"}) {
            Path file = folder.dir().resolve("newer/" + machine + "/dmwatcher.ini");
            String text = Files.readString(file);
            int second = text.indexOf("[GROUP_B]");
            Files.writeString(
                    file, text.substring(0, second) + text.substring(second).replace("AUTO", "MANUAL"));
        }

        assertThat(folder.warnings(Scenario.load(folder.dir(), WatchForm.NEWER)))
                .contains(
                        "newer/A/dmwatcher.ini, line 13: [GROUP_B] DW_MODE = MANUAL: differs from [GROUP_A]: no group is"
                                + " taken over by itself");
    }

    @Test
    void no_number_is_two_groups() throws IOException {
        for (String machine : new String[] {"A", "B"}) {
            folder.edit("udp/" + machine + "/dmmwatch.ini", "[GROUP_B]", "[GROUP_C]");
        }
        folder.edit("udp/B/dmmwatch.ini", "[GROUP_A]", "[GROUP_X]");

        folder.refused(
                WatchForm.UDP,
                "EP01/dmarch.ini, line 3: ARCH_DEST = EP11: is no other instance of [GROUP_A]",
                "EP11/dmarch.ini, line 3: ARCH_DEST = EP01: is no other instance of [GROUP_X]",
                "udp/B/dmmwatch.ini, line 1: [GROUP_X]: must have one EP of dmmpp.ini, not 0",
                "udp/B/dmmwatch.ini, line 6: [GROUP_X] INST_OGUID = 1000: is the number of [GROUP_A] already",
                "udp/C/dmmmon.ini, line 13: [GROUP_B]: is a group that no watcher watches");
    }

    @Test
    void a_group_has_one_ep() throws IOException {
        folder.edit("dmmpp.ini", "EP02", "EP11");

        folder.refused(
                WatchForm.UDP,
                "EP11/dm.ini, line 7: MPP_INI = 0: must be 1 on an EP",
                "udp/A/dmmwatch.ini, line 13: [GROUP_B]: must have one EP of dmmpp.ini, not 0",
                "udp/B/dmmwatch.ini, line 1: [GROUP_A]: must have one EP of dmmpp.ini, not 2");
    }

    @Test
    void an_instance_has_one_watcher() throws IOException {
        folder.edit("udp/B/dmmwatch.ini", "INST_NAME = EP11", "INST_NAME = EP01");

        folder.refused(
                WatchForm.UDP,
                "EP01/dmarch.ini, line 3: ARCH_DEST = EP11: is no other instance of [GROUP_A]",
                "EP11/dmarch.ini, line 3: ARCH_DEST = EP01: no watcher's file names EP11",
                "udp/B/dmmwatch.ini, line 7: INST_NAME = EP01: EP01 is used already in udp/A/dmmwatch.ini");
    }

    @Test
    void a_standby_may_be_told_of_the_mpp_as_current_dm_wants_it() throws IOException {
        folder.edit("EP11/dm.ini", "MPP_INI = 0", "MPP_INI = 1");

        Scenario scenario = Scenario.load(folder.dir());

        assertThat(scenario.groups().get(0).standbys().get(0).mppIni()).isTrue();
        assertThat(scenario.eps()).hasSize(2);
    }

    @Test
    void an_instance_that_is_in_no_group_is_not_started() throws IOException {
        Files.writeString(folder.dir().resolve("dmmal.ini"), """

                [MAL_INST5]
                MAL_INST_NAME = EP33
                MAL_HOST = 192.168.0.142
                MAL_PORT = 5339
                MAL_INST_PORT = 5238
                """, StandardOpenOption.APPEND);

        assertThat(folder.warnings(Scenario.load(folder.dir())))
                .contains("dmmal.ini, line 32: [MAL_INST5]: EP33 is no EP of the MPP, and is not started")
                .noneMatch(warning -> warning.contains("EP11 is no EP") || warning.contains("EP22 is no EP"));
    }

    @Test
    void instances_on_one_machine_have_ports_of_their_own() throws IOException {
        folder.edit("dmmal.ini", "MAL_INST_HOST = 192.168.1.131\nMAL_INST_PORT = 5237", "MAL_INST_PORT = 5236");

        folder.refused(
                WatchForm.UDP,
                "EP11/dm.ini, line 2: PORT_NUM = 5237: differs from MAL_INST_PORT = 5236 in dmmal.ini",
                "dmmal.ini, line 18: [MAL_INST3]: EP11 is on the machine of EP02 with the same port 5236");
    }

    @Test
    void files_that_cannot_be_read_are_all_told_before_files_are_compared() throws IOException {
        folder.edit("EP01/dmarch.ini", "ARCH_TYPE = MARCH", "ARCH_TYPE = MIRROR");
        folder.edit("udp/A/dmmwatch.ini", "MDW_UDP_PORT = 5243", "MDW_UDP_PORT = 80");
        folder.edit("udp/C/dmmmon.ini", "MON_UDP_PORT = 5243", "MON_UDP_PORT = 81");
        Files.delete(folder.dir().resolve("EP22/dmarch.ini"));

        folder.refused(
                WatchForm.UDP,
                "EP01/dmarch.ini, line 2: ARCH_TYPE = MIRROR: must be LOCAL, REMOTE, REALTIME, TIMELY, ASYNC, SYNC, RAFT,"
                        + " LEARNER, MARCH",
                "EP22/dmarch.ini: there is no such file",
                "udp/A/dmmwatch.ini, line 3: MDW_UDP_PORT = 80: must be 1024..65534",
                "udp/C/dmmmon.ini, line 8: MON_UDP_PORT = 81: must be 1024..65534");
    }
}
