package io.opendcp.simulator.session;

import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of a statement, to the EPs it needs or back from them. It goes on when all have arrived. */
final class Trip {
    /** One message on its way. */
    private interface Way {
        void send(int epno, Runnable arrives);
    }

    private final Collection<Integer> eps;
    private final Way way;
    private final Runnable arrived;
    private int underWay;
    private boolean over;
    private Time.@Nullable Timer timer;

    private Trip(Collection<Integer> eps, Way way, Runnable arrived) {
        this.eps = eps;
        this.way = way;
        this.arrived = arrived;
        underWay = eps.size();
    }

    /** From {@code from} to each of {@code eps}. */
    static Trip to(Collection<Integer> eps, int from, Cluster cluster, Runnable arrived) {
        return new Trip(eps, (epno, arrives) -> cluster.send(from, epno, arrives), arrived);
    }

    /** From each of {@code eps} to {@code to}. */
    static Trip back(Collection<Integer> eps, int to, Cluster cluster, Runnable arrived) {
        return new Trip(eps, (epno, arrives) -> cluster.send(epno, to, arrives), arrived);
    }

    /** Sends them. {@code late} is told instead if they take longer than {@code limit}. */
    void start(Time time, Duration limit, Runnable late) {
        timer = time.schedule(limit, () -> {
            if (!over) {
                over = true;
                late.run();
            }
        });
        List.copyOf(eps).forEach(epno -> way.send(epno, this::arrives));
    }

    private void arrives() {
        underWay--;
        if (underWay == 0 && cancel()) {
            arrived.run();
        }
    }

    /** Nobody waits for it any more; whether somebody did. */
    boolean cancel() {
        boolean waited = !over;
        over = true;
        if (timer != null) {
            timer.cancel();
        }
        return waited;
    }
}
