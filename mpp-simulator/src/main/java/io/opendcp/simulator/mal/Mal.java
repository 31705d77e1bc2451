package io.opendcp.simulator.mal;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.fault.FaultException;
import io.opendcp.simulator.fault.MalClog;
import io.opendcp.simulator.fault.MalCut;
import io.opendcp.simulator.fault.MalDelay;
import io.opendcp.simulator.fault.MalFault;
import io.opendcp.simulator.fault.Suffered;
import io.opendcp.simulator.fault.Swizzle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The network between EPs: one link for each ordered pair. Messages arrive in the order they were sent in, once or not at all;
 * an EP that is killed loses those that are on their way to it. Confined to the cluster's event loop.
 */
public final class Mal {
    private record Pair(int from, int to) {}

    private record Own(int epno, MalFault fault) {}

    private final MalSpec spec;
    private final Time time;
    private final long seed;
    private final Map<String, Integer> eps;
    private final Map<Pair, Link> links = new LinkedHashMap<>();
    private final Map<Own, Suffered<MalFault>> faults = new LinkedHashMap<>();
    private final Map<Own, Swizzling> swizzles = new LinkedHashMap<>();
    private final Map<Integer, RandomGenerator> orders = new HashMap<>();
    private final Map<String, Integer> watchers;

    /**
     * @param eps instance name to number
     * @param watchers those that have a watcher beside them, and the monitor, to numbers of their own; a cut is theirs too
     * @param seed each link draws from a stream of its own that begins here
     */
    public Mal(MalSpec spec, Time time, long seed, Map<String, Integer> eps, Map<String, Integer> watchers) {
        this.spec = spec;
        this.time = time;
        this.seed = seed;
        this.eps = eps;
        this.watchers = watchers;
        connect("MAL ", eps);
        connect("watch ", watchers);
    }

    private void connect(String network, Map<String, Integer> all) {
        for (Map.Entry<String, Integer> from : all.entrySet()) {
            for (Map.Entry<String, Integer> to : all.entrySet()) {
                String name = network + from.getKey() + " to " + to.getKey();
                links.put(new Pair(from.getValue(), to.getValue()), new Link(spec, time, Chance.of(seed, name)));
            }
        }
    }

    /** How long an EP waits for another before their link counts as broken. */
    public Duration patience() {
        return spec.patience();
    }

    /** Whether no message takes any time. */
    public boolean isCalm() {
        return spec.most().isZero() && faults.isEmpty();
    }

    /** Whether a message and its answer take no time. */
    public boolean isInstant(int one, int other) {
        return isCalm()
                || one == other
                || link(one, other).isInstant() && link(other, one).isInstant();
    }

    /** The same between watchers, by the names of their instances, and the monitor. */
    public void post(String from, String to, Runnable arrives) {
        send(watcher(from), watcher(to), arrives);
    }

    private int watcher(String instance) {
        Integer number = watchers.get(instance);
        if (number == null) {
            throw new IllegalArgumentException("there is no watcher of " + instance);
        }
        return number;
    }

    /** Sends a message; what happens where it arrives is {@code arrives}. To itself an EP sends in no time. */
    public void send(int from, int to, Runnable arrives) {
        if (from == to) {
            arrives.run();
        } else {
            link(from, to).send(arrives);
        }
    }

    private Link link(int from, int to) {
        Link link = links.get(new Pair(from, to));
        if (link == null) {
            throw new IllegalArgumentException("no link from %d to %d".formatted(from, to));
        }
        return link;
    }

    /** The EP is there no more: what is on its way to it is lost, and what it could not yet send. */
    public void down(int epno) {
        links.forEach((pair, link) -> {
            if (pair.from() == epno || pair.to() == epno) {
                link.endOf(pair.from() == epno);
            }
        });
    }

    /** It is back; messages sent from now on reach it. */
    public void up(int epno) {
        links.forEach((pair, link) -> {
            if (pair.from() == epno || pair.to() == epno) {
                link.endIsBack();
            }
        });
    }

    /** @throws IllegalArgumentException if the fault, at {@code epno}, names an EP that there is not, or that EP itself */
    public void require(int epno, MalFault fault) {
        for (String name : fault.eps()) {
            boolean monitor = fault instanceof MalCut && watchers.containsKey(name) && !eps.containsKey(name);
            if (!monitor && number(name) == epno) {
                throw FaultException.noLinkToItself(name);
            }
        }
    }

    private int number(String instance) {
        Integer number = eps.get(instance);
        if (number == null) {
            throw FaultException.noSuchEp(instance, eps.keySet());
        }
        return number;
    }

    /** The fault comes into force at {@code epno}. */
    public void suffers(int epno, Suffered<MalFault> fault) {
        Own own = new Own(epno, fault.fault());
        require(epno, fault.fault());
        faults.put(own, fault);
        if (fault.fault() instanceof Swizzle swizzle) {
            List<Link> all = new ArrayList<>();
            links.forEach((pair, link) -> {
                if ((pair.from() == epno) != (pair.to() == epno)) {
                    all.add(link);
                }
            });
            RandomGenerator order = orders.computeIfAbsent(epno, none -> Chance.of(seed, "swizzle " + epno));
            swizzles.put(own, new Swizzling(swizzle, all, fault, time, order));
        } else {
            concerned(epno, fault.fault()).forEach(link -> link.suffers(fault));
        }
    }

    /** It is over; harmless if it was not in force. */
    public void heals(int epno, MalFault fault) {
        Own own = new Own(epno, fault);
        Suffered<MalFault> suffered = faults.remove(own);
        Swizzling swizzling = swizzles.remove(own);
        if (swizzling != null) {
            swizzling.end();
        } else if (suffered != null) {
            concerned(epno, fault).forEach(link -> link.heals(suffered));
        }
    }

    private Collection<Link> concerned(int epno, MalFault fault) {
        List<Link> concerned = new ArrayList<>();
        if (fault instanceof MalCut cut) {
            List<String> side = new ArrayList<>(cut.beside());
            side.add(name(epno));
            for (String other : cut.from()) {
                for (String here : side) {
                    cut(eps.get(here), eps.get(other), concerned);
                    cut(watchers.get(here), watchers.get(other), concerned);
                }
            }
        } else if (fault instanceof MalClog || fault instanceof MalDelay) {
            fault.eps().forEach(name -> concerned.add(link(epno, number(name))));
        }
        return concerned;
    }

    private void cut(@Nullable Integer here, @Nullable Integer there, List<Link> concerned) {
        if (here != null && there != null) {
            concerned.add(link(here, there));
            concerned.add(link(there, here));
        }
    }

    private String name(int number) {
        return eps.entrySet().stream()
                .filter(each -> each.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Nothing arrives any more. */
    public void close() {
        swizzles.values().forEach(Swizzling::end);
        links.values().forEach(Link::close);
    }
}
