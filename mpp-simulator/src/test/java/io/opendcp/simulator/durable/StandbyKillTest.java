package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.session.EpStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A primary is lost amid a commit, at every moment of it, and its standby takes its place. */
class StandbyKillTest {
    private static final int SEEDS = 1;

    private enum End {
        COMMITTED,
        ROLLED_BACK
    }

    /** What happens to the primary that is lost. */
    private enum Loss {
        /** It dies, and its standby takes its place. */
        TAKEOVER,
        /** It is mounted, and its standby takes its place: as takeover, but that nothing is lost. */
        SWITCHOVER,
        /** It dies and comes back as the primary. */
        RESTART
    }

    private static Turned groups(long seed) {
        return new Turned(MppSpec.ofGroups(3).withMal(Turned.MAL).withDisk(Turned.DISK), seed);
    }

    private static void lose(Turned cluster, int victim, Loss loss) {
        Ep primary = cluster.mpp.ep(victim);
        EpStore standby = cluster.mpp.roles().partner(primary.state()).orElseThrow();
        if (loss == Loss.SWITCHOVER) {
            cluster.mpp.roles().mount(primary.state());
            cluster.time.turn(Duration.ofMillis(50)); // the standby gets the last records
        } else {
            primary.kill();
            cluster.time.turn(Duration.ofMillis(50));
        }
        if (loss == Loss.RESTART) {
            primary.restart();
            cluster.time.turn(Duration.ofSeconds(1));
            return;
        }
        takePlace(cluster, standby);
        cluster.time.turn(Duration.ofSeconds(2));
        if (loss == Loss.TAKEOVER) {
            primary.restart();
        }
        rejoin(cluster, primary.state(), standby);
    }

    private static void takePlace(Turned cluster, EpStore standby) {
        cluster.mpp.roles().mount(standby);
        cluster.mpp.roles().become(standby, InstanceMode.PRIMARY);
        cluster.mpp.roles().takesPlace(standby);
        cluster.mpp.roles().open(standby, () -> {});
    }

    private static void rejoin(Turned cluster, EpStore old, EpStore primary) {
        cluster.mpp.roles().mount(old);
        cluster.mpp.roles().become(old, InstanceMode.STANDBY);
        cluster.mpp.roles().open(old, () -> {});
        cluster.mpp.roles().recover(primary, () -> {});
        cluster.time.turn(Duration.ofSeconds(1));
        assertThat(cluster.mpp.roles().isTrusted(primary)).isTrue();
    }

    private static Set<End> everyMoment(List<Integer> eps, int victim, Loss loss) {
        Set<End> ends = EnumSet.noneOf(End.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            boolean answeredBefore = false;
            for (int tasks = 0; !answeredBefore; tasks++) {
                try (Turned cluster = groups(seed)) {
                    answeredBefore = moment(cluster, eps, tasks, victim, loss, ends);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed %d, lost after %d tasks".formatted(seed, tasks), e);
                }
            }
        }
        return ends;
    }

    private static boolean moment(Turned cluster, List<Integer> eps, int tasks, int victim, Loss loss, Set<End> ends) {
        Client client = Client.on(cluster.mpp, 0).manual();
        cluster.change(client, eps, 7);
        Client.Answer answer = client.startCommit();
        for (int i = 0; i < tasks && !answer.isHere(); i++) {
            cluster.time.turnToNext();
        }
        boolean answeredBefore = answer.isHere();

        lose(cluster, victim, loss);
        cluster.time.turn(Duration.ofSeconds(3));

        boolean committed = look(cluster, eps);
        if (answer.isHere()) {
            assertThat(committed).as("told " + answer.code()).isEqualTo(answer.code() == 0);
        }
        assertThat(cluster.mpp.commitsUnderWay()).isZero();
        ends.add(committed ? End.COMMITTED : End.ROLLED_BACK);

        EpStore now = cluster.mpp.ep(victim).state(); // its standby has the same: it may take the place too
        EpStore other = cluster.mpp.roles().partner(now).orElseThrow();
        cluster.mpp.ep(victim).kill();
        takePlace(cluster, other);
        cluster.time.turn(Duration.ofSeconds(1));
        assertThat(look(cluster, eps)).isEqualTo(committed);
        return answeredBefore;
    }

    private static boolean look(Turned cluster, List<Integer> eps) {
        List<Integer> values = cluster.values(1);
        boolean committed = values.get(eps.get(0)) == 7;
        for (int epno = 0; epno < 3; epno++) {
            assertThat(values.get(epno)).as("values %s", values).isEqualTo(committed && eps.contains(epno) ? 7 : 0);
        }
        return committed;
    }

    @ParameterizedTest
    @CsvSource({
        "'0,1,2', 0",
        "'0,1,2', 1",
        "'0,1,2', 2",
        "'1,2', 0",
        "'1,2', 1",
        "'0', 0",
        "'1', 0",
        "'1', 1",
    })
    void a_commit_is_whole_or_nothing_on_whoever_takes_the_place(String eps, int victim) {
        List<Integer> numbers =
                Arrays.stream(eps.split(",", -1)).map(Integer::parseInt).toList();

        Set<End> ends = EnumSet.noneOf(End.class);
        for (Loss loss : Loss.values()) {
            ends.addAll(everyMoment(numbers, victim, loss));
        }

        assertThat(ends).containsExactlyInAnyOrder(End.values());
    }

    @Test
    void a_standby_is_a_copy_whatever_was_done_on_its_primary() {
        try (Turned cluster = groups(7)) {
            Client client = Client.on(cluster.mpp, 0);
            cluster.run(client, "CREATE TABLE C(ID INT PRIMARY KEY, T CLOB, N VARCHAR(20) UNIQUE) DISTRIBUTED FULLY");
            cluster.run(client, "INSERT INTO C VALUES(1, ?, 'a'), (2, 'short', 'b')", "x".repeat(5000));
            cluster.run(client, "UPDATE C SET N = CASE N WHEN 'a' THEN 'b2' ELSE 'a' END");
            cluster.run(client, "ALTER TABLE C ADD COLUMN E INT DEFAULT 5");
            cluster.run(client, "CREATE VIEW W AS SELECT ID, E FROM C");
            cluster.run(client, "DELETE FROM C WHERE ID = 1");
            cluster.run(client, "INSERT INTO C(ID, T, N) VALUES(3, ?, 'c')", "y".repeat(300));
            cluster.time.turn(Duration.ofMillis(100));
            List<@Nullable Object[]> before = rows(cluster, client, "SELECT ID, N, E, LENGTH(T) FROM C ORDER BY ID");

            cluster.mpp.ep(0).kill();
            takePlace(cluster, cluster.mpp.ep("EP11").state());
            cluster.time.turn(Duration.ofSeconds(1));
            Client after = Client.on(cluster.mpp, 0);

            assertThat(rows(cluster, after, "SELECT ID, N, E, LENGTH(T) FROM C ORDER BY ID"))
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(before);
            assertThat(cluster.value(after, "SELECT COUNT(*) FROM W")).isEqualTo(2L);
            assertThat(cluster.value(after, "SELECT INSTANCE_NAME FROM V$INSTANCE WHERE INSTANCE_NUMBER = 1"))
                    .isEqualTo("EP11");
            cluster.run(after, "INSERT INTO C(ID, T, N) VALUES(4, 'new', 'd')");
            assertThat(cluster.value(after, "SELECT COUNT(*) FROM C")).isEqualTo(3L);
        }
    }

    private static List<@Nullable Object[]> rows(Turned cluster, Client client, String sql) {
        return cluster.run(client, sql).resultSets().get(0).rows();
    }
}
