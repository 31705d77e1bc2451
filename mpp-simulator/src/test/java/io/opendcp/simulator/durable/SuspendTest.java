package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.WatchSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ALTER DATABASE SUSPEND: rows can be read and changed, commits wait. */
class SuspendTest {
    private static final int WATCHED = -8947;

    private static Client local(Turned cluster, int epno) {
        return Client.localOn(cluster.mpp, epno);
    }

    private static void commitsWait(Turned cluster) {
        Client dba = local(cluster, 1);
        cluster.run(dba, "ALTER DATABASE SUSPEND");
        Client client = Client.on(cluster.mpp, 0).manual();
        cluster.change(client, List.of(0, 1), 7);
        assertThat(cluster.value(client, "SELECT SUM(V) FROM T")).isEqualTo(14L);

        Client.Answer commit = client.startCommit();
        cluster.time.turn(Duration.ofSeconds(30));
        assertThat(commit.isHere()).isFalse();

        cluster.run(dba, "ALTER DATABASE OPEN");
        cluster.time.turn(Duration.ofSeconds(1));
        assertThat(commit.isHere()).isTrue();
        assertThat(commit.code()).isZero();
        assertThat(cluster.values(0)).containsExactly(7, 7);
        assertThat(cluster.mpp.commitsUnderWay()).isZero();
    }

    @Test
    void commits_wait_until_the_database_is_opened_again() {
        try (Turned cluster = Turned.of(2, 1)) {
            commitsWait(cluster);
        }
    }

    @Test
    void so_they_do_where_nothing_takes_time_and_there_are_standbys() {
        try (Turned cluster = new Turned(MppSpec.ofGroups(2), 1)) {
            commitsWait(cluster);
        }
    }

    @Test
    void what_was_held_up_when_the_instance_was_lost_is_what_its_log_says() {
        try (Turned cluster = Turned.of(2, 1)) {
            Client client = Client.on(cluster.mpp, 0).manual();
            cluster.change(client, List.of(1), 7);
            cluster.run(local(cluster, 1), "ALTER DATABASE SUSPEND");
            client.startCommit();
            cluster.time.turn(Duration.ofSeconds(1));

            cluster.mpp.ep(1).kill();
            cluster.mpp.ep(1).restart();
            cluster.time.turn(Duration.ofSeconds(1));

            assertThat(cluster.values(0)).containsExactly(0, 7);
            assertThat(cluster.mpp.commitsUnderWay()).isZero();
        }
    }

    @Test
    void a_standby_that_confirms_late_ends_it_where_nobody_watches() {
        try (Turned cluster = new Turned(MppSpec.ofGroups(2).withMal(Turned.MAL).withDisk(Turned.DISK), 1)) {
            cluster.mpp.suffers("on EP11, clog its messages to EP01");
            Client client = Client.on(cluster.mpp, 0).manual();
            cluster.change(client, List.of(0), 7);
            Client.Answer commit = client.startCommit();
            cluster.time.turn(Duration.ofMinutes(1));
            assertThat(cluster.mpp.ep("EP01").state().status()).isEqualTo(InstanceStatus.SUSPEND);

            cluster.mpp.heals("on EP11, clog its messages to EP01");
            cluster.time.turn(Duration.ofSeconds(1));

            assertThat(cluster.mpp.ep("EP01").state().status()).isEqualTo(InstanceStatus.OPEN);
            assertThat(commit.isHere() && commit.code() == 0).isTrue();
        }
    }

    @Test
    void a_watched_instance_is_not_changed_by_hand() {
        try (Turned cluster = new Turned(MppSpec.ofGroups(2), 1);
                DataWatch watch = DataWatch.start(cluster.mpp, WatchSpec.MANUAL, 1)) {
            Client dba = local(cluster, 0);
            assertThat(cluster.code(dba, "ALTER DATABASE SUSPEND")).isEqualTo(WATCHED);

            watch.watcher("EP01").kill();

            assertThat(cluster.code(dba, "ALTER DATABASE SUSPEND")).isZero();
            assertThat(cluster.mpp.ep("EP01").state().status()).isEqualTo(InstanceStatus.SUSPEND);
        }
    }
}
