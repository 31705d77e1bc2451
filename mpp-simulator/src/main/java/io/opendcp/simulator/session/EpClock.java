package io.opendcp.simulator.session;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.fault.ClockSkew;
import io.opendcp.simulator.fault.Suffered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The hour as one EP has it. */
public final class EpClock {
    private static final Pattern ASKS = Pattern.compile(
            "\\b(SYSDATE|SYSTIMESTAMP|CURRENT_(DATE|TIME|TIMESTAMP)|LOCALTIME(STAMP)?|NOW|GETDATE|CURDATE|CURTIME)\\b",
            Pattern.CASE_INSENSITIVE);

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
            now = now.plus(off);
        }
        return now;
    }

    /** A statement runs, and may ask for the hour. */
    void shows(String statement) {
        if (!skews.isEmpty() && ASKS.matcher(statement).find()) {
            skews.forEach(skew -> skew.suffered().bites());
        }
    }
}
