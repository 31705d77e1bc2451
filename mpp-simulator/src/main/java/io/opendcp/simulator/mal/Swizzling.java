package io.opendcp.simulator.mal;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.fault.MalFault;
import io.opendcp.simulator.fault.Suffered;
import io.opendcp.simulator.fault.Swizzle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A {@link Swizzle} under way. */
final class Swizzling {
    private final Suffered<MalFault> clog;
    private final List<Link> links;
    private final List<Time.Timer> timers = new ArrayList<>();

    Swizzling(Swizzle swizzle, List<Link> links, Suffered<MalFault> clog, Time time, RandomGenerator chance) {
        this.clog = clog;
        this.links = links;
        long half = swizzle.within().toNanos() / 2;
        inDrawnOrder(0, half, link -> link.suffers(clog), time, chance);
        inDrawnOrder(half, half, link -> link.heals(clog), time, chance);
    }

    private void inDrawnOrder(long from, long width, Consumer<Link> action, Time time, RandomGenerator chance) {
        List<Link> order = new ArrayList<>(links);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, chance.nextInt(i + 1));
        }
        for (Link link : order) {
            Duration moment = Duration.ofNanos(from + (width == 0 ? 0 : chance.nextLong(width)));
            timers.add(time.schedule(moment, () -> action.accept(link)));
        }
    }

    /** All links are free. */
    void end() {
        timers.forEach(Time.Timer::cancel);
        links.forEach(link -> link.heals(clog));
    }
}
