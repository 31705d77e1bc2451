package io.opendcp.simulator.watch;

import io.opendcp.simulator.session.EpStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The monitor (dmmppmon, dmmonitor): hears all watchers, switches groups, and takes over by itself where it may. */
public final class Monitor {
    private static final int TABLE_INDENT = 18;

    private record Heard(WatcherStatus status, long at) {}

    private final DataWatch watch;
    private final WatchSpec spec;
    private final RandomGenerator chance;
    private final Conditions conditions;
    private final Map<String, Heard> heard = new LinkedHashMap<>();
    private final Map<Integer, Switch> switches = new HashMap<>();
    /** Watchers that were heard of, and are not any more. */
    private final Set<String> silent = new HashSet<>();

    /** By EPNO, where somebody has said so; else as the files say. */
    private final Map<Integer, Boolean> automatic = new HashMap<>();
    /** Standbys that take nobody's place. */
    private final Set<String> detached = new HashSet<>();

    private final Map<Integer, Long> lostSince = new HashMap<>();
    private boolean splitTold;
    private boolean away;

    Monitor(DataWatch watch, WatchSpec spec, RandomGenerator chance) {
        this.watch = watch;
        this.spec = spec;
        this.chance = chance;
        conditions = new Conditions(watch, this);
    }

    /** Its process ends: it hears, tells and decides nothing. */
    public void stop() {
        away = true;
    }

    /** It starts, and has heard of nobody. */
    public void start() {
        away = false;
        heard.clear();
        silent.clear();
        lostSince.clear();
    }

    /** Whether its process is there. */
    public boolean isRunning() {
        return !away;
    }

    void hears(WatcherStatus status) {
        if (away) {
            return;
        }
        Heard before = heard.put(status.instance(), new Heard(status, watch.now()));
        boolean again = silent.remove(status.instance());
        if (before == null || again || before.status().ok() != status.ok()) {
            String table = "\n"
                    + TextTable.of(
                            TABLE_INDENT,
                            WatcherStatus.HEADS,
                            List.of(status.columns(watch.mpp().spec().zone())));
            watch.tell(
                    "收到守护进程(" + status.instance() + ")消息" + table,
                    "Received message from(" + status.instance() + ")" + table);
        }
    }

    /** A primary wants to go on without its standby. */
    void isAsked(Watcher asking, Consumer<Boolean> answer) {
        if (!away) {
            answer.accept(!switches.containsKey(asking.epno()));
        }
    }

    private List<WatcherStatus> known() {
        return heard.values().stream().map(Heard::status).toList();
    }

    /** What was heard last of the watcher of an instance, though it may be silent now; empty if nothing ever was. */
    public Optional<WatcherStatus> heard(String instance) {
        return Optional.ofNullable(heard.get(instance)).map(Heard::status);
    }

    /** Whether a watcher has been heard of lately. */
    public boolean hearsOf(String instance) {
        return fresh(instance).isPresent();
    }

    Optional<WatcherStatus> fresh(String instance) {
        return Optional.ofNullable(heard.get(instance))
                .filter(last -> watch.since(last.at()).compareTo(spec.farError()) <= 0)
                .map(Heard::status);
    }

    void tick() {
        if (away) {
            return;
        }
        for (Watcher watcher : watch.watchers()) {
            if (watcher.ep().isCurrent()) {
                look(watcher);
            }
        }
        tellSilent();
        tellSplit();
    }

    private void tellSilent() {
        for (String instance : heard.keySet()) {
            if (fresh(instance).isEmpty() && silent.add(instance)) {
                watch.tell("接收守护进程(" + instance + ")消息超时", "Received message timeout from(" + instance + ")");
            }
        }
    }

    private void look(Watcher primary) {
        Optional<WatcherStatus> status = fresh(primary.name());
        boolean left = status.filter(its -> its.watcher() == WatcherState.SHUTDOWN)
                .isPresent(); // somebody has told it to look after nothing
        boolean lost = status.isEmpty() || !status.get().ok() && !left;
        if (!lost) {
            lostSince.remove(primary.epno());
            return;
        }
        long since = lostSince.computeIfAbsent(primary.epno(), none -> watch.now());
        boolean confirmed = status.isEmpty() || watch.since(since).compareTo(spec.instanceError()) >= 0;
        if (automatic.getOrDefault(primary.epno(), spec.automatic())
                && confirmed
                && !switches.containsKey(primary.epno())) {
            takeOverFrom(primary);
        }
    }

