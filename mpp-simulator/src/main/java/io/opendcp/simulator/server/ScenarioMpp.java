package io.opendcp.simulator.server;

import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.ini.DmMalIni.MalInstance;
import io.opendcp.protocol.ini.WatchGroup;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.monitor.WatchedGroup;
import io.opendcp.simulator.scenario.Scenario;
import io.opendcp.simulator.scenario.ScenarioEp;
import io.opendcp.simulator.scenario.ScenarioGroup;
import io.opendcp.simulator.scenario.ScenarioStandby;
import io.opendcp.simulator.watch.WatchSpec;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A scenario's cluster, as the simulator takes it. Instances say of themselves what dmmal.ini says, misprints and all, and are where
 * they are believed to be.
 */
public final class ScenarioMpp {
    private ScenarioMpp() {}

    public static MppSpec spec(Scenario scenario) {
        List<EpSpec> eps = new ArrayList<>();
        List<EpSpec> standbys = new ArrayList<>();
        for (ScenarioEp ep : scenario.eps()) {
            List<ScenarioStandby> its = scenario.groups().stream()
                    .filter(group -> group.primary().equals(ep))
                    .flatMap(group -> group.standbys().stream())
                    .toList();
            eps.add(new EpSpec(
                    ep.instanceName(),
                    ep.epno(),
                    ep.serviceName(),
                    ep.malName(),
                    ep.malHost(),
                    ep.malPort(),
                    said(scenario, ep.instanceName()),
                    ep.port(),
                    its.isEmpty() ? InstanceMode.NORMAL : InstanceMode.PRIMARY));
            its.forEach(standby -> standbys.add(standby(scenario, ep, standby)));
        }
        MppSpec usual = MppSpec.of(eps);
        return new MppSpec(
                eps,
                usual.charset(),
                usual.caseSensitive(),
                scenario.mppWait(),
                usual.hashMaps(),
                scenario.maxEpSites(),
                usual.sysdbaPassword(),
                usual.zone(),
                usual.mal()
                        .withIntervals(
                                scenario.mal().checkInterval(), scenario.mal().connFailInterval()),
                usual.disk(),
                standbys,
                scenario.keepAlive());
    }

    private static EpSpec standby(Scenario scenario, ScenarioEp of, ScenarioStandby standby) {
        return new EpSpec(
                standby.instanceName(),
                of.epno(),
                of.serviceName(),
                standby.malName(),
                standby.malHost(),
                standby.malPort(),
                said(scenario, standby.instanceName()),
                standby.port(),
                InstanceMode.STANDBY);
    }

    /** MAL_INST_HOST as printed. */
    private static String said(Scenario scenario, String instance) {
        return scenario.mal().instances().stream()
                .filter(each -> each.instName().equalsIgnoreCase(instance))
                .map(MalInstance::instHost)
                .findFirst()
                .orElseThrow();
    }

    /** The address for clients that is believed of an instance, EP or standby. */
    public static String host(Scenario scenario, String instance) {
        return Stream.concat(
                        scenario.eps().stream()
                                .filter(ep -> ep.instanceName().equals(instance))
                                .map(ScenarioEp::host),
                        scenario.groups().stream()
                                .flatMap(group -> group.standbys().stream())
                                .filter(standby -> standby.instanceName().equals(instance))
                                .map(ScenarioStandby::host))
                .findFirst()
                .orElseThrow();
    }

    /** Where instances listen. */
    public static Function<EpSpec, SocketAddress> places(Scenario scenario, HostTable hosts) {
        return ep -> hosts.address(host(scenario, ep.instanceName()), ep.instancePort());
    }

    /** How its groups are watched: the longest times that any of the watchers' files gives. */
    public static WatchSpec watchSpec(Scenario scenario) {
        List<WatchGroup> groups = scenario.watchers().stream()
                .flatMap(each -> each.groups().stream())
                .toList();
        Duration far = longest(groups, WatchGroup::dwErrorTime);
        return new WatchSpec(
                confirms(scenario)
                        && scenario.groups().stream().allMatch(group -> group.mode() == WatchGroup.Mode.AUTO),
                WatchSpec.MANUAL.tick(),
                longest(groups, WatchGroup::instErrorTime),
                far.isZero() ? WatchSpec.MANUAL.farError() : far, // 0: a broken connection tells
                longest(groups, WatchGroup::recoverTime),
                groups.stream().anyMatch(WatchGroup::autoRestart),
                WatchSpec.MANUAL.stepLeast(),
                WatchSpec.MANUAL.stepMost());
    }

    private static Duration longest(List<WatchGroup> groups, Function<WatchGroup, Duration> time) {
        return groups.stream().map(time).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static boolean confirms(Scenario scenario) {
        return scenario.monitors().stream().anyMatch(monitor -> monitor.ini().confirm());
    }

    /** Groups that have something to watch: an EP and its standby. */
    public static List<WatchedGroup> groups(Scenario scenario) {
        return scenario.groups().stream()
                .filter(group -> !group.standbys().isEmpty())
                .map(group -> new WatchedGroup(
                        group.name(),
                        group.oguid(),
                        group.primary().epno(),
                        group.mode() == WatchGroup.Mode.AUTO,
                        confirms(scenario)))
                .toList();
    }

    /** Whether any of its EPs has a standby. */
    public static boolean hasStandbys(Scenario scenario) {
        return scenario.groups().stream().anyMatch(group -> !group.standbys().isEmpty());
    }

    /** All instances have the OGUID of their group, as after manual 6.2.7.2, and are open. */
    public static void prepare(Scenario scenario, SimulatedMpp mpp) {
        for (ScenarioGroup group : scenario.groups()) {
            mpp.instances().stream()
                    .filter(ep -> ep.spec().epno() == group.primary().epno())
                    .forEach(ep -> {
                        mpp.roles().mount(ep.state());
                        mpp.roles().group(ep.state(), group.oguid());
                        mpp.roles().open(ep.state(), () -> {});
                    });
        }
    }
}
