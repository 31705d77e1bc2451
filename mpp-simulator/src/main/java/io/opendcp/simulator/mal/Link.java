package io.opendcp.simulator.mal;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.fault.MalCut;
import io.opendcp.simulator.fault.MalDelay;
import io.opendcp.simulator.fault.MalFault;
import io.opendcp.simulator.fault.Suffered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The way of messages from one EP to another: a line in which each waits for those before it. */
final class Link {
    private static final class Message {
        private final Runnable arrives;
        private final long sent;
        private final long due;
        private boolean held;

        Message(Runnable arrives, long sent, long due) {
            this.arrives = arrives;
            this.sent = sent;
            this.due = due;
        }
    }

    private final MalSpec spec;
    private final Time time;
    private final RandomGenerator chance;
    private final Deque<Message> line = new ArrayDeque<>();
    private final List<Suffered<MalFault>> faults = new ArrayList<>();
    private Time.@Nullable Timer timer;
    private int endsDown;
    private boolean delivering;
    private boolean closed;

    Link(MalSpec spec, Time time, RandomGenerator chance) {
        this.spec = spec;
        this.time = time;
        this.chance = chance;
    }

    boolean isInstant() {
        return spec.most().isZero() && faults.isEmpty() && line.isEmpty() && endsDown == 0;
    }

    void send(Runnable arrives) {
        if (endsDown > 0 || closed) {
            return; // nobody is there to send or to take it
        }
        Message last = line.peekLast();
        long now = time.nanos();
        long due = Math.max(now + drawNanos(), last == null ? now : last.due);
        Message message = new Message(arrives, now, due);
        line.add(message);
        hold(message);
        deliver();
    }

    private long drawNanos() {
        long least = spec.least().toNanos();
        long room = spec.most().toNanos() - least;
        long nanos = least + (room == 0 ? 0 : chance.nextLong(room + 1));
        for (Suffered<MalFault> each : faults) {
            if (each.fault() instanceof MalDelay delay) {
                each.bites();
                nanos += delay.drawNanos(chance);
            }
        }
        return nanos;
    }

    private boolean isBlocked() {
        return faults.stream().anyMatch(Link::blocks);
    }

    private static boolean blocks(Suffered<MalFault> each) {
        return !(each.fault() instanceof MalDelay);
    }

    /** A fault that blocks takes effect once for each message it holds. */
    private void hold(Message message) {
        if (!message.held && isBlocked()) {
            message.held = true;
            faults.stream().filter(Link::blocks).forEach(Suffered::bites);
        }
    }

    /** Lets arrive what is due; what is sent meanwhile waits for its turn. */
    private void deliver() {
        if (delivering || isBlocked()) {
            return;
        }
        delivering = true;
        Message first = line.peek();
        while (first != null && first.due <= time.nanos() && !isBlocked()) {
            line.remove();
            first.arrives.run();
            first = line.peek();
        }
        delivering = false;
        if (first != null && timer == null && !isBlocked()) {
            timer = time.schedule(Duration.ofNanos(Math.max(0, first.due - time.nanos())), () -> {
                timer = null;
                deliver();
            });
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    void suffers(Suffered<MalFault> fault) {
        faults.add(fault);
        if (isBlocked()) {
            stopTimer();
            line.forEach(this::hold);
        }
    }

    void heals(Suffered<MalFault> fault) {
        faults.remove(fault);
        if (fault.fault() instanceof MalCut) {
            long earliest = time.nanos() - spec.patience().toNanos();
            line.removeIf(message -> message.sent < earliest);
        }
        deliver();
    }

    /** @param senders whether the end that is gone is the sender's, who still has what is held */
    void endOf(boolean senders) {
        endsDown++;
        line.removeIf(message -> !senders || message.held);
        if (line.isEmpty()) {
            stopTimer();
        }
    }

    void endIsBack() {
        endsDown--;
    }

    void close() {
        closed = true;
        line.clear();
        stopTimer();
    }
}
