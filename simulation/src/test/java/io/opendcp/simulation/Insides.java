package io.opendcp.simulation;

import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.simulation.check.Violation;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reaches into a simulation, and into the pools of its proxies: where a bug is planted there is no door. */
public final class Insides {
    private final Simulation simulation;

    public Insides(Simulation simulation) {
        this.simulation = simulation;
    }

    /** What is promised whatever the workload, and broken. */
    public List<Violation> violations() {
        return simulation.violations();
    }

    /** Puts another thing in place of one that every pool is made of. */
    public void inPools(String field, UnaryOperator<Object> other) {
        simulation.proxies().forEach(dcp -> dcp.server().withPool(pool -> replaced(pool, field, other)));
    }

    private static boolean replaced(ConnectionPool pool, String name, UnaryOperator<Object> other) {
        try {
            Field field = ConnectionPool.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(pool, other.apply(field.get(pool)));
            return true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the pool has changed", e);
        }
    }
}
