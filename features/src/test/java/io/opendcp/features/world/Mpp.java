package io.opendcp.features.world;

import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulation.junit.Machine;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.Activity.Kind;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.MppSpec.HashMaps;
import io.opendcp.simulator.scenario.Scenario;
import io.opendcp.simulator.server.MppServer;
import io.opendcp.simulator.server.ScenarioMpp;
import io.opendcp.simulator.setup.Machines;
import io.opendcp.simulator.setup.SetupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The MPP of a scenario, started from its ini files, and what its EPs have seen. */
public final class Mpp implements AutoCloseable {
    private final Machine machine;
    private Scenario scenario;
    private HashMaps hashMaps = HashMaps.IDENTITY;
    private final List<String> notices = new ArrayList<>();
    private @Nullable MppServer running;

    Mpp(Machine machine, Scenario scenario) {
        this.machine = machine;
        this.scenario = scenario;
    }

    /** For EPs that are started from now on. */
    public void hashMaps(HashMaps maps) {
        hashMaps = maps;
    }

    void scenario(Scenario other) {
        scenario = other;
    }

    /** Starts all instances, with empty databases; where there are standbys, also watchers and the monitor. */
    public void start() {
        serve(false);
        if (ScenarioMpp.hasStandbys(scenario)) {
            running().run(mpp -> ScenarioMpp.prepare(scenario, mpp));
            running().watch(ScenarioMpp.watchSpec(scenario), ScenarioMpp.groups(scenario));
        }
    }

    /** The machines are there, with the files, and nothing else until it is typed. */
    public void startBare() {
        serve(true);
    }

    private void serve(boolean bare) {
        MppSpec spec = ScenarioMpp.spec(scenario).withHashMaps(hashMaps);
        Function<EpSpec, SocketAddress> places = ep -> machine.hosts().toBind();
        try {
            running = bare
                    ? MppServer.startBare(spec, machine.network(), World.SEED, places)
                    : MppServer.start(spec, machine.network(), World.SEED, places);
        } catch (IOException e) {
            throw new AssertionError("no free port for an EP", e);
        }
        running().openConsole(Machines.of(scenario), ScenarioMpp.watchSpec(scenario), ScenarioMpp.groups(scenario));
        running().listenToMonitor(notice -> notices.add(notice.english()));
        spec.instances().forEach(ep -> bound(ep, address(ep.instanceName())));
    }

    /**
     * What is typed on a machine, and can be done, is answered with. Whoever is started by it has started.
     *
     * @throws SetupException if it cannot
     */
    public String type(String machine, String command) {
        String answer =
                running().<String>console(console -> console.require(machine + ": " + command, Language.ENGLISH));
        await().atMost(World.PATIENCE)
                .until(() ->
                        running().<Boolean>with(mpp -> mpp.instances().stream().noneMatch(Ep::isStarting)));
        return answer;
    }

    /** What is typed at the monitor is answered with. */
    public String monitor(String line) {
        return running().<String>monitor(console -> console.answer(line, Language.ENGLISH));
    }

    /** What the monitor and, through it, the watchers have told. */
    public List<String> notices() {
        return running().with(mpp -> List.copyOf(notices));
    }

    /** Name, mode and status of each instance. */
    public List<List<String>> instances() {
        return running()
                .with(mpp -> mpp.instances().stream()
                        .map(ep -> List.of(
                                ep.spec().instanceName(),
                                ep.state().mode().name(),
                                ep.state().status().name()))
                        .toList());
    }

    /** A machine has several addresses. */
    private void bound(EpSpec ep, InetSocketAddress at) {
        machine.hosts().bound(ScenarioMpp.host(scenario, ep.instanceName()), ep.instancePort(), at);
        machine.hosts().bound(ep.malHost(), ep.instancePort(), at);
    }

    /** Nobody who connects to the EP from now on is answered; who is connected stays. */
    public void unreachable(int epno) {
        EpSpec ep = running().<EpSpec>with(mpp -> mpp.ep(epno).spec());
        bound(ep, DeadPort.address());
    }

    InetSocketAddress address(String instance) {
        return (InetSocketAddress) running().address(instance);
    }

    private MppServer running() {
        if (running == null) {
            throw new AssertionError("the MPP is not running");
        }
        return running;
    }

    /** The statements that ran on an EP for users other than SYSDBA, which is the DCP's own login; oldest first, as sent. */
    public List<String> statements(int epno) {
        return running()
                .with(mpp -> mpp.ep(epno).activity().entries().stream()
                        .filter(entry ->
                                entry.kind() == Kind.STATEMENT && !entry.user().equals("SYSDBA"))
                        .map(Activity.Entry::text)
                        .toList());
    }

    /** How many times {@code user} logged in to an EP, or tried to. */
    public long count(int epno, Kind kind, String user) {
        return running()
                .<Long>with(mpp -> mpp.ep(epno).activity().entries().stream()
                        .filter(entry -> entry.kind() == kind && entry.user().equals(user))
                        .count());
    }

    /** Whether {@code user} has ever been let in to an instance, EP or standby. */
    public boolean hasSeen(String instance, String user) {
        return running()
                .<Boolean>with(mpp -> mpp.ep(instance).activity().entries().stream()
                        .anyMatch(entry ->
                                entry.kind() == Kind.LOGIN && entry.user().equals(user)));
    }

    public List<Integer> epnos() {
        return running()
                .with(mpp -> mpp.eps().stream().map(ep -> ep.spec().epno()).toList());
    }

    /** Rows shipped between EPs, in bytes. */
    public long movedBytes() {
        return running().<Long>with(mpp -> mpp.traffic().dataBytes());
    }

    /** Something goes wrong, or will. */
    public void suffers(String sentence) {
        running().run(mpp -> mpp.suffers(sentence));
    }

    /** How often a kind of fault has taken effect at an EP. */
    public long bites(int epno, String kind) {
        return running().<Long>with(mpp -> mpp.ep(epno).faults().bites().getOrDefault(kind, 0L));
    }

    /** Forgets what was seen so far. */
    public void newLogs() {
        running().with(mpp -> {
            mpp.eps().stream().map(Ep::activity).forEach(Activity::clear);
            mpp.traffic().clear();
            return true;
        });
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
