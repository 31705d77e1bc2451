package io.opendcp.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.WatchGroup;
import io.opendcp.protocol.ini.WatchTransport;
import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrimaryStandbyScenarioTest {
    private static final ScenarioFolder MANUALS = new ScenarioFolder(ScenarioFolder.of("primary-standby"));

    private static final ScenarioEp EP01 =
            new ScenarioEp("EP01", 0, "service_name1", "192.168.1.131", 5236, "MAL_INST1", "192.168.0.141", 5337);
    private static final ScenarioEp EP02 =
            new ScenarioEp("EP02", 1, "service_name2", "192.168.1.132", 5236, "MAL_INST2", "192.168.0.142", 5337);

    @ParameterizedTest
    @EnumSource
    void the_manuals_two_groups_are_read_from_each_form(WatchForm form) {
        Scenario scenario = Scenario.load(MANUALS.dir(), form);
        WatchGroup.Mode mode = form == WatchForm.NEWER ? WatchGroup.Mode.AUTO : WatchGroup.Mode.MANUAL;

        assertThat(scenario.eps()).containsExactly(EP01, EP02);
        assertThat(scenario.groups())
                .containsExactly(
                        new ScenarioGroup(
                                "GROUP_A",
                                1000,
                                mode,
                                EP01,
                                List.of(new ScenarioStandby(
                                        "EP11", "192.168.0.142", 5237, "MAL_INST3", "192.168.0.142", 5338, false))),
                        new ScenarioGroup(
                                "GROUP_B",
                                2000,
                                mode,
                                EP02,
                                List.of(new ScenarioStandby(
                                        "EP22", "192.168.1.131", 5237, "MAL_INST4", "192.168.0.141", 5338, false))));
        assertThat(scenario.group("ep22")).contains(scenario.groups().get(1));
        assertThat(scenario.group("EP02")).contains(scenario.groups().get(1));
        assertThat(scenario.dcps()).extracting(DmIni::instanceName).containsExactly("DCP");
        assertThat(scenario.dcps().get(0).portNum()).isEqualTo(5238);
        assertThat(scenario.dcps().get(0).dcp().portNum()).isEqualTo(5239);
        assertThat(scenario.mal().checkInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @EnumSource
    void a_watcher_on_each_machine_watches_one_instance_of_each_group(WatchForm form) {
        Scenario scenario = Scenario.load(MANUALS.dir(), form);

        assertThat(scenario.watchers()).extracting(ScenarioWatcher::machine).containsExactly("A", "B");
        assertThat(scenario.watchers())
                .extracting(ScenarioWatcher::host)
                .containsExactly("192.168.0.141", "192.168.0.142");
        assertThat(scenario.watchers().get(0).groups())
                .extracting(WatchGroup::instanceName)
                .containsExactly("EP01", "EP22");
        assertThat(scenario.watchers().get(1).groups())
                .extracting(WatchGroup::instanceName)
                .containsExactly("EP11", "EP02");
        assertThat(scenario.monitors()).extracting(ScenarioMonitor::machine).containsExactly("C");
        assertThat(scenario.monitors().get(0).ini().confirm()).isEqualTo(form == WatchForm.NEWER);
    }

    @ParameterizedTest
    @EnumSource
    void each_form_says_where_watchers_and_instances_hear_each_other(WatchForm form) {
        WatchTransport first = Scenario.load(MANUALS.dir(), form)
                .watchers()
                .get(0)
                .groups()
                .get(0)
                .transport();

        assertThat(first)
                .isEqualTo(
                        switch (form) {
                            case UDP -> new WatchTransport(Kind.UDP, "192.168.0.255", 5243, 5243, 5253);
                            case TCP -> new WatchTransport(Kind.TCP, "", 5263, 5243, 5253);
                            case NEWER -> new WatchTransport(Kind.MAL, "", 5263, 0, 5253);
                        });
    }

    @Test
    void without_a_wish_it_is_the_manuals_first_form() {
        Scenario scenario = Scenario.load(MANUALS.dir());

        assertThat(scenario.watchers().get(0).groups().get(0).transport().kind())
                .isEqualTo(Kind.UDP);
    }

    @Test
    void every_instance_has_its_archives_in_any_case() {
        Scenario scenario = Scenario.load(MANUALS.dir());

        assertThat(scenario.servers().keySet()).containsExactly("EP01", "EP02", "EP11", "EP22");
        assertThat(scenario.server("ep11").archives().orElseThrow().realtime())
                .extracting(archive -> archive.dest())
                .containsExactly("EP01");
        assertThat(scenario.server("EP11").ini().watched().archIni()).isTrue();
    }

    @Test
    void two_addresses_of_a_machine_are_one_machine() throws IOException {
        Scenario scenario = Scenario.load(MANUALS.dir());

        for (String host : List.of("192.168.1.131", "192.168.0.141", "A")) {
            assertThat(scenario.hosts().machine(host)).contains(InetAddress.getByName("127.0.0.141"));
        }
        for (String host : List.of("192.168.1.132", "192.168.0.142", "B")) {
            assertThat(scenario.hosts().machine(host)).contains(InetAddress.getByName("127.0.0.142"));
        }
    }

    @Test
    void the_manuals_slips_are_told_with_file_and_line() {
        assertThat(MANUALS.warnings(Scenario.load(MANUALS.dir(), WatchForm.UDP)))
                .containsExactly(
                        "EP01/dm.ini, line 5: MAIL_INI = 1: is not a known name; taken for MAL_INI",
                        "EP01/dmarch.ini, line 7: ARCH_DEST = /dm/data/EP01/DAMENG: is the database's own folder:"
                                + " archives belong in one of their own",
                        "EP02/dmarch.ini, line 7: ARCH_DEST = /dm/data/EP02/DAMENG: is the database's own folder:"
                                + " archives belong in one of their own",
                        "EP11/dm.ini, line 5: MAIL_INI = 1: is not a known name; taken for MAL_INI",
                        "EP11/dmarch.ini, line 7: ARCH_DEST = /dm/data/EP01/DAMENG: is the database's own folder:"
                                + " archives belong in one of their own",
                        "EP22/dmarch.ini, line 7: ARCH_DEST = /dm/data/EP02/DAMENG: is the database's own folder:"
                                + " archives belong in one of their own",
                        "dmmal.ini, line 22: [MAL_INST3] MAL_INST_HOST = 192.168.1.131: is another machine than MAL_HOST ="
                                + " 192.168.0.142; MAL_HOST is believed: EP11 is at 192.168.0.142:5237",
                        "dmmal.ini, line 30: MAL_INST_PORT = 5237: 192.168.1.131:5237 is another instance's already in"
                                + " line 23: one of the two is wrong");
        assertThat(MANUALS.warnings(Scenario.load(MANUALS.dir(), WatchForm.TCP)))
                .contains(
                        "tcp/A/dmmwatch.ini, line 8: MDW_FAR_ERROR_TIME = 0: means that only a broken connection tells of"
                                + " another watcher's failure",
                        "tcp/B/dmmwatch.ini, line 8: MDW_FAR_ERROR_TIME = 0: means that only a broken connection tells of"
                                + " another watcher's failure");
    }

    @Test
    void the_misprint_stays_in_what_instances_are_told() {
        Path dir = MANUALS.dir();

        assertThat(Scenario.load(dir).mal().instances().get(2).instHost()).isEqualTo("192.168.1.131");
    }
}
