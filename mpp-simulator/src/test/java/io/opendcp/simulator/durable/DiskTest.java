package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.DiskSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.fault.FailingDisk;
import io.opendcp.simulator.fault.Faults;
import io.opendcp.simulator.fault.FullDisk;
import io.opendcp.simulator.fault.SlowDisk;
import io.opendcp.simulator.fault.WriteConflict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logs that take time, and disks that give trouble. */
class DiskTest {
    private static final int DISK_FULL = -8923;
    private static final int DISK_ERROR = -8924;
    private static final int DEADLOCK = -6403;
    private static final Duration WRITE = Duration.ofMillis(5);

    private final Turned cluster = new Turned(MppSpec.ofEps(3).withDisk(new DiskSpec(WRITE, WRITE)), 1);
    private final Client client = Client.on(cluster.mpp, 0).manual();

    @AfterEach
    void close() {
        cluster.close();
    }

    private Duration commit(List<Integer> eps, int code) {
        cluster.change(client, eps, 5);
        Client.Answer answer = client.startCommit();
        Duration took = cluster.await(answer);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(client.session().inTransaction()).isFalse();
        return took;
    }

    @Test
    void a_commit_on_one_ep_is_one_write() {
        assertThat(commit(List.of(0), 0)).isEqualTo(WRITE);
        assertThat(commit(List.of(2), 0)).isEqualTo(WRITE);
    }

    @Test
    void a_commit_on_several_eps_is_written_by_each_before_it_is_decided() {
        assertThat(commit(List.of(0, 1, 2), 0)).isEqualTo(WRITE.multipliedBy(2));
        assertThat(cluster.values(1)).containsExactly(5, 5, 5);
    }

    @Test
    void nothing_is_written_for_a_transaction_that_has_changed_nothing() {
        cluster.run(client, "SELECT V FROM T");
        assertThat(cluster.await(client.startCommit())).isZero();
    }

    @Test
    void others_see_a_commit_when_it_is_written_and_not_before() {
        cluster.change(client, List.of(0), 5);
        Client.Answer answer = client.startCommit();
        cluster.time.turn(WRITE.minusNanos(1));
        assertThat(cluster.values(1)).containsExactly(0, 0, 0);

        cluster.time.turn(Duration.ofNanos(1));

        assertThat(cluster.values(1)).containsExactly(5, 0, 0);
        assertThat(answer.isHere()).isTrue();
    }

    @Test
    void a_slow_disk_takes_longer_within_its_bounds() {
        cluster.mpp.ep(0).suffers(new SlowDisk(Duration.ofMillis(20), Duration.ofMillis(10)));

        assertThat(commit(List.of(0), 0)).isBetween(Duration.ofMillis(25), Duration.ofMillis(35));
        assertThat(commit(List.of(1), 0)).isEqualTo(WRITE);
        assertThat(cluster.mpp.ep(0).faults().bites()).containsEntry("SlowDisk", 1L);
    }

    @Test
    void a_full_disk_refuses_commits_and_lets_reads_go_on() {
        cluster.mpp.suffers(Faults.parse("on EP02, fill its disk"));

        commit(List.of(1), DISK_FULL);
        commit(List.of(0, 1, 2), DISK_FULL);
        assertThat(cluster.values(1)).containsExactly(0, 0, 0);
        assertThat(cluster.code(client, "CREATE TABLE U(A INT)")).isEqualTo(DISK_FULL);
        commit(List.of(0, 2), 0);
        assertThat(cluster.mpp.ep(1).faults().bites()).containsEntry("FullDisk", 3L);

        cluster.mpp.ep(1).heals(new FullDisk());

        commit(List.of(0, 1, 2), 0);
        assertThat(cluster.run(client, "CREATE TABLE U(A INT)").updateCount()).isZero();
        assertThat(cluster.values(2)).containsExactly(5, 5, 5);
    }

    @Test
    void a_coordinators_failing_disk_decides_nothing() {
        cluster.mpp.ep(0).suffers(new FailingDisk(1));

        commit(List.of(0, 1, 2), DISK_ERROR);
        cluster.time.turn(Duration.ofSeconds(2));

        assertThat(cluster.mpp.commitsUnderWay()).isZero();
        assertThat(cluster.values(1)).containsExactly(0, 0, 0);
    }

    @Test
    void a_participants_failing_disk_rolls_all_back() {
        cluster.mpp.ep(2).suffers(new FailingDisk(1));

        commit(List.of(0, 1, 2), DISK_ERROR);
        commit(List.of(2), DISK_ERROR);

        assertThat(cluster.mpp.commitsUnderWay()).isZero();
        assertThat(cluster.values(1)).containsExactly(0, 0, 0);
    }

    @Test
    void some_writes_fail_by_chance() {
        cluster.mpp.ep(0).suffers(new FailingDisk(3));
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            cluster.change(client, List.of(0), i);
            Client.Answer answer = client.startCommit();
            cluster.await(answer);
            failed += answer.code() == 0 ? 0 : 1;
        }
        assertThat(failed).isBetween(8, 32);
        assertThat(cluster.mpp.ep(0).faults().bites()).containsEntry("FailingDisk", (long) failed);
    }

    @Test
    void a_conflict_undoes_its_statement_and_leaves_the_transaction() {
        cluster.change(client, List.of(1), 5);
        cluster.mpp.ep(0).suffers(new WriteConflict(1));

        assertThat(cluster.code(client, "UPDATE T SET V = 7")).isEqualTo(DEADLOCK);
        assertThat(cluster.code(client, "SELECT V FROM T")).isZero();
        assertThat(client.session().inTransaction()).isTrue();
        assertThat(cluster.code(Client.on(cluster.mpp, 1), "INSERT INTO T VALUES(99, 1)"))
                .isZero();
        cluster.mpp.ep(0).heals(new WriteConflict(1));
        cluster.run(client, "COMMIT");

        assertThat(cluster.values(2)).containsExactly(0, 5, 0);
        assertThat(cluster.mpp.ep(0).faults().bites()).containsEntry("WriteConflict", 1L);
    }

    @Test
    void a_conflict_on_the_first_statement_begins_no_transaction() {
        cluster.mpp.ep(0).suffers(new WriteConflict(1));

        assertThat(cluster.code(client, "UPDATE T SET V = 7")).isEqualTo(DEADLOCK);
        assertThat(client.session().inTransaction()).isFalse();
    }

    @Test
    void temporary_rows_stay_when_a_commit_fails_and_go_as_their_table_says_when_it_succeeds() {
        cluster.run(client, "CREATE GLOBAL TEMPORARY TABLE W(A INT) ON COMMIT DELETE ROWS");
        cluster.run(client, "INSERT INTO W VALUES(1)");
        commit(List.of(0), 0);
        assertThat(cluster.value(client, "SELECT COUNT(*) FROM W")).isEqualTo(0L);
    }
}
