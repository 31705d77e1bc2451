package io.opendcp.simulation;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.fault.Effect;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.Fault;
import io.opendcp.simulator.fault.FaultListener;
import io.opendcp.simulator.fault.Power;
import io.opendcp.simulator.fault.Trigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings a simulation's troubles about, at EPs and at the user ports of proxies, and tells the journal. */
final class Troubles {
    private final SimulatedMpp mpp;
    private final List<SimulatedDcp> proxies;
    private final Time time;
    private final Journal journal;

    Troubles(SimulatedMpp mpp, List<SimulatedDcp> proxies, Time time, Journal journal) {
        this.mpp = mpp;
        this.proxies = proxies;
        this.time = time;
        this.journal = journal;
    }

    /** From now on the journal is told; the proxies are there. */
    void listen() {
        mpp.listen(ep -> told(ep.spec().instanceName()));
        proxies.forEach(dcp -> dcp.faults().listen(told(dcp.name())));
    }

    private FaultListener told(String party) {
        return new FaultListener() {
            @Override
            public void suffered(Fault fault) {
                journal.line(party, "suffers " + fault.words());
            }

            @Override
            public void bitten(String kind) {
                journal.line(party, "bitten " + kind);
            }

            @Override
            public void healed(Fault fault) {
                journal.line(party, "heals " + fault.words());
            }
        };
    }

    /** @throws IllegalArgumentException if one is about somebody whom there is not, or cannot be theirs */
    void check(List<Trouble> troubles) {
        for (Trouble trouble : troubles) {
            if (proxy(trouble.what()) == null) {
                mpp.check(trouble.what().toString());
            } else if (trouble.what().effect() instanceof Effect.OnPort port && port.fault() instanceof EpFault) {
                throw new IllegalArgumentException("a DCP has no disk, clock or links of its own: " + trouble);
            }
        }
    }

    /** From now on, each in its time. */
    void begin(List<Trouble> troubles) {
        for (Trouble trouble : troubles) {
            time.schedule(trouble.from(), () -> suffers(trouble.what()));
            time.schedule(trouble.until(), () -> heals(trouble.what()));
        }
    }

    private @Nullable SimulatedDcp proxy(Trigger trigger) {
        return proxies.stream()
                .filter(dcp -> dcp.name().equals(trigger.ep()))
                .findFirst()
                .orElse(null);
    }

    private void suffers(Trigger trigger) {
        journal.line("trouble", "begins " + trigger);
        SimulatedDcp dcp = proxy(trigger);
        if (dcp == null) {
            mpp.suffers(trigger);
        } else {
            dcp.faults().arm(trigger);
        }
    }

    private void heals(Trigger trigger) {
        journal.line("trouble", "ends " + trigger);
        SimulatedDcp dcp = proxy(trigger);
        if (dcp != null) {
            dcp.faults().disarm(trigger);
            if (trigger.effect() instanceof Effect.OnPort port) {
                dcp.faults().heals(port.fault());
            } else if (trigger.effect() == Power.KILL) {
                dcp.restart();
            } else if (trigger.effect() == Power.PAUSE) {
                dcp.resume();
            }
            return;
        }
        mpp.heals(trigger);
    }

    /** Everything that runs runs undisturbed, and everything runs. */
    void heal() {
        journal.line("trouble", "over");
        proxies.forEach(dcp -> {
            dcp.heal();
            dcp.restart();
        });
        mpp.heal();
    }

    /** How often each kind took effect, anywhere. */
    Map<String, Long> bites() {
        Map<String, Long> all = new TreeMap<>();
        mpp.instances().forEach(ep -> ep.faults().bites().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        proxies.forEach(dcp -> dcp.faults().bites().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        return all;
    }
}