    private void takeOverFrom(Watcher primary) {
        Watcher standby = partner(primary);
        if (heard.containsKey(primary.name())
                && conditions.takeoverRefusal(standby, primary, false).isEmpty()) {
            watch.tell(
                    "检测到主库" + primary.name() + "故障，开始自动接管",
                    "Check primary instance error (" + primary.name() + "), start to auto takeover");
            begin(Switch.takeover(watch, spec, chance, standby, primary, false));
        }
    }

    private void tellSplit() {
        List<String> split = known().stream()
                .filter(WatcherStatus::split)
                .map(WatcherStatus::instance)
                .toList();
        if (!split.isEmpty() && !splitTold) {
            watch.tell("实例" + split + "发生分裂，需要用户干预", "Instances " + split + " are split, somebody has to decide");
        }
        splitTold = !split.isEmpty();
    }

    void automatic(int epno, boolean on) {
        automatic.put(epno, on);
    }

    /** Whether somebody has said that a group's standby takes over by itself, or does not; empty if nobody has. */
    public Optional<Boolean> automatic(int epno) {
        return Optional.ofNullable(automatic.get(epno));
    }

    void detached(String standby, boolean is) {
        if (is) {
            detached.add(standby);
        } else {
            detached.remove(standby);
        }
    }

    /** Whether a standby has been taken out of its group. */
    public boolean isDetached(String standby) {
        return detached.contains(standby);
    }

    /** The watcher of the other instance of its group. */
    Watcher partner(Watcher watcher) {
        EpStore other = watch.mpp().roles().partner(watcher.ep().state()).orElseThrow();
        return watch.watcher(other.spec().instanceName());
    }

    private void begin(Switch begun) {
        switches.put(begun.epno(), begun);
        begun.begin(() -> switches.remove(begun.epno(), begun));
    }

    /** Whether a switch of an EP's group is under way. */
    public boolean isSwitching(int epno) {
        return switches.containsKey(epno);
    }

    /**
     * switchover: a standby and its primary change places.
     *
     * @param instance the standby
     * @throws MonitorException if it is none, or cannot now
     */
    public void switchover(String instance) {
        Watcher standby = require(instance);
        Watcher primary = partner(standby);
        conditions.requireSwitchover(standby, primary);
        begin(Switch.switchover(watch, spec, chance, standby, primary));
    }

    /** Whether {@link #switchover} can be done now. */
    public boolean canSwitchOver(String instance) {
        try {
            Watcher standby = require(instance);
            conditions.requireSwitchover(standby, partner(standby));
            return true;
        } catch (MonitorException refused) {
            return false;
        }
    }

    /** Whether {@link #takeover} can be done now. */
    public boolean canTakeOver(String instance, boolean force) {
        try {
            Watcher standby = require(instance);
            requireFree(standby);
            return conditions.takeoverRefusal(standby, partner(standby), force).isEmpty();
        } catch (MonitorException refused) {
            return false;
        }
    }

    /**
     * takeover: a standby takes the place of its primary, which is lost.
     *
     * @param force whether also if it may not have all that the primary had
     * @throws MonitorException if it is none, or may not
     */
    public void takeover(String instance, boolean force) {
        Watcher standby = require(instance);
        Watcher primary = partner(standby);
        requireFree(standby);
        conditions.takeoverRefusal(standby, primary, force).ifPresent(refused -> {
            throw refused;
        });
        begin(Switch.takeover(watch, spec, chance, standby, primary, force));
    }

    /** The watcher of an instance; -8045 if it has none, -8013 if it is silent, -8113 while its group is switched. */
    Watcher reachable(String instance) {
        Watcher watcher = require(instance);
        heardOf(watcher);
        requireFree(watcher);
        return watcher;
    }

    private Watcher require(String instance) {
        try {
            return watch.watcher(instance);
        } catch (IllegalArgumentException e) {
            throw new MonitorException(-8045, "实例名无效或尚未收到实例消息", "Unknown instance, or nothing heard of it yet");
        }
    }

    WatcherStatus heardOf(Watcher watcher) {
        return fresh(watcher.name())
                .orElseThrow(() ->
                        new MonitorException(-8013, "接收守护进程消息超时", "Nothing heard of the watcher of " + watcher.name()));
    }

    void requireFree(Watcher watcher) {
        if (switches.containsKey(watcher.epno())) {
            throw new MonitorException(-8113, "监视器操作冲突，终止操作", "Another operation on this group is under way");
        }
    }

    void close() {
        new ArrayList<>(switches.values()).forEach(Switch::stop);
    }
}
