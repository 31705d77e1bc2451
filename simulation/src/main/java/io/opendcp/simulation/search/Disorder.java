package io.opendcp.simulation.search;

import io.opendcp.simulation.Trouble;
import io.opendcp.simulator.fault.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Draws troubles: each kind in turn, at drawn parties and moments, with drawn measures. */
final class Disorder {
    private static final long MICROSECONDS = 1_000;
    /** Bytes in which one that is changed does not go unnoticed: the header's check covers them; by default nothing covers the rest. */
    private static final int CHECKED = 20;
    /** A frame without a body has 64. */
    private static final int FRAME = 64;

    /**
     * @param loses whether a connection or an instance may be lost by it
     * @param instance whether it is about an EP, not about a port
     * @param least it is in force for, in ms
     * @param most it is in force for, in ms
     */
    private record Kind(
            boolean loses, boolean instance, int least, int most, BiFunction<String, Disorder, String> sentence) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(true, false, 500, 4000, (party, drawn) -> "on %s, refuse connections".formatted(party)),
            new Kind(
                    true,
                    false,
                    100,
                    2000,
                    (party, drawn) -> "when %s has answered 0 messages, reset its %dth %s"
                            .formatted(party, drawn.within(1, 30), drawn.one())),
            new Kind(true, false, 50, 600, (party, drawn) -> "on %s, vanish without a word".formatted(party)),
            new Kind(true, false, 50, 600, (party, drawn) -> "on %s, swallow its %s".formatted(party, drawn.way())),
            new Kind(false, false, 5, 1000, (party, drawn) -> "on %s, stall its %s".formatted(party, drawn.way())),
            new Kind(
                    false,
                    false,
                    20,
                    1000,
                    (party, drawn) -> "on %s, delay its %s by %d us and up to %d us more"
                            .formatted(party, drawn.way(), drawn.within(1, 5_000), drawn.within(1, 20_000))),
            new Kind(
                    false,
                    false,
                    100,
                    1000,
                    (party, drawn) -> "on %s, throttle its %s to %d bytes a second"
                            .formatted(party, drawn.way(), drawn.within(5_000, 200_000))),
            new Kind(
                    false,
                    false,
                    100,
                    1000,
                    (party, drawn) -> "on %s, slice its %s into pieces of %d bytes"
                            .formatted(party, drawn.way(), drawn.within(1, FRAME))),
            new Kind(
                    true,
                    false,
                    100,
                    2000,
                    (party, drawn) -> "when %s has answered 0 messages, garble its %dth %s within %d bytes"
                            .formatted(party, drawn.within(1, 30), drawn.one(), CHECKED)),
            new Kind(
                    true,
                    false,
                    1000,
                    6000,
                    (party, drawn) -> "when %1$s has answered %2$d commits, cut its %3$dth reply after %4$d bytes"
                            .formatted(party, drawn.within(0, 4), drawn.within(5, 20), drawn.within(0, CHECKED))),
            new Kind(false, false, 5, 500, (party, drawn) -> "on %s, pause it".formatted(party)),
            new Kind(
                    true,
                    false,
                    5,
                    1000,
                    (party, drawn) -> "when %s has answered %d commits, kill it".formatted(party, drawn.within(0, 5))),
            new Kind(
                    false,
                    true,
                    20,
                    1000,
                    (party, drawn) -> "on %s, slow its disk by %d us and up to %d us more"
                            .formatted(party, drawn.within(1, 2_000), drawn.within(1, 5_000))),
            new Kind(
                    true,
                    true,
                    200,
                    2000,
                    (party, drawn) -> "on %s, fail 1 of %d writes".formatted(party, drawn.within(1, 3))),
            new Kind(true, true, 100, 1000, (party, drawn) -> "on %s, fill its disk".formatted(party)),
            new Kind(
                    true,
                    true,
                    100,
                    1000,
                    (party, drawn) -> "on %s, refuse 1 of %d changes".formatted(party, drawn.within(1, 5))),
            new Kind(
                    false,
                    true,
                    100,
                    1500,
                    (party, drawn) -> "on %s, set its clock %d ms %s"
                            .formatted(party, drawn.within(1, 60_000), drawn.any(List.of("ahead", "back")))),
            new Kind(
                    true,
                    true,
                    20,
                    1000,
                    (party, drawn) -> "on %s, cut it off from %s".formatted(party, drawn.other(party))),
            new Kind(
                    true,
                    true,
                    20,
                    1000,
                    (party, drawn) -> "on %s, clog its messages to %s".formatted(party, drawn.other(party))),
            new Kind(
                    false,
                    true,
                    20,
                    1000,
                    (party, drawn) -> "on %s, delay its messages to %s by %d us and up to %d us more"
                            .formatted(party, drawn.other(party), drawn.within(1, 2_000), drawn.within(1, 5_000))),
            new Kind(
                    true,
                    true,
                    20,
                    1000,
                    (party, drawn) ->
                            "on %s, swizzle its links within %d ms".formatted(party, drawn.within(20, 1_000))));

    private final int lasting;
    private final RandomGenerator chance;
    private final List<String> eps;
    private final List<String> all;

    /**
     * @param proxies what goes wrong between them and their clients
     * @param lasting how many times longer than usual all lasts: to take over takes time
     */
    Disorder(RandomGenerator chance, List<String> eps, List<String> proxies, int lasting) {
        this.lasting = lasting;
        this.chance = chance;
        this.eps = eps;
        all = new ArrayList<>(eps);
        all.addAll(proxies);
    }

    /** So many within {@code horizon}, in the order in which they begin. */
    List<Trouble> draw(int count, Duration horizon) {
        return draw(KINDS, count, horizon);
    }

    /** The same of those kinds that make everything late and lose nothing. */
    List<Trouble> delays(int count, Duration horizon) {
        return draw(KINDS.stream().filter(kind -> !kind.loses()).toList(), count, horizon);
    }

    private List<Trouble> draw(List<Kind> kinds, int count, Duration horizon) {
        List<Trouble> troubles = new ArrayList<>();
        int first = chance.nextInt(kinds.size());
        for (int i = first; i < first + count; i++) {
            troubles.add(one(kinds.get(i % kinds.size()), horizon));
        }
        troubles.sort(Comparator.comparing(Trouble::from));
        return troubles;
    }

    private Trouble one(Kind kind, Duration horizon) {
        String party = any(kind.instance() ? eps : all);
        long from = chance.nextLong(Math.max(1, horizon.toNanos() / MICROSECONDS)) * MICROSECONDS;
        int during = within(kind.least(), kind.most()) * lasting;
        return new Trouble(
                Duration.ofNanos(from),
                Duration.ofMillis(during),
                Faults.parse(kind.sentence().apply(party, this)));
    }

    private <T> T any(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }

    private int within(int least, int most) {
        return least + chance.nextInt(most - least + 1);
    }

    private String other(String ep) {
        return any(eps.stream().filter(each -> !each.equals(ep)).toList());
    }

    private String way() {
        return any(List.of("requests", "replies"));
    }

    private String one() {
        return any(List.of("request", "reply"));
    }
}
