package io.opendcp.simulation.workload;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two clients, and others who cancel what runs in the sessions of these, each once. The statements of the two wait for a row that
 * somebody keeps, so that only a cancel ends them, or find their token at once. What was cancelled is compared with who was meant.
 */
public final class Cancels implements Workload {
    private static final int VICTIMS = 2;
    /** Cancels come in so many bursts. */
    private static final int BURSTS = 20;

    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final long LONGEST_BURST = Duration.ofMillis(1).toNanos();
    /** Longer than the way of a message to an EP and back, and a login there, take. */
    private static final long ON_THE_WAY = Duration.ofMillis(8).toNanos();
    /** And a login at another proxy. */
    private static final long BY_A_PEER = Duration.ofMillis(16).toNanos();

    private static final long LONGEST_THOUGHT = Duration.ofMillis(3).toNanos();

    /** @param code of the error, 0 if there was none */
    private record Ran(int victim, boolean waits, long began, long ended, int code) {}

    private record Cancelled(int victim, long sent, long answered) {}

    private final int cancels;
    private final long onTheWay;
    private final List<Ran> ran = new ArrayList<>();
    private final List<Cancelled> cancelled = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private boolean over;

    /**
     * @param cancels by as many clients
     * @param proxies among which clients are spread, so that a cancel may have to be passed on
     */
    public Cancels(int cancels, int proxies) {
        this.cancels = cancels;
        onTheWay = proxies == 1 ? ON_THE_WAY : BY_A_PEER;
    }

    @Override
    public Map<String, Long> counts() {
        return counts;
    }

    @Override
    public CompletableFuture<?> begin(Simulation simulation) {
        Attempts opening = new Attempts(simulation.client("manager"));
        SimulatedClient holder = simulation.clientOf(0, "holder");
        List<SimulatedClient> victims = IntStream.range(0, VICTIMS)
                .mapToObj(each -> simulation.client("victim" + each))
                .toList();
        List<SimulatedClient> others = IntStream.rangeClosed(1, cancels)
                .mapToObj(each -> simulation.client("c" + each))
                .toList();
        return opening.until(() -> Tokens.open(opening.client()))
                .thenCompose(opened ->
                        opening.client().run("CREATE TABLE KEPT(ID INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(ID)"))
                .thenCompose(made -> opening.client().run("INSERT INTO KEPT VALUES(1, 0)"))
                .thenCompose(filled -> holder.connect())
                .thenCompose(connected -> {
                    holder.autoCommit(false);
                    return holder.run("UPDATE KEPT SET V = 1 WHERE ID = 1");
                })
                .thenCompose(kept -> all(victims.stream().map(SimulatedClient::connect)))
                .thenCompose(connected -> all(others.stream().map(SimulatedClient::connect)))
                .thenCompose(connected -> race(simulation, victims, others, holder));
    }

    private static CompletableFuture<Void> all(Stream<? extends CompletableFuture<?>> each) {
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> race(
            Simulation simulation,
            List<SimulatedClient> victims,
            List<SimulatedClient> others,
            SimulatedClient holder) {
        CompletableFuture<Void> working = all(IntStream.range(0, VICTIMS)
                .mapToObj(each -> work(simulation, each, victims.get(each), new CompletableFuture<>())));
        return all(others.stream().map(each -> cancel(simulation, each, victims)))
                .thenCompose(all -> {
                    over = true;
                    return holder.rollback();
                })
                .thenCompose(free -> working);
    }

    private CompletableFuture<Void> work(
            Simulation simulation, int victim, SimulatedClient client, CompletableFuture<Void> done) {
        if (over) {
            done.complete(null);
            return done;
        }
        boolean waits = client.chance().nextBoolean();
        String token = client.name() + "-" + ran.size();
        long began = simulation.elapsed().toNanos();
        client.run(waits ? "UPDATE KEPT SET V = V + 1 WHERE ID = 1" : "SELECT '" + token + "' FROM PLACE WHERE ID = 3")
                .whenComplete((outcome, failure) -> {
                    int code = failure == null ? 0 : SimulatedClient.code(failure);
                    ran.add(new Ran(victim, waits, began, simulation.elapsed().toNanos(), code));
                    counts.merge((waits ? "waiting" : "quick") + ", told " + code, 1L, Long::sum);
                    if (failure == null && !waits && !Echo.texts(outcome).equals(List.of(token))) {
                        done.completeExceptionally(new IllegalStateException("another's answer to " + token));
                        return;
                    }
                    client.pause(Duration.ofNanos(client.chance().nextLong(LONGEST_THOUGHT)))
                            .thenCompose(thought -> work(simulation, victim, client, done));
                });
        return done;
    }

    private CompletableFuture<Void> cancel(
            Simulation simulation, SimulatedClient client, List<SimulatedClient> victims) {
        RandomGenerator chance = client.chance();
        int victim = chance.nextInt(VICTIMS);
        Duration wait = BETWEEN.multipliedBy(chance.nextInt(BURSTS)).plusNanos(chance.nextLong(LONGEST_BURST));
        return client.pause(wait).thenCompose(waited -> {
            long sent = simulation.elapsed().toNanos();
            return client.run(
                            "SP_CANCEL_SESSION_OPERATION(" + victims.get(victim).sessionId() + ")")
                    .thenAccept(answered -> cancelled.add(
                            new Cancelled(victim, sent, simulation.elapsed().toNanos())));
        });
    }

    /** Statements that nobody meant, and cancels of waiting statements that hit nothing. */
    public List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        List<Cancelled> left = new ArrayList<>(cancelled);
        left.sort(Comparator.comparingLong(Cancelled::answered));
        for (Ran each : ran) {
            if (each.code == ErrorCode.CANCELLED.code()) {
                Cancelled meant = left.stream()
                        .filter(one -> one.victim == each.victim && one.sent < each.ended && one.answered > each.began)
                        .findFirst()
                        .orElse(null);
                if (meant == null) {
                    wrong.add("nobody meant " + each);
                } else {
                    left.remove(meant);
                }
            } else if (each.code != 0) {
                wrong.add("another error: " + each);
            }
            cancelled.stream()
                    .filter(one -> each.waits
                            && one.victim == each.victim
                            && each.began + onTheWay < one.sent
                            && one.answered + onTheWay < each.ended)
                    .forEach(one -> wrong.add(one + " missed " + each));
        }
        return wrong;
    }
}
