package io.opendcp.features.world;

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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The MPP of a scenario, started from its ini files, and what its EPs have seen. */
public final class Mpp implements AutoCloseable {
    private final Machine machine;
    private final Scenario scenario;
    private HashMaps hashMaps = HashMaps.IDENTITY;
    private @Nullable MppServer running;

    Mpp(Machine machine, Scenario scenario) {
        this.machine = machine;
        this.scenario = scenario;
    }

    /** For EPs that are started from now on. */
    public void hashMaps(HashMaps maps) {
        hashMaps = maps;
    }

    /** Starts all EPs, with empty databases. */
    public void start() {
        MppSpec spec = ScenarioMpp.spec(scenario).withHashMaps(hashMaps);
        try {
            running = MppServer.start(
                    spec, machine.network(), World.SEED, ep -> machine.hosts().toBind());
        } catch (IOException e) {
            throw new AssertionError("no free port for an EP", e);
        }
        spec.eps().forEach(this::reachable);
    }

    private void reachable(EpSpec ep) {
        machine.hosts().bound(ep.instanceHost(), ep.instancePort(), address(ep.epno()));
    }

    /** Nobody who connects to the EP from now on is answered; who is connected stays. */
    public void unreachable(int epno) {
        EpSpec ep = running().<EpSpec>with(mpp -> mpp.ep(epno).spec());
        machine.hosts().bound(ep.instanceHost(), ep.instancePort(), DeadPort.address());
    }

    InetSocketAddress address(int epno) {
        return (InetSocketAddress) running().address(epno);
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
