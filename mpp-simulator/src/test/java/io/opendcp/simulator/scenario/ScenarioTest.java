package io.opendcp.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmMppCtl;
import io.opendcp.protocol.ini.DmMppIni;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.ini.IniProblem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioTest {
    /** Tests run in the module's folder. */
    private static final Path PLAIN_MPP = Path.of("../scenarios/plain-mpp");

    private final Path dir;

    ScenarioTest(@TempDir Path dir) throws IOException {
        this.dir = dir;
        for (String file :
                new String[] {"EP01/dm.ini", "EP02/dm.ini", "DCP/dm.ini", "dmmal.ini", "dmmpp.ini", "hosts"}) {
            Files.createDirectories(dir.resolve(file).getParent());
            Files.copy(PLAIN_MPP.resolve(file), dir.resolve(file));
        }
    }

    private void edit(String file, String what, String with) throws IOException {
        String text = Files.readString(dir.resolve(file));
        assertThat(text).contains(what);
        Files.writeString(dir.resolve(file), text.replace(what, with));
    }

    private void refused(String... problems) {
        assertThatThrownBy(() -> Scenario.load(dir))
                .isInstanceOf(IniException.class)
                .hasMessage(dir + "/" + String.join("\n" + dir + "/", problems));
    }

    @Test
    void the_manuals_plain_mpp_is_two_eps_and_a_dcp() {
        Scenario scenario = Scenario.load(PLAIN_MPP);

        assertThat(scenario.eps())
                .containsExactly(
                        new ScenarioEp(
                                "EP01", 0, "service_name1", "192.168.0.1", 5236, "mal_inst1", "192.168.0.1", 5269),
                        new ScenarioEp(
                                "EP02", 1, "service_name2", "192.168.0.2", 5237, "mal_inst2", "192.168.0.2", 5270));
        assertThat(scenario.dcps()).extracting(DmIni::instanceName).containsExactly("DCP");
        assertThat(scenario.dcps()).extracting(DmIni::portNum).containsExactly(5238);
        assertThat(scenario.dcps()).extracting(ini -> ini.dcp().portNum()).containsExactly(5239);
        assertThat(scenario.maxEpSites()).isEqualTo(64);
        assertThat(scenario.mppWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(scenario.keepAlive()).isEqualTo(Duration.ofMinutes(2));
        assertThat(scenario.warnings()).isEmpty();
    }

    @Test
    void the_manuals_addresses_are_names_of_loopback_addresses() {
        Scenario scenario = Scenario.load(PLAIN_MPP);

        InetSocketAddress ep02 = scenario.hosts().address("192.168.0.2", 5237);
        assertThat(ep02.getAddress().getAddress()).containsExactly(127, 0, 0, 2);
        assertThat(ep02.getPort()).isEqualTo(5237);
    }

    @Test
    void files_that_disagree_are_all_named() throws IOException {
        edit("EP01/dm.ini", "5236", "5240");
        edit("EP02/dm.ini", "MAL_INI       = 1", "MPP_WAIT_TIME = 20\nSESSION_KEEPALIVE = 30");
        edit("dmmal.ini", "mal_inst_host = 192.168.0.2", "mal_inst_host = 10.1.1.1");

        refused(
                "EP01/dm.ini, line 2: PORT_NUM = 5240: differs from MAL_INST_PORT = 5236 in " + dir + "/dmmal.ini",
                "EP02/dm.ini: MAL_INI = 0: must be 1 on an EP",
                "EP02/dm.ini, line 3: MPP_WAIT_TIME = 20: differs from 10 in " + dir
                        + "/EP01/dm.ini: it must be equal on all EPs",
                "EP02/dm.ini, line 4: SESSION_KEEPALIVE = 30: differs from 120 in " + dir
                        + "/EP01/dm.ini: it must be equal on all EPs",
                "dmmal.ini, line 8: [mal_inst2] MAL_INST_HOST = 10.1.1.1: is not in the host table");
    }

    @Test
    void an_ep_must_be_in_all_three_files() throws IOException {
        edit("dmmpp.ini", "EP02", "EP03");

        assertThatThrownBy(() -> Scenario.load(dir))
                .isInstanceOf(IniException.class)
                .hasMessageContaining(
                        "dmmpp.ini, line 5: [service_name2] MPP_INST_NAME = EP03: is not in " + dir + "/dmmal.ini")
                .hasMessageContaining(
                        "dmmpp.ini, line 5: [service_name2] MPP_INST_NAME = EP03: has no dm.ini in a folder of " + dir)
                .hasMessageContaining("dmmal.ini, line 8: [mal_inst2]: EP02 is no EP of the MPP, and is not started");
    }

    @Test
    void problems_of_every_file_come_in_one_go() throws IOException {
        edit("EP01/dm.ini", "5236", "80");
        edit("DCP/dm.ini", "5239", "5238");
        Files.delete(dir.resolve("dmmal.ini"));
        Files.delete(dir.resolve("hosts"));

        refused(
                "DCP/dm.ini, line 5: DCP_PORT_NUM = 5238: must differ from PORT_NUM",
                "EP01/dm.ini, line 2: PORT_NUM = 80: must be 1024..65534",
                "dmmal.ini: there is no such file",
                "hosts: there is no such file");
    }

    @Test
    void the_manuals_other_name_of_dmmpp_ini_is_accepted_with_a_warning() throws IOException {
        Files.move(dir.resolve("dmmpp.ini"), dir.resolve("dmmp.ini"));

        assertThat(Scenario.load(dir).warnings())
                .extracting(IniProblem::toString)
                .containsExactly(dir + "/dmmp.ini: should be called dmmpp.ini");
    }

    @Test
    void the_manuals_misprint_in_a_dm_ini_is_accepted_with_a_warning() throws IOException {
        edit("EP01/dm.ini", "MAL_INI", "MAIL_INI");

        assertThat(Scenario.load(dir).warnings())
                .extracting(IniProblem::toString)
                .containsExactly(dir + "/EP01/dm.ini, line 3: MAIL_INI = 1: is not a known name; taken for MAL_INI");
    }

    @Test
    void a_control_file_says_what_the_text_says() throws IOException {
        Files.write(dir.resolve("dmmpp.ctl"), DmMppCtl.encode(DmMppIni.read(dir.resolve("dmmpp.ini"))));
        assertThat(Scenario.load(dir).eps()).hasSize(2);

        edit("dmmpp.ini", "service_name1", "service_name3");

        refused("dmmpp.ctl: differs from " + dir + "/dmmpp.ini: make it anew with dmctlcvt");
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        assertThatThrownBy(() -> Scenario.load(dir.resolve("nowhere")))
                .isInstanceOf(IniException.class)
                .hasMessageContaining(dir.resolve("nowhere") + ": cannot be read as a folder");
    }
}
