package io.opendcp.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.Seeds;
import io.opendcp.simulator.SimulatedMpp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Faults come and go by chance while clients work; once they are gone, every client finishes and nothing stays behind. */
class RandomFaultsTest {
    private static final int CLIENTS = 4;
    private static final int ROWS = 15;
    private static final int ROUNDS = 60;
    private static final int TURNS_A_STEP = 60;
    private static final Duration TURN = Duration.ofMillis(10);
    /** Turns after which a client believes that no answer will come. */
    private static final int PATIENCE = 400;
    /** Faults in force at a time. */
    private static final int MOST = 3;

    /** Inserts its rows one after the other; connects anew when it hears an error or nothing. */
    private static final class Worker {
        private final Site site;
        private final int first;
        private int done;
        private int waited;
        private @Nullable CompletableFuture<SqlConnection> login;
        private @Nullable CompletableFuture<?> answer;

        Worker(Site site, int number) {
            this.site = site;
            first = number * ROWS;
        }

        boolean finished() {
            return done == ROWS;
        }

        void work() {
            if (finished()) {
                return;
            }
            if (login == null) {
                login = site.connect(1, false);
                waited = 0;
            } else if (login.isCompletedExceptionally()) {
                login = null;
            } else if (login.isDone() && answer == null) {
                answer = site.run(login.getNow(null), "INSERT INTO T VALUES(%d)".formatted(first + done));
                waited = 0;
            } else if (answer != null && answer.isDone()) {
                boolean lost = answer.isCompletedExceptionally();
                boolean thereAlready = lost && Site.codeNow(answer) == UNIQUE;
                done += lost && !thereAlready ? 0 : 1;
                answer = null;
                if (lost && !thereAlready) {
                    leave();
                }
            } else if (++waited > PATIENCE) {
                answer = null;
                leave();
            }
        }

        void leave() {
            CompletableFuture<SqlConnection> left = login;
            login = null;
            if (left != null) {
                left.thenAccept(site::close);
            }
        }
    }

    private static final int UNIQUE = -6602;

    @Test
    void every_client_finishes_once_all_is_healed_and_nothing_stays_open() {
        Set<String> kinds = new HashSet<>();
        Seeds.each(10, seed -> kinds.addAll(run(seed)));

        if (Seeds.areMany()) {
            assertThat(kinds).as("kinds of faults that took effect").hasSizeGreaterThan(7);
        }
    }

    private static Set<String> run(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        try (Site site = new Site(seed)) {
            site.mpp.run(mpp -> {
                Client client = Client.on(mpp, 0);
                client.run("CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
                client.session().close();
            });
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                workers.add(new Worker(site, i));
            }
            List<Fault> inForce = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                if (inForce.size() == MOST || chance.nextInt(3) == 0 && !inForce.isEmpty()) {
                    Fault over = inForce.remove(chance.nextInt(inForce.size()));
                    site.mpp.run(mpp -> mpp.ep(1).heals(over));
                } else if (chance.nextInt(3) == 0) {
                    Fault fault = RandomFaults.any(chance);
                    inForce.add(fault);
                    site.mpp.run(mpp -> mpp.ep(1).suffers(fault));
                }
                step(site, workers);
            }
            site.mpp.run(mpp -> mpp.ep(1).heal());

            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                step(site, workers);
                return workers.stream().allMatch(Worker::finished);
            });
            workers.forEach(Worker::leave);
            await().until(() -> site.mpp.<Boolean>with(mpp -> mpp.ep(1).faults().connections() == 0));
            assertThat(site.mpp.<Long>with(RandomFaultsTest::rows)).isEqualTo(CLIENTS * ROWS);
            return site.mpp.with(mpp -> Set.copyOf(mpp.ep(1).faults().bites().keySet()));
        }
    }

    private static long rows(SimulatedMpp mpp) {
        Client client = Client.on(mpp, 0);
        assertThat(client.session().viewer().sessions()).hasSize(1);
        return client.rows("SELECT K FROM T").size();
    }

    private static void step(Site site, List<Worker> workers) {
        for (int i = 0; i < TURNS_A_STEP; i++) { // sockets are given time, too
            workers.forEach(Worker::work);
            site.turn(TURN);
        }
    }
}
