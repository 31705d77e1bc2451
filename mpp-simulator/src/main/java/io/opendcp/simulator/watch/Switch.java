package io.opendcp.simulator.watch;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.session.Roles;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A switchover or takeover under way: steps one after the other, each a message to a watcher, which does it in its time and answers.
 * If one fails, or no answer comes, the rest is left undone and the watchers see to what there is.
 */
final class Switch {
    /** For a step, from question to answer. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What a watcher does. */
    private interface Work {
        /** @param done runs when it is done */
        void run(Runnable done);
    }

    private record Step(Watcher at, String name, Work work) {}

    private final DataWatch watch;
    private final WatchSpec spec;
    private final RandomGenerator chance;
    private final Watcher standby;
    private final Watcher primary;
    private final boolean takeover;
    private final Deque<Step> steps = new ArrayDeque<>();
    private Runnable over = () -> {};
    private boolean ended;
    private Time.@Nullable Timer timer;

    private Switch(
            DataWatch watch,
            WatchSpec spec,
            RandomGenerator chance,
            Watcher standby,
            Watcher primary,
            boolean takeover) {
        this.watch = watch;
        this.spec = spec;
        this.chance = chance;
        this.standby = standby;
        this.primary = primary;
        this.takeover = takeover;
    }

    static Switch switchover(
            DataWatch watch, WatchSpec spec, RandomGenerator chance, Watcher standby, Watcher primary) {
        Switch made = new Switch(watch, spec, chance, standby, primary, false);
        Roles roles = watch.mpp().roles();
        made.state(primary, WatcherState.SWITCHOVER);
        made.state(standby, WatcherState.SWITCHOVER);
        made.sql(primary, "SP_SET_GLOBAL_DW_STATUS(0, 6)", () -> {});
        made.sql(standby, "SP_SET_GLOBAL_DW_STATUS(0, 6)", () -> {});
        made.sql(primary, "ALTER DATABASE MOUNT", () -> roles.mount(primary.ep().state()));
        made.step(
                standby,
                "SP_APPLY_KEEP_PKG()",
                done -> roles.whenEven(primary.ep().state(), done));
        made.sql(standby, "ALTER DATABASE MOUNT", () -> roles.mount(standby.ep().state()));
        made.sql(
                primary,
                "ALTER DATABASE STANDBY",
                () -> roles.become(primary.ep().state(), InstanceMode.STANDBY));
        made.sql(
                standby,
                "ALTER DATABASE PRIMARY",
                () -> roles.become(standby.ep().state(), InstanceMode.PRIMARY));
        made.place(false);
        made.open(primary);
        made.open(standby);
        made.sql(primary, "SP_SET_GLOBAL_DW_STATUS(6, 0)", () -> {});
        made.sql(standby, "SP_SET_GLOBAL_DW_STATUS(6, 0)", () -> {});
        made.state(primary, WatcherState.OPEN);
        made.state(standby, WatcherState.OPEN);
        return made;
    }

    static Switch takeover(
            DataWatch watch, WatchSpec spec, RandomGenerator chance, Watcher standby, Watcher primary, boolean force) {
        Switch made = new Switch(watch, spec, chance, standby, primary, true);
        Roles roles = watch.mpp().roles();
        made.state(standby, WatcherState.TAKEOVER);
        made.sql(standby, "SP_SET_GLOBAL_DW_STATUS(0, 7)", () -> {});
        made.sql(standby, "SP_APPLY_KEEP_PKG()", () -> {});
        made.sql(standby, "ALTER DATABASE MOUNT", () -> roles.mount(standby.ep().state()));
        made.sql(
                standby,
                "ALTER DATABASE PRIMARY",
                () -> roles.become(standby.ep().state(), InstanceMode.PRIMARY));
        made.place(force);
        made.open(standby);
        made.sql(standby, "SP_SET_GLOBAL_DW_STATUS(7, 0)", () -> {});
        made.state(standby, WatcherState.OPEN);
        return made;
    }

    int epno() {
        return standby.epno();
    }

    private void step(Watcher at, String name, Work work) {
        steps.add(new Step(at, name, work));
    }

