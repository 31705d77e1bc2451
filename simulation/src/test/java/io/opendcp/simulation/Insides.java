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
        simulation.proxies().forEach(dcp -> dcp.server().withPool(pool -> replaced(pool, List.of(field), other)));
    }

    /** The same, for a part of what the pool keeps free. */
    public void inFreeConnections(String field, UnaryOperator<Object> other) {
        simulation
                .proxies()
                .forEach(dcp -> dcp.server().withPool(pool -> replaced(pool, List.of("free", field), other)));
    }

    private static boolean replaced(ConnectionPool pool, List<String> path, UnaryOperator<Object> other) {
        try {
            Object owner = pool;
            for (String name : path.subList(0, path.size() - 1)) {
                owner = field(owner, name).get(owner);
            }
            Field last = field(owner, path.get(path.size() - 1));
            last.set(owner, other.apply(last.get(owner)));
            return true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the pool has changed", e);
        }
    }

    private static Field field(Object owner, String name) throws NoSuchFieldException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
