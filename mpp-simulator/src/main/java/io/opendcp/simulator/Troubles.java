package io.opendcp.simulator;

import io.opendcp.simulator.fault.Effect;
import io.opendcp.simulator.fault.Fault;
import io.opendcp.simulator.fault.Power;
import io.opendcp.simulator.fault.Stall;
import io.opendcp.simulator.fault.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong with an EP, as sentences that put it right again. */
final class Troubles {
    private Troubles() {}

    /** What is wrong, and what counts. */
    static List<Trigger> of(Ep ep) {
        List<Effect> effects = new ArrayList<>();
        if (ep.isDown() && !ep.isStopped()) {
            effects.add(Power.KILL);
        }
        Set<Fault> inForce = ep.faults().inForce();
        boolean paused = inForce.containsAll(Stall.BOTH_WAYS);
        if (paused) {
            effects.add(Power.PAUSE);
        }
        inForce.stream()
                .filter(fault -> !(paused && Stall.BOTH_WAYS.contains(fault)))
                .forEach(fault -> effects.add(new Effect.OnPort(fault)));
        List<Trigger> all = new ArrayList<>();
        effects.forEach(effect -> all.add(Trigger.now(ep.spec().instanceName(), effect)));
        all.addAll(ep.faults().armed());
        return all;
    }

    /**
     * The trigger counts no more, and what it has set off is over.
     *
     * @return whether there was anything of it
     */
    static boolean heal(Ep ep, Trigger trigger) {
        List<Trigger> before = of(ep);
        boolean there = before.contains(trigger) || before.contains(Trigger.now(trigger.ep(), trigger.effect()));
        ep.faults().disarm(trigger);
        if (trigger.effect() instanceof Effect.OnPort port) {
            ep.heals(port.fault());
        } else if (trigger.effect() == Power.KILL && !ep.isStopped()) {
            ep.restart();
        } else if (trigger.effect() == Power.PAUSE) {
            ep.resume();
        }
        return there;
    }
}
