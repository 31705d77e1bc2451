package io.opendcp.simulation;

import io.opendcp.proxy.journal.Point;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Says at which named points the rare happens, and counts it. */
final class Rarities {
    /** One time in so many. */
    private static final int RARELY = 20;

    private final List<Point> points;
    private final Map<Point, Long> happened = new EnumMap<>(Point.class);
    private boolean on;

    Rarities(List<Point> points) {
        this.points = points;
    }

    /** From now on, or not any more. */
    void on(boolean now) {
        on = now;
    }

    /** What a proxy asks; {@code chance} is its own. */
    Predicate<Point> of(RandomGenerator chance) {
        return point -> {
            boolean happens = on && points.contains(point) && chance.nextInt(RARELY) == 0;
            if (happens) {
                happened.merge(point, 1L, Long::sum);
            }
            return happens;
        };
    }

    /** How often, by point. */
    Map<String, Long> happened() {
        Map<String, Long> all = new TreeMap<>();
        happened.forEach((point, count) -> all.put(point.name(), count));
        return all;
    }
}
