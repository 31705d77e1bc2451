package io.opendcp.simulator.session;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.fault.ClockSkew;
import io.opendcp.simulator.fault.Suffered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The hour as one EP has it. */
public final class EpClock {
    private record Skew(Suffered<ClockSkew> suffered, long since) {}

    private final Time time;
    private final List<Skew> skews = new ArrayList<>();

    EpClock(Time time) {
        this.time = time;
    }

    void suffers(Suffered<ClockSkew> fault) {
        skews.add(new Skew(fault, time.nanos()));
    }

    void heals(ClockSkew fault) {
        skews.removeIf(skew -> skew.suffered().fault().equals(fault));
    }

    /** Not to be waited by. */
    public Instant now() {
        Instant now = time.now();
        for (Skew skew : skews) {
            Duration off = skew.suffered().fault().after(time.nanos() - skew.since());
            if (!off.isZero()) {
                skew.suffered().bites();
                now = now.plus(off);
            }
        }
        return now;
    }
}
