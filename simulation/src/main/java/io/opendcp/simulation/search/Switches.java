package io.opendcp.simulation.search;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.workload.Steady;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.MonitorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What planned switchovers and lost primaries do to transactions under load, over many seeds. */
public final class Switches {
    /** How an EP gets another primary. */
    enum Way {
        /** One group. */
        SWITCHOVER,
        /** Another group while the first is being switched. */
        OVERLAPPING,
        /** Its primary is killed, and comes back later as standby. */
        TAKEOVER
    }

    /**
     * What was seen under one seed.
     *
     * @param interrupted transactions that were under way at a cut, by error
     * @param wrong what may not be: new transactions that failed, interrupted ones with another error
     * @param outage from the first cut to the end of the first transaction that began after it
     * @param watchers from the first cut to the end of the last switch
     */
    record Seen(
            long committed, Map<Integer, Long> interrupted, List<String> wrong, Duration outage, Duration watchers) {}

    private static final Set<Integer> DEFINED =
            Set.of(ErrorCode.CONNECTION_LOST.code(), ErrorCode.OUTCOME_UNKNOWN.code());
    /** Seeds. */
    private static final int PROGRESS = 25;

    private static final int LONGEST_BEFORE = 500;
    private static final int LONGEST_BETWEEN = 60;
    private static final Duration BACK_AFTER = Duration.ofSeconds(5);

    private final Way way;
    private final int groups;
    private final int clients;
    private final int transactions;
    private final List<Long> cuts = new ArrayList<>();
    /** When the last switch was over; -1 if it has not been. */
    private long switched = -1;

    Switches(Way way, int groups, int clients, int transactions) {
        this.way = way;
        this.groups = groups;
        this.clients = clients;
        this.transactions = transactions;
    }

    /** @throws io.opendcp.simulation.SimulationException if somebody hangs, or something is left open */
    Seen run(long seed) {
        SimulationSpec spec = SimulationSpec.ofSeed(seed)
                .withEps(groups)
                .withProxies(2)
                .withPoolSize(clients)
                .withLimit(Duration.ofMinutes(10))
                .withStandbys(true);
        try (Simulation simulation = Simulation.start(spec)) {
            RandomGenerator chance = simulation.chance("switches");
            Steady load = simulation.withMpp(mpp -> {
                mpp.roles().onCut(() -> cuts.add(mpp.time().nanos()));
                Duration before = Duration.ofMillis(chance.nextInt(LONGEST_BEFORE));
                return new Steady(
                        clients, transactions, () -> mpp.time().schedule(before, () -> begin(simulation, mpp, chance)));
            });
            simulation.run(load);
            return seen(load);
        }
    }

    private void begin(Simulation simulation, SimulatedMpp mpp, RandomGenerator chance) {
        DataWatch watch = simulation.watch().orElseThrow();
        watch.listen(notice -> {
            if (switched < 0 && done(watch) == (way == Way.OVERLAPPING ? 2 : 1)) {
                switched = mpp.time().nanos();
            }
        });
        int first = chance.nextInt(groups);
        if (way == Way.TAKEOVER) {
            mpp.ep(first).kill();
            String name = EpSpec.numbered(first).instanceName();
            mpp.time().schedule(BACK_AFTER, () -> mpp.ep(name).restart());
            return;
        }
        switchover(mpp, watch, first);
        if (way == Way.OVERLAPPING) {
            int other = (first + 1 + chance.nextInt(groups - 1)) % groups;
            mpp.time()
                    .schedule(Duration.ofMillis(chance.nextInt(LONGEST_BETWEEN)), () -> switchover(mpp, watch, other));
        }
    }

    /** How many switches have come to their end; who listens is told of one after it has been counted. */
    private long done(DataWatch watch) {
        return watch.counts().getOrDefault(way == Way.TAKEOVER ? "Takeover" : "Switchover", 0L);
    }

    /** As soon as the monitor takes it. */
    private static void switchover(SimulatedMpp mpp, DataWatch watch, int group) {
        try {
            watch.monitor().switchover(EpSpec.standbyOf(group).instanceName());
        } catch (MonitorException notYet) {
            mpp.time().schedule(Duration.ofMillis(10), () -> switchover(mpp, watch, group));
        }
    }

    private Seen seen(Steady load) {
        Map<Integer, Long> interrupted = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        long committed = 0;
        long firstNew = Long.MAX_VALUE;
        for (Steady.Made each : load.made()) {
            if (each.code() == 0) {
                committed++;
                if (!cuts.isEmpty() && each.began() > cuts.get(0)) {
                    firstNew = Math.min(firstNew, each.ended());
                }
            } else if (cuts.stream().noneMatch(cut -> each.began() <= cut && cut <= each.ended())) {
                wrong.add("a new transaction failed: " + each);
            } else if (DEFINED.contains(each.code())) {
                interrupted.merge(each.code(), 1L, Long::sum);
            } else {
                wrong.add("an interrupted transaction got another error: " + each);
            }
        }
        if (cuts.isEmpty() || firstNew == Long.MAX_VALUE || switched < 0) {
            wrong.add("the load was over before the switch was");
            return new Seen(committed, interrupted, wrong, Duration.ZERO, Duration.ZERO);
        }
        return new Seen(
                committed,
                interrupted,
                wrong,
                Duration.ofNanos(firstNew - cuts.get(0)),
                Duration.ofNanos(switched - cuts.get(0)));
    }

    /** Arguments: {@link SwitchesOptions#parse}. Ends with 1 if something was wrong, with 2 if they are. */
    public static void main(String[] args) {
        SwitchesOptions options;
        try {
            options = SwitchesOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        boolean right = true;
        for (Way way : options.ways()) {
            right &= report(way, options);
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean report(Way way, SwitchesOptions options) {
        List<Seen> all = new ArrayList<>();
        Map<Integer, Long> interrupted = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int seed = options.firstSeed(); seed < options.firstSeed() + options.seeds(); seed++) {
            try {
                Seen seen = new Switches(way, options.groups(), options.clients(), options.transactions()).run(seed);
                all.add(seen);
                seen.interrupted().forEach((code, count) -> interrupted.merge(code, count, Long::sum));
                for (String each : seen.wrong()) {
                    wrong.add("seed " + seed + ": " + each);
                }
            } catch (SimulationException e) {
                wrong.add("seed " + seed + ": " + e.what());
            }
            int done = seed - options.firstSeed() + 1;
            if (done % PROGRESS == 0) {
                System.err.printf("%s: %d of %d seeds, wrong %d%n", way, done, options.seeds(), wrong.size());
            }
        }
        System.out.printf(
                "%s, %d seeds: %d transactions committed, interrupted %s, wrong %d%n",
                way, options.seeds(), all.stream().mapToLong(Seen::committed).sum(), interrupted, wrong.size());
        System.out.printf(
                "  first cut to first answered new transaction: %s; to the end of the watchers' work: %s%n",
                spread(all.stream().map(Seen::outage).sorted().toList()),
                spread(all.stream().map(Seen::watchers).sorted().toList()));
        wrong.stream().limit(10).forEach(each -> System.out.println("  " + each));
        return wrong.isEmpty();
    }

    private static String spread(List<Duration> sorted) {
        return sorted.isEmpty()
                ? "-"
                : "median %d ms, most %d ms"
                        .formatted(
                                sorted.get(sorted.size() / 2).toMillis(),
                                sorted.get(sorted.size() - 1).toMillis());
    }
}
