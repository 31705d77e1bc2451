package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.Seeds;
import io.opendcp.simulator.fault.ClockSkew;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.FailingDisk;
import io.opendcp.simulator.fault.FullDisk;
import io.opendcp.simulator.fault.MalClog;
import io.opendcp.simulator.fault.MalCut;
import io.opendcp.simulator.fault.MalDelay;
import io.opendcp.simulator.fault.SlowDisk;
import io.opendcp.simulator.fault.Swizzle;
import io.opendcp.simulator.fault.WriteConflict;
import io.opendcp.simulator.session.EpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Money is moved between EPs while everything goes wrong that can: what clients were told is what is there. */
class RandomTroubleTest {
    private static final int SEEDS = 12;
    private static final int CLIENTS = 5;
    private static final Duration TROUBLE = Duration.ofSeconds(12);
    private static final Duration STEP = Duration.ofMillis(40);
    private static final Duration QUIET = Duration.ofSeconds(20);

    private final Map<String, Long> bites = new TreeMap<>();
    private long done;
    private long notDone;
    private long unknown;
    private long reads;

    @Test
    void what_clients_were_told_is_what_is_there() {
        Seeds.each(SEEDS, this::storm);

        if (Seeds.areMany()) {
            everythingHappened();
        }
    }

    private void everythingHappened() {
        assertThat(bites.keySet())
                .containsExactlyInAnyOrder(
                        "ClockSkew",
                        "FailingDisk",
                        "FullDisk",
                        "Kill",
                        "MalClog",
                        "MalCut",
                        "MalDelay",
                        "Restart",
                        "SlowDisk",
                        "Swizzle",
                        "WriteConflict");
        assertThat(List.of(done, notDone, unknown, reads))
                .allSatisfy(count -> assertThat(count).isGreaterThan(SEEDS));
    }

    private void storm(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        int eps = 3 + chance.nextInt(2);
        MppSpec spec = MppSpec.ofEps(eps)
                .withMal(Turned.MAL.withIntervals(Duration.ofMillis(600), Duration.ofMillis(400)))
                .withDisk(Turned.DISK)
                .withWaitTime(Duration.ofMillis(500));
        try (Turned cluster = new Turned(spec, seed)) {
            open(cluster);
            List<Mover> movers = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> new Mover(cluster, chance.split(), "c" + i))
                    .toList();
            movers.forEach(Mover::work);

            trouble(cluster, chance);
            movers.forEach(Mover::stop);
            cluster.time.turn(QUIET);

            check(cluster, movers);
        }
    }

    private static void open(Turned cluster) {
        Client client = Client.on(cluster.mpp, 0);
        cluster.run(client, "CREATE TABLE ACCOUNT(ID INT PRIMARY KEY, BALANCE INT) DISTRIBUTED BY HASH(ID)");
        cluster.run(
                client,
                "CREATE TABLE TRANSFER(N VARCHAR(20) PRIMARY KEY, A INT, B INT, AMOUNT INT) DISTRIBUTED BY HASH(N)");
        for (int id = 0; id < Mover.ACCOUNTS; id++) {
            cluster.run(client, "INSERT INTO ACCOUNT VALUES(?, ?)", id, Mover.OPENING);
        }
        client.session().close();
    }

    private static void trouble(Turned cluster, SplittableRandom chance) {
        long end = cluster.time.nanos() + TROUBLE.toNanos();
        while (cluster.time.nanos() < end) {
            int epno = chance.nextInt(cluster.keys.size());
            if (chance.nextInt(12) == 0) {
                cluster.mpp.ep(epno).kill();
                cluster.time.schedule(
                        drawn(chance, 400), () -> cluster.mpp.ep(epno).restart());
            } else if (chance.nextInt(30) == 0) {
                List<EpSession> sessions = new ArrayList<>(cluster.mpp.ep(epno).sessions());
                sessions.forEach(EpSession::kill);
            } else if (chance.nextInt(2) == 0) {
                EpFault fault = drawn(cluster, epno, chance);
                cluster.mpp.ep(epno).suffers(fault);
                cluster.time.schedule(
                        drawn(chance, 2_000), () -> cluster.mpp.ep(epno).heals(fault));
            }
            cluster.time.turn(STEP);
        }
        cluster.time.turn(Duration.ofSeconds(2));
        cluster.mpp.eps().forEach(ep -> {
            ep.heal();
            ep.restart();
        });
    }

    private static Duration drawn(SplittableRandom chance, int millisMax) {
        return Duration.ofMillis(1 + chance.nextInt(millisMax));
    }

    private static EpFault drawn(Turned cluster, int epno, SplittableRandom chance) {
        int other = (epno + 1 + chance.nextInt(cluster.keys.size() - 1)) % cluster.keys.size();
        String name = cluster.mpp.ep(other).spec().instanceName();
        return switch (chance.nextInt(9)) {
            case 0 -> new SlowDisk(drawn(chance, 10), drawn(chance, 50));
            case 1 -> new FailingDisk(1 + chance.nextInt(5));
            case 2 -> new FullDisk();
            case 3 -> new WriteConflict(2 + chance.nextInt(9));
            case 4 -> new ClockSkew(drawn(chance, 5_000));
            case 5 -> MalCut.from(name);
            case 6 -> MalClog.to(name);
            case 7 -> new MalDelay(List.of(name), drawn(chance, 20), drawn(chance, 50));
            default -> new Swizzle(drawn(chance, 1_500));
        };
    }

    private void check(Turned cluster, List<Mover> movers) {
        assertThat(cluster.mpp.commitsUnderWay()).as("commits in doubt").isZero();
        assertThat(movers).allMatch(Mover::isIdle);
        movers.forEach(mover -> assertThat(mover.wrongReads()).isEmpty());
        for (int reader = 0; reader < cluster.keys.size(); reader++) {
            check(cluster, Client.on(cluster.mpp, reader), movers);
        }
        cluster.mpp
                .eps()
                .forEach(ep -> ep.faults().bites().forEach((kind, count) -> bites.merge(kind, count, Long::sum)));
        for (Mover mover : movers) {
            reads += mover.reads();
            done += count(mover, Mover.Belief.DONE);
            notDone += count(mover, Mover.Belief.NOT_DONE);
            unknown += count(mover, Mover.Belief.UNKNOWN);
        }
    }

    private static long count(Mover mover, Mover.Belief belief) {
        return mover.transfers().values().stream().filter(belief::equals).count();
    }

    private static void check(Turned cluster, Client reader, List<Mover> movers) {
        int[] balances = new int[Mover.ACCOUNTS];
        Arrays.fill(balances, Mover.OPENING);
        TreeSet<String> kept = new TreeSet<>();
        cluster.run(reader, "SELECT N, A, B, AMOUNT FROM TRANSFER")
                .resultSets()
                .get(0)
                .rows()
                .forEach(row -> {
                    kept.add(String.valueOf(row[0]));
                    balances[number(row[1])] -= number(row[3]);
                    balances[number(row[2])] += number(row[3]);
                });
        movers.forEach(mover -> mover.transfers().forEach((transfer, belief) -> {
            if (belief != Mover.Belief.UNKNOWN) {
                assertThat(kept.contains(transfer))
                        .as(transfer + ", its client believes: " + belief)
                        .isEqualTo(belief == Mover.Belief.DONE);
            }
        }));
        assertThat(cluster.run(reader, "SELECT BALANCE FROM ACCOUNT ORDER BY ID").resultSets().get(0).rows().stream()
                        .mapToInt(row -> number(row[0])))
                .containsExactly(Arrays.stream(balances).boxed().toArray(Integer[]::new));
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : -1;
    }
}
