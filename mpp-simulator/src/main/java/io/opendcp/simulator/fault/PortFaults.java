package io.opendcp.simulator.fault;

import io.netty.channel.Channel;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the connections of one port and with the instance behind it, and how often it has. Confined to the
 * port's event loop. Connections have a {@link FaultHandler} only while there is a fault or a trigger.
 */
public final class PortFaults {
    private final Time time;
    private final RandomGenerator chance;
    private final @Nullable Instance instance;
    private final Set<Channel> connections = new LinkedHashSet<>();
    private final Set<Fault> inForce = new LinkedHashSet<>();
    private final Triggers triggers = new Triggers(this);
    private final Map<String, Long> bites = new TreeMap<>();
    private FaultListener listener = FaultListener.NOBODY;
    private Duration keepAlive = Duration.ZERO;

    /**
     * @param time what delays are measured in
     * @param chance what is drawn from
     * @param instance what is behind the port; null if that is not ours to kill, nor its users known
     */
    public PortFaults(Time time, RandomGenerator chance, @Nullable Instance instance) {
        this.time = time;
        this.chance = chance;
        this.instance = instance;
    }

    /** Who is told of all that goes wrong from now on; there is one at most. */
    public void listen(FaultListener told) {
        listener = told;
    }

    /** @throws IllegalArgumentException if there is nothing behind the port that could suffer */
    private Instance known(EpFault fault) {
        if (instance == null) {
            throw new IllegalArgumentException("there is no instance known here that could suffer it: " + fault);
        }
        return instance;
    }

    /** How long a peer that cannot be reached keeps its connection; zero for ever, as it is first. */
    public void keepAlive(Duration limit) {
        keepAlive = limit;
    }

    Duration keepAlive() {
        return keepAlive;
    }

    Time time() {
        return time;
    }

    RandomGenerator chance() {
        return chance;
    }

    Triggers triggers() {
        return triggers;
    }

    boolean isQuiet() {
        return triggers.isEmpty() && inForce.stream().allMatch(EpFault.class::isInstance);
    }

    /** A connection has been accepted; its handlers are in its pipeline. */
    public void connected(Channel channel) {
        connections.add(channel);
        channel.closeFuture().addListener(closed -> connections.remove(channel));
        if (!isQuiet()) {
            channel.pipeline().addFirst(new FaultHandler(this, List.copyOf(inForce), true));
        }
    }

    /** All connections end. */
    public void cutAll() {
        List.copyOf(connections).forEach(Channel::close);
    }

    /** Connections that are open. */
    public int connections() {
        return connections.size();
    }

    /**
     * The fault comes into force, for connections that there are and those to come; once more is the same as once.
     *
     * @throws IllegalArgumentException if what is behind the port cannot suffer it; then nothing has happened
     */
    public void suffers(Fault fault) {
        if (inForce.contains(fault)) {
            return;
        }
        if (fault instanceof EpFault behind) {
            Instance suffering = known(behind);
            suffering.require(behind);
            listener.suffered(fault); // before it bites, which it may do at once
            suffering.suffers(behind, () -> bitten(fault.kind()));
            inForce.add(fault);
            return;
        }
        inForce.add(fault);
        listener.suffered(fault);
        for (FaultHandler handler : handlers(true)) {
            if (!handler.gone()) {
                fault.strike(handler, false);
            }
        }
    }

    /** The fault is over; harmless if it was not in force. */
    public void heals(Fault fault) {
        if (inForce.remove(fault)) {
            if (fault instanceof EpFault behind) {
                known(behind).heals(behind);
            }
            listener.healed(fault);
            handlers(false).forEach(fault::heal);
            tidy();
        }
    }

    /**
     * From now on {@code trigger} counts, or happens.
     *
     * @throws IllegalArgumentException if it is about an instance or about users, and there are none here
     */
    public void arm(Trigger trigger) {
        boolean behind = trigger.effect() instanceof Effect.OnPort port && port.fault() instanceof EpFault;
        if (instance == null
                && (behind
                        || trigger.effect() instanceof Power
                        || !trigger.user().isEmpty())) {
            throw new IllegalArgumentException("neither an instance nor its users are known here: " + trigger);
        }
        boolean onFrame = trigger.effect() instanceof Effect.OnFrame;
        if (trigger.count() == 0 && !onFrame) {
            happens(trigger.effect(), Runnable::run);
        } else {
            triggers.arm(trigger);
            handlers(true);
        }
    }

    /** Triggers equal to this one count no more. */
    public void disarm(Trigger trigger) {
        triggers.disarm(trigger);
        tidy();
    }

    /** No faults, no triggers. */
    public void heal() {
        triggers.clear();
        for (Fault fault : List.copyOf(inForce)) {
            heals(fault);
        }
        handlers(false).forEach(FaultHandler::healFrames);
        tidy();
    }

    /** Faults that are in force, oldest first. */
    public Set<Fault> inForce() {
        return Collections.unmodifiableSet(inForce);
    }

    /** Triggers that count. */
    public List<Trigger> armed() {
        return triggers.list();
    }

    /** How often each kind of fault took effect; kinds that never did are not there. */
    public Map<String, Long> bites() {
        return Collections.unmodifiableMap(bites);
    }

    /** A fault of this kind took effect. */
    public void bitten(String kind) {
        bites.merge(kind, 1L, Long::sum);
        listener.bitten(kind);
    }

    /**
     * A trigger fired.
     *
     * @param later runs what must not happen amid the work of the connection that set it off
     */
    void happens(Effect effect, Executor later) {
        if (effect instanceof Effect.OnPort port) {
            suffers(port.fault());
        } else if (effect instanceof Power power && instance != null) {
            if (power == Power.KILL) {
                handlers(true).forEach(FaultHandler::silence);
            }
            if (power == Power.PAUSE) {
                instance.pause();
            } else {
                later.execute(() -> power.at(instance));
            }
        }
    }

    /** The handlers of all connections, which get one if {@code make}. */
    private List<FaultHandler> handlers(boolean make) {
        List<FaultHandler> handlers = new ArrayList<>();
        for (Channel channel : List.copyOf(connections)) {
            FaultHandler handler = channel.pipeline().get(FaultHandler.class);
            if (handler == null && make && channel.isOpen()) {
                handler = new FaultHandler(this, List.of(), false);
                channel.pipeline().addFirst(handler);
            }
            if (handler != null) {
                handlers.add(handler);
            }
        }
        return handlers;
    }

    private void tidy() {
        if (isQuiet()) {
            handlers(false).forEach(FaultHandler::leaveIfIdle);
        }
    }
}