    private void state(Watcher at, WatcherState state) {
        step(at, "", done -> {
            WatcherState before = at.state();
            watch.tell(
                    "通知守护进程" + at.name() + "切换" + state + "状态",
                    "Notify dmwatcher(" + at.name() + ") switch to " + state + " status");
            at.become(state);
            watch.tell(
                    "守护进程(" + at.name() + ")状态切换 [" + before + "-->" + state + "]",
                    "Dmwatcher process " + at.name() + " status switching [" + before + "-->" + state + "]");
            watch.tell(
                    "切换守护进程" + at.name() + "为" + state + "状态成功",
                    "Switch dmwatcher " + at.name() + " to " + state + " status success");
            done.run();
        });
    }

    private void sql(Watcher at, String text, Runnable work) {
        step(at, text, done -> {
            work.run();
            done.run();
        });
    }

    /** dmmpp.ctl names the standby, if it has all that anybody was told of. */
    private void place(boolean force) {
        Roles roles = watch.mpp().roles();
        sql(standby, "MPPCTL UPDATE", () -> {
            if (!force && !roles.isTrusted(primary.ep().state())) {
                throw DmException.of(ErrorCode.WRONG_STATUS, "INVALID");
            }
            roles.takesPlace(standby.ep().state());
        });
    }

    private void open(Watcher at) {
        Roles roles = watch.mpp().roles();
        step(at, "ALTER DATABASE OPEN FORCE", done -> roles.open(at.ep().state(), done));
    }

    /** @param whenOver runs when all is done, or is given up */
    void begin(Runnable whenOver) {
        over = whenOver;
        watch.tell(
                (takeover ? "开始使用实例" + standby.name() + "接管" : "开始切换实例" + standby.name()),
                (takeover ? "Start to takeover use instance " : "Start to switchover instance ") + standby.name());
        next();
    }

    private void next() {
        Step step = steps.poll();
        if (ended) {
            return;
        }
        if (step == null) {
            end(true, "");
            return;
        }
        timer = watch.mpp().time().schedule(LIMIT, () -> end(false, step.name()));
        if (!step.name().isEmpty()) {
            watch.tell(
                    "实例" + step.at().name() + "开始执行" + step.name() + "语句",
                    "Instance " + step.at().name() + " start to execute sql " + step.name());
        }
        watch.mpp().post(DataWatch.MONITOR, step.at().name(), () -> arrives(step));
    }

    private void arrives(Step step) {
        if (!step.at().isRunning() || ended) {
            return;
        }
        step.at().isTold();
        watch.mpp().time().schedule(drawTime(), () -> execute(step));
    }

    private Duration drawTime() {
        long least = spec.stepLeast().toNanos();
        return Duration.ofNanos(least + chance.nextLong(spec.stepMost().toNanos() - least + 1));
    }

    private void execute(Step step) {
        if (ended || !step.at().isRunning() || step.at().ep().isDown()) {
            return;
        }
        try {
            step.work().run(() -> watch.mpp().post(step.at().name(), DataWatch.MONITOR, () -> isDone(step)));
        } catch (DmException refused) {
            end(false, step.name());
        }
    }

    private void isDone(Step step) {
        if (ended) {
            return;
        }
        stopTimer();
        if (!step.name().isEmpty()) {
            watch.tell(
                    "实例" + step.at().name() + "执行" + step.name() + "语句成功",
                    "Instance " + step.at().name() + " execute sql " + step.name() + " success");
        }
        next();
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void end(boolean done, String at) {
        stop();
        if (done) {
            watch.count(takeover ? "Takeover" : "Switchover");
            watch.tell(
                    takeover ? "使用实例" + standby.name() + "接管成功" : "实例" + standby.name() + "切换成功",
                    takeover
                            ? "Use instance " + standby.name() + " to takeover success"
                            : "Switchover instance " + standby.name() + " success");
        } else {
            watch.tell(
                    takeover
                            ? "[code = -8083] 使用实例" + standby.name() + "接管失败: " + at
                            : "[code = -8082] 实例" + standby.name() + "切换失败: " + at,
                    takeover
                            ? "[code = -8083] Use instance " + standby.name() + " to takeover failed: " + at
                            : "[code = -8082] Switchover instance " + standby.name() + " failed: " + at);
        }
        over.run();
    }

    /** Nothing more happens. */
    void stop() {
        ended = true;
        stopTimer();
    }
}
