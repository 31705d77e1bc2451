package io.opendcp.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmMalIni.MalInstance;
import io.opendcp.protocol.ini.WatchGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiDcpScenarioTest {
    private static final Scenario MULTI_DCP = Scenario.load(ScenarioFolder.of("multi-dcp"));

    @Test
    void two_dcps_stand_before_primaries_with_standbys() {
        assertThat(MULTI_DCP.dcps()).extracting(DmIni::instanceName).containsExactly("DCP1", "DCP2");
        assertThat(MULTI_DCP.dcps()).extracting(DmIni::portNum).containsExactly(5236, 5236);
        assertThat(MULTI_DCP.groups()).extracting(ScenarioGroup::oguid).containsExactly(1000, 2000);
        assertThat(MULTI_DCP.groups()).extracting(ScenarioGroup::mode).containsOnly(WatchGroup.Mode.AUTO);
        assertThat(MULTI_DCP.groups().get(0).standbys())
                .containsExactly(
                        new ScenarioStandby("EP11", "192.168.1.132", 5237, "MAL_INST3", "192.168.0.142", 5338, true));
        assertThat(MULTI_DCP.warnings()).isEmpty();
    }

    @Test
    void the_services_addresses_are_those_of_the_dcps() throws IOException {
        assertThat(Files.readString(ScenarioFolder.of("multi-dcp").resolve("dm_svc.conf"))
                        .strip())
                .isEqualTo("dcp=(192.168.0.207:5236,192.168.0.208:5236)");
        assertThat(MULTI_DCP.hosts().machine("192.168.0.207"))
                .isEqualTo(MULTI_DCP.hosts().machine("DCP1"));
        assertThat(MULTI_DCP.hosts().machine("192.168.0.208"))
                .isEqualTo(MULTI_DCP.hosts().machine("DCP2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain-mpp", "primary-standby", "multi-dcp"})
    void where_there_is_127_0_0_1_only_all_ports_are_apart(String name) {
        Scenario scenario = Scenario.load(ScenarioFolder.of(name));
        LoopbackHosts hosts = scenario.hosts().fitting(InetAddress.getLoopbackAddress()::equals);
        List<InetSocketAddress> listening = new ArrayList<>();
        for (MalInstance instance : scenario.mal().instances()) {
            listening.add(hosts.address(instance.host(), instance.port()));
        }
        scenario.eps().forEach(ep -> listening.add(hosts.address(ep.host(), ep.port())));
        scenario.groups().stream()
                .flatMap(group -> group.standbys().stream())
                .forEach(standby -> listening.add(hosts.address(standby.host(), standby.port())));
        for (ScenarioWatcher watcher : scenario.watchers()) {
            for (WatchGroup group : watcher.groups()) {
                Stream.of(group.transport().port(), group.transport().instPort())
                        .forEach(port -> listening.add(hosts.address(watcher.host(), port)));
            }
        }
        for (DmIni dcp : scenario.dcps()) {
            listening.add(hosts.address(dcp.instanceName(), dcp.portNum()));
            listening.add(hosts.address(dcp.instanceName(), dcp.dcp().portNum()));
        }

        assertThat(hosts.shared()).isTrue();
        assertThat(listening)
                .doesNotHaveDuplicates()
                .allMatch(at -> at.getAddress().isLoopbackAddress());
    }
}
