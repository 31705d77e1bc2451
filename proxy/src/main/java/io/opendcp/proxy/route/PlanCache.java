package io.opendcp.proxy.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plans by shape; those used longest ago go first. A missing one is made on another thread, one at a time for a shape, and
 * given on the event loop that this is confined to.
 */
public final class PlanCache {
    /** Shapes that are waited for at a time. */
    static final int MOST_PENDING = 64;
    /** Requests that wait for plans at a time. */
    static final int MOST_WAITING = 10_000;

    private final int most;
    private final Executor parsing;
    private final Executor loop;
    private final Map<String, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, List<Consumer<@Nullable Plan>>> pending = new HashMap<>();
    private int waiting;

    /**
     * @param most plans to keep
     * @param parsing where texts are parsed; may refuse
     * @param loop runs what it is given on the event loop
     */
    public PlanCache(int most, Executor parsing, Executor loop) {
        this.most = most;
        this.parsing = parsing;
        this.loop = loop;
    }

    /** Gives the plan of a shape, at once or later; null if too much is being parsed. */
    void find(String shape, Consumer<@Nullable Plan> told) {
        Plan plan = plans.get(shape);
        if (plan != null) {
            told.accept(plan);
            return;
        }
        List<Consumer<@Nullable Plan>> others = pending.get(shape);
        if (waiting >= MOST_WAITING || others == null && pending.size() >= MOST_PENDING) {
            told.accept(null);
            return;
        }
        waiting++;
        if (others != null) {
            others.add(told);
            return;
        }
        List<Consumer<@Nullable Plan>> all = new ArrayList<>();
        all.add(told);
        pending.put(shape, all);
        try {
            parsing.execute(() -> {
                Plan made = Planner.plan(shape);
                loop.execute(() -> made(shape, made));
            });
        } catch (RejectedExecutionException e) {
            tell(shape, null);
        }
    }

    private void made(String shape, Plan plan) {
        plans.put(shape, plan);
        if (plans.size() > most) {
            plans.remove(plans.keySet().iterator().next());
        }
        tell(shape, plan);
    }

    private void tell(String shape, @Nullable Plan plan) {
        List<Consumer<@Nullable Plan>> all = pending.remove(shape);
        if (all != null) {
            waiting -= all.size();
            all.forEach(told -> told.accept(plan));
        }
    }

    /** Plans that are kept. */
    int size() {
        return plans.size();
    }
}
