package io.opendcp.simulator.fault;

import io.opendcp.protocol.frame.Command;

/** A trigger that counts. */
final class Armed {
    private final Trigger trigger;
    private int seen;
    private int candidates;
    private int fired;

    Armed(Trigger trigger) {
        this.trigger = trigger;
    }

    Trigger trigger() {
        return trigger;
    }

    boolean spent() {
        return fired >= trigger.times();
    }

    /** Whether it does not wait for anything. */
    boolean due() {
        return seen >= trigger.count() && !spent();
    }

    /** What it does to a frame; only for those with such an effect. */
    Directed fault() {
        return ((Effect.OnFrame) trigger.effect()).fault();
    }

    private boolean counts(Command command, String user) {
        return !spent()
                && trigger.messages().include(command)
                && (trigger.user().isEmpty() || trigger.user().equals(user));
    }

    /** A frame begins; returns whether it is the one. */
    boolean hits(Direction direction, Command command, String user) {
        if (!(trigger.effect() instanceof Effect.OnFrame hit)
                || hit.fault().direction() != direction
                || !counts(command, user)) {
            return false;
        }
        candidates++;
        if (!due() || candidates < hit.nth()) {
            return false;
        }
        fire();
        return true;
    }

    /** A frame has passed; returns whether the time has come for an effect that is not about frames. */
    boolean fires(Direction direction, Command command, String user) {
        if (direction != trigger.direction() || !counts(command, user)) {
            return false;
        }
        seen++;
        if (!due() || trigger.effect() instanceof Effect.OnFrame) {
            return false;
        }
        fire();
        return true;
    }

    /** It happens; counting begins anew. */
    void fire() {
        fired++;
        seen = 0;
        candidates = 0;
    }
}
