package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Faults of every kind, drawn. */
final class RandomFaults {
    private static final int OF_CONNECTIONS = 2;
    private static final int DIRECTED = 8;

    private RandomFaults() {}

    /** One of these. */
    static <T> T of(List<T> choices, SplittableRandom chance) {
        return choices.get(chance.nextInt(choices.size()));
    }

    static Fault any(SplittableRandom chance) {
        return switch (chance.nextInt(OF_CONNECTIONS + DIRECTED)) {
            case 0 -> new Refuse();
            case 1 -> new HalfOpen();
            default -> directed(chance);
        };
    }

    static Directed directed(SplittableRandom chance) {
        Direction direction = of(List.of(Direction.values()), chance);
        return switch (chance.nextInt(DIRECTED)) {
            case 0 -> new Reset(direction);
            case 1 -> new Blackhole(direction);
            case 2 -> new Stall(direction);
            case 3 ->
                new Delay(
                        direction,
                        Duration.ofMillis(chance.nextInt(2_000)),
                        Duration.ofNanos(chance.nextInt(2) * chance.nextLong(1_000_000_000)));
            case 4 -> new Throttle(direction, 1 + chance.nextInt(2_000));
            case 5 -> new Slice(direction, 1 + chance.nextInt(100));
            case 6 -> new Garble(direction, chance.nextInt(500), 1 + chance.nextInt(500));
            default -> new CutAfter(direction, chance.nextInt(2_000));
        };
    }
}
