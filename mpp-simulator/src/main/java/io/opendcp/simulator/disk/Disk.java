package io.opendcp.simulator.disk;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.DiskSpec;
import io.opendcp.simulator.fault.DiskFault;
import io.opendcp.simulator.fault.FailingDisk;
import io.opendcp.simulator.fault.FullDisk;
import io.opendcp.simulator.fault.SlowDisk;
import io.opendcp.simulator.fault.Suffered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where an EP's log is: records are written one after the other, each in its time. Confined to the cluster's event loop. */
public final class Disk {
    /** A record on its way to the log. One of these is called, once. */
    public interface Write {
        /** It is there for good. */
        void done();

        /** Nothing of it is there. */
        void failed(DmException error);

        /** The EP was killed, or mounted, amid the write; {@code kept} if the record is there nevertheless. */
        void crashed(boolean kept);
    }

    /** @param failing told when its time is over that it failed */
    private record Pending(Write write, boolean failing, long due) {}

    private final String instance;
    private final DiskSpec spec;
    private final Time time;
    private final RandomGenerator chance;
    private final List<Suffered<DiskFault>> faults = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Time.@Nullable Timer timer;

    /** @param instance what errors name */
    public Disk(String instance, DiskSpec spec, Time time, RandomGenerator chance) {
        this.instance = instance;
        this.spec = spec;
        this.time = time;
        this.chance = chance;
    }

    /** Whether a write takes no time and succeeds. */
    public boolean isCalm() {
        return faults.isEmpty() && spec.most().isZero() && pending.isEmpty();
    }

    public void suffers(Suffered<DiskFault> fault) {
        faults.add(fault);
    }

    public void heals(DiskFault fault) {
        faults.removeIf(each -> each.fault().equals(fault));
    }

    /** Whether it would take nothing, and why not; a fault that refuses has bitten. */
    private @Nullable DmException refusal() {
        for (Suffered<DiskFault> each : faults) {
            if (each.fault() instanceof FullDisk) {
                each.bites();
                return DmException.of(ErrorCode.DISK_FULL, instance);
            }
        }
        return null;
    }

    /**
     * A record that is written in no time, as those of DDL.
     *
     * @throws DmException if it cannot be
     */
    public void require() {
        DmException refused = refusal();
        if (refused == null && drawFailure()) {
            refused = DmException.of(ErrorCode.DISK_ERROR, instance);
        }
        if (refused != null) {
            throw refused;
        }
    }

    /** Begins to write; what takes no time has ended when this returns. */
    public void write(Write write) {
        DmException refused = refusal();
        if (refused != null) {
            write.failed(refused);
            return;
        }
        long free = pending.isEmpty() ? time.nanos() : pending.getLast().due();
        long due = Math.max(time.nanos(), free) + drawNanos();
        Pending next = new Pending(write, drawFailure(), due);
        if (pending.isEmpty() && due == time.nanos()) {
            end(next);
        } else {
            pending.add(next);
            await();
        }
    }

    private long drawNanos() {
        long least = spec.least().toNanos();
        long room = spec.most().toNanos() - least;
        long nanos = least + (room == 0 ? 0 : chance.nextLong(room + 1));
        for (Suffered<DiskFault> each : faults) {
            if (each.fault() instanceof SlowDisk slow) {
                each.bites();
                nanos += slow.drawNanos(chance);
            }
        }
        return nanos;
    }

    private boolean drawFailure() {
        for (Suffered<DiskFault> each : faults) {
            if (each.fault() instanceof FailingDisk failing && failing.hits(chance)) {
                each.bites();
                return true;
            }
        }
        return false;
    }

    private void await() {
        Pending first = pending.peek();
        if (timer == null && first != null) {
            timer = time.schedule(Duration.ofNanos(Math.max(0, first.due() - time.nanos())), this::endFirst);
        }
    }

    private void endFirst() {
        timer = null;
        Pending first = pending.remove();
        await();
        end(first);
    }

    private void end(Pending one) {
        if (one.failing()) {
            one.write().failed(DmException.of(ErrorCode.DISK_ERROR, instance));
        } else {
            one.write().done();
        }
    }

    /** What is under way is there at once, but for what fails. */
    public void flush() {
        endAll(pending.size());
    }

    /** The EP is killed: of the records under way a drawn number of the first are there, the others are not. */
    public void crash() {
        endAll(pending.isEmpty() ? 0 : chance.nextInt(pending.size() + 1));
    }

    private void endAll(int kept) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        List<Pending> all = List.copyOf(pending);
        pending.clear();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).write().crashed(i < kept && !all.get(i).failing());
        }
    }

    /** Nobody hears of what is under way. */
    public void close() {
        if (timer != null) {
            timer.cancel();
        }
        pending.clear();
    }
}
