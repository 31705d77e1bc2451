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

    /**
     * Puts another thing in place of one that every pool is made of.
     *
     * @param path names of fields, with dots between
     */
    public void inPools(String path, UnaryOperator<Object> other) {
        simulation.proxies().forEach(dcp -> dcp.server().withPool(pool -> replaced(pool, path, other)));
    }

    private static boolean replaced(ConnectionPool pool, String path, UnaryOperator<Object> other) {
        try {
            Object part = pool;
            List<String> names = List.of(path.split("\\.", -1));
            for (String name : names.subList(0, names.size() - 1)) {
                part = field(part, name).get(part);
            }
            Field last = field(part, names.get(names.size() - 1));
            last.set(part, other.apply(last.get(part)));
            return true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the pool has changed", e);
        }
    }

    private static Field field(Object part, String name) throws ReflectiveOperationException {
        Field field = part.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
