package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Faults of every kind, drawn. */
final class RandomFaults {
    private static final int OF_CONNECTIONS = 3;
    private static final int DIRECTED = 8;
    private static final int BEHIND = 9;

    private RandomFaults() {}

    /** One of these. */
    static <T> T of(List<T> choices, SplittableRandom chance) {
        return choices.get(chance.nextInt(choices.size()));
    }

    static Fault any(SplittableRandom chance) {
        return switch (chance.nextInt(OF_CONNECTIONS + DIRECTED)) {
            case 0 -> new Refuse();
            case 1 -> new HalfOpen();
            case 2 -> new ClientsGone();
            default -> directed(chance);
        };
    }

    /** Behind the port of EP01. */
    static EpFault behind(SplittableRandom chance) {
        Duration some = Duration.ofMillis(chance.nextInt(2_000));
        Duration more = Duration.ofNanos(chance.nextInt(2) * chance.nextLong(1_000_000_000));
        List<String> eps = of(List.of(List.of("EP02"), List.of("EP02", "EP03")), chance);
        return switch (chance.nextInt(BEHIND)) {
            case 0 -> new SlowDisk(some, more);
            case 1 -> new FailingDisk(1 + chance.nextInt(9));
            case 2 -> new FullDisk();
            case 3 -> new WriteConflict(1 + chance.nextInt(9));
            case 4 -> new ClockSkew(chance.nextBoolean() ? some : some.negated(), more);
            case 5 -> new MalCut(of(List.of(List.of(), List.of("EP04"), List.of("EP04", "EP05")), chance), eps);
            case 6 -> new MalClog(eps);
            case 7 -> new MalDelay(eps, some, more);
            default -> new Swizzle(some);
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
