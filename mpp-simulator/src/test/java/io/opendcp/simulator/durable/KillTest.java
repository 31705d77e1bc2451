package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.fault.MalClog;
import io.opendcp.simulator.fault.SlowDisk;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody is killed amid a commit: before and after every single thing that happens in it. Each message and each write is a
 * task of its own on the clock, so that all moments are met by counting tasks.
 */
class KillTest {
    private static final int SEEDS = 5;

    private enum End {
        COMMITTED,
        ROLLED_BACK
    }

    /** Who is killed, with the client that commits. */
    private interface Victim {
        void dies(Turned cluster, Client client);
    }

    /**
     * Commits on {@code eps} from EP 0, with the kill after 0, 1, 2, .. tasks, until the commit is answered before.
     *
     * @return all ends that were seen
     */
    private static Set<End> everyMoment(List<Integer> eps, Victim victim, Consumer<Turned> afterwards) {
        Set<End> ends = EnumSet.noneOf(End.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            boolean answeredBefore = false;
            for (int tasks = 0; !answeredBefore; tasks++) {
                try (Turned cluster = Turned.of(3, seed)) {
                    answeredBefore = moment(cluster, eps, tasks, victim, afterwards, ends);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed %d, killed after %d tasks".formatted(seed, tasks), e);
                }
            }
        }
        return ends;
    }

    private static boolean moment(
            Turned cluster, List<Integer> eps, int tasks, Victim victim, Consumer<Turned> afterwards, Set<End> ends) {
        Client client = Client.on(cluster.mpp, 0).manual();
        cluster.change(client, eps, 7);
        Client.Answer answer = client.startCommit();
        for (int i = 0; i < tasks && !answer.isHere(); i++) {
            cluster.time.turnToNext();
        }
        boolean answeredBefore = answer.isHere();

        victim.dies(cluster, client);
        cluster.time.turn(Duration.ofMillis(50));
        afterwards.accept(cluster);
        cluster.time.turn(Duration.ofSeconds(3));

        List<Integer> values = cluster.values(1);
        boolean committed = values.get(eps.get(0)) == 7;
        for (int epno = 0; epno < 3; epno++) {
            assertThat(values.get(epno)).as("values %s", values).isEqualTo(committed && eps.contains(epno) ? 7 : 0);
        }
        if (answer.isHere()) {
            assertThat(committed).as("told " + answer.code()).isEqualTo(answer.code() == 0);
        }
        assertThat(cluster.mpp.commitsUnderWay()).isZero();
        assertThat(cluster.code(Client.on(cluster.mpp, 2), "UPDATE T SET V = 9"))
                .isZero();
        ends.add(committed ? End.COMMITTED : End.ROLLED_BACK);
        return answeredBefore;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void an_ep_killed_at_any_moment_of_a_commit_leaves_all_of_it_or_nothing(int victim) {
        Set<End> ends = everyMoment(
                List.of(0, 1, 2),
                (cluster, client) -> cluster.mpp.ep(victim).kill(),
                cluster -> cluster.mpp.ep(victim).restart());

        assertThat(ends).containsExactlyInAnyOrder(End.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void so_does_one_where_the_coordinator_has_changed_nothing_itself(int victim) {
        Set<End> ends = everyMoment(
                List.of(1, 2),
                (cluster, client) -> cluster.mpp.ep(victim).kill(),
                cluster -> cluster.mpp.ep(victim).restart());

        assertThat(ends).containsExactlyInAnyOrder(End.values());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 1"})
    void so_does_one_of_a_single_ep(int ep, int victim) {
        Set<End> ends = everyMoment(
                List.of(ep),
                (cluster, client) -> cluster.mpp.ep(victim).kill(),
                cluster -> cluster.mpp.ep(victim).restart());

        assertThat(ends).containsExactlyInAnyOrder(End.values());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 0"})
    void two_eps_killed_at_once_do_no_harm(int one, int other) {
        Set<End> ends = everyMoment(
                List.of(0, 1, 2),
                (cluster, client) -> {
                    cluster.mpp.ep(one).kill();
                    cluster.mpp.ep(other).kill();
                },
                cluster -> {
                    cluster.mpp.ep(other).restart();
                    cluster.time.turn(Duration.ofSeconds(2));
                    cluster.mpp.ep(one).restart();
                });

        assertThat(ends).containsExactlyInAnyOrder(End.values());
    }

    /** Nothing that it sends in its last milliseconds arrives: the others have to ask what is in its log. */
    @ParameterizedTest
    @CsvSource({"'0,1,2', 2", "'0,1,2', 4", "'0,1,2', 20", "'1,2', 3", "'1,2', 20"})
    void what_a_coordinator_has_decided_and_told_nobody_is_found_in_its_log(String eps, int lastMillis) {
        Set<End> ends = everyMoment(
                numbers(eps),
                (cluster, client) -> {
                    cluster.mpp.ep(0).suffers(MalClog.to("EP02", "EP03"));
                    cluster.time.turn(Duration.ofMillis(lastMillis));
                    cluster.mpp.ep(0).kill();
                    cluster.mpp.ep(0).heal();
                },
                cluster -> cluster.mpp.ep(0).restart());

        assertThat(ends).containsExactlyInAnyOrder(End.values());
    }

    private static List<Integer> numbers(String eps) {
        return Arrays.stream(eps.split(",", -1)).map(Integer::parseInt).toList();
    }

    /** Nobody else has failed: what its commit has begun is finished everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"0,1,2", "1,2", "0", "1"})
    void a_commit_goes_on_when_its_session_is_killed(String eps) {
        Set<End> ends =
                everyMoment(numbers(eps), (cluster, client) -> client.session().kill(), cluster -> {});

        assertThat(ends).containsExactly(End.COMMITTED);
    }

    /** Over a MAL without latency question, answer and end are one call. */
    @Test
    void a_branch_that_has_learnt_its_end_asks_no_more() {
        try (Turned cluster = new Turned(MppSpec.ofEps(2).withMal(MalSpec.INSTANT), 1)) {
            assertThat(cluster.time.next()).isEmpty();
            cluster.mpp.ep(0).suffers(new SlowDisk(Duration.ofSeconds(5), Duration.ZERO));
            Client client = Client.on(cluster.mpp, 0).manual();
            cluster.change(client, List.of(0, 1), 7);
            client.startCommit();
            cluster.time.turn(Duration.ofSeconds(2)); // the other EP is prepared, the decision is being written

            cluster.mpp.ep(0).kill();
            cluster.mpp.ep(0).restart();
            cluster.time.turn(Duration.ofSeconds(10));

            assertThat(cluster.mpp.commitsUnderWay()).isZero();
            assertThat(cluster.time.next()).isEmpty();
        }
    }
}
