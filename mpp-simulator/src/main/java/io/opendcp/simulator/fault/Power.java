package io.opendcp.simulator.fault;

import java.util.Locale;

/** What can be done to an instance as a whole. */
public enum Power implements Effect {
    PAUSE,
    RESUME,
    KILL,
    RESTART,
    HEAL;

    void at(Instance instance) {
        switch (this) {
            case PAUSE -> instance.pause();
            case RESUME -> instance.resume();
            case KILL -> instance.kill();
            case RESTART -> instance.restart();
            case HEAL -> instance.heal();
        }
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String words() {
        return word() + " it";
    }
}
