package io.opendcp.simulator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.DiskSpec;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.LoginDetails;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.fault.MalCut;
import io.opendcp.simulator.session.EpStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataWatchTest {
    private static final int LOGIN_LIMITED = -607;
    private static final int REMOTE_LOGIN_FAILED = -6024;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-25T00:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private SimulatedMpp mpp;
    private DataWatch watch;

    @BeforeEach
    void start() {
        start(WatchSpec.MANUAL);
    }

    private void start(WatchSpec spec) {
        MalSpec mal = MalSpec.INSTANT
                .withLatency(Duration.ofMillis(1), Duration.ofMillis(3))
                .withIntervals(Duration.ofSeconds(5), Duration.ofSeconds(5));
        mpp = SimulatedMpp.of(
                MppSpec.ofGroups(2).withMal(mal).withDisk(new DiskSpec(Duration.ofMillis(1), Duration.ofMillis(2))),
                time,
                1);
        watch = DataWatch.start(mpp, spec, 1);
        watch.listen(notice -> told.add(notice.english()));
        pass(3);
        Client client = client();
        run(client, "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        run(client, "INSERT INTO T VALUES(1, 1), (2, 2), (3, 3), (4, 4)");
        client.session().close();
    }

    private void restart(WatchSpec spec) {
        stop();
        told.clear();
        start(spec);
    }

    @AfterEach
    void stop() {
        watch.close();
        mpp.close();
    }

    private void pass(int seconds) {
        time.turn(Duration.ofSeconds(seconds));
    }

    private Client client() {
        return Client.on(mpp, 0);
    }

    private void run(Client client, String sql) {
        Client.Answer answer = client.start(sql);
        for (int i = 0; i < 1000 && !answer.isHere(); i++) {
            time.turnToNext();
        }
        assertThat(answer.code()).as(sql).isZero();
    }

    private int loginCode() {
        try {
            mpp.ep(0).login(LoginDetails.of("SYSDBA", "SYSDBA")).close();
            return 0;
        } catch (DmException refused) {
            return refused.code();
        }
    }

    private EpStore instance(String name) {
        return mpp.ep(name).state();
    }

    private void assertRole(String instance, InstanceMode mode, InstanceStatus status) {
        assertThat(instance(instance).mode()).as(instance).isEqualTo(mode);
        assertThat(instance(instance).status()).as(instance).isEqualTo(status);
    }

    private long sum() {
        Client client = client();
        Client.Answer answer = client.start("SELECT SUM(V) FROM T");
        for (int i = 0; i < 1000 && !answer.isHere(); i++) {
            time.turnToNext();
        }
        Object value = answer.outcome().resultSets().get(0).rows().get(0)[0];
        client.session().close();
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    @Test
    void a_switchover_changes_the_places_of_primary_and_standby_and_nothing_is_lost() {
        Client before = client();

        watch.monitor().switchover("EP11");
        for (int i = 0; i < 100 && instance("EP01").status() == InstanceStatus.OPEN; i++) {
            time.turn(Duration.ofMillis(100));
        }
        assertThat(mpp.ep(0).sessions()).isEmpty();
        assertThatThrownBy(() -> mpp.ep(1).login(LoginDetails.of("SYSDBA", "SYSDBA")))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(LOGIN_LIMITED));
        pass(15);

        assertThat(told.get(told.size() - 1)).isEqualTo("Switchover instance EP11 success");
        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertRole("EP01", InstanceMode.STANDBY, InstanceStatus.OPEN);
        assertThat(mpp.ep(0).spec().instanceName()).isEqualTo("EP11");
        assertThat(sum()).isEqualTo(10);
        assertThat(mpp.roles().isTrusted(instance("EP11"))).isTrue();
        assertThat(before.session().inTransaction()).isFalse();

        run(client(), "UPDATE T SET V = V + 1");
        watch.monitor().switchover("EP01");
        pass(15);
        assertRole("EP01", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertThat(sum()).isEqualTo(14);
    }

    /** A switch that gets no further than to the standby's new mode leaves two mounted primaries. */
    @Test
    void a_switch_that_stops_half_way_is_undone_by_the_watchers() {
        watch.monitor().switchover("EP11");
        for (int i = 0; i < 10_000 && instance("EP11").mode() == InstanceMode.STANDBY; i++) {
            time.turnToNext();
        }
        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.MOUNT);
        MalCut cut = MalCut.from("MONITOR");
        mpp.ep("EP11").suffers(cut);
        pass(40);

        assertThat(told).contains("[code = -8082] Switchover instance EP11 failed: ALTER DATABASE PRIMARY");
        assertRole("EP01", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertRole("EP11", InstanceMode.STANDBY, InstanceStatus.OPEN);
        mpp.ep("EP11").heals(cut);
        pass(5);
        watch.monitor().switchover("EP11");
        pass(15);
        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertThat(sum()).isEqualTo(10);
    }

    @Test
    void two_groups_may_be_switched_at_once() {
        watch.monitor().switchover("EP11");
        pass(2);
        watch.monitor().switchover("EP22");
        pass(20);

        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertRole("EP22", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertThat(sum()).isEqualTo(10);
    }

    @Test
    void a_lost_primary_is_missed_until_somebody_takes_over_and_rejoins_as_standby() {
        mpp.ep("EP01").kill();
        pass(20);
        assertThat(loginCode()).isEqualTo(-6012);
        assertThatThrownBy(() -> mpp.ep(1).login(LoginDetails.of("SYSDBA", "SYSDBA")))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(REMOTE_LOGIN_FAILED));

        watch.monitor().takeover("EP11", false);
        pass(10);
        assertThat(told.get(told.size() - 1)).isEqualTo("Use instance EP11 to takeover success");
        assertThat(sum()).isEqualTo(10);
        run(client(), "UPDATE T SET V = V + 1");

        mpp.ep("EP01").restart();
        pass(15);
        assertRole("EP01", InstanceMode.STANDBY, InstanceStatus.OPEN);
        assertThat(mpp.roles().isTrusted(instance("EP11"))).isTrue();
        watch.monitor().switchover("EP01");
        pass(15);
        assertRole("EP01", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertThat(sum()).isEqualTo(14);
    }

    @Test
    void a_lost_primary_that_comes_back_before_anybody_took_over_goes_on() {
        mpp.ep("EP01").kill();
        pass(3);
        mpp.ep("EP01").restart();
        pass(5);

        assertRole("EP01", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertThat(sum()).isEqualTo(10);
    }

    @Test
    void a_confirming_monitor_takes_over_by_itself() {
        restart(WatchSpec.MANUAL.withAutomatic(true));

        mpp.ep("EP01").kill();
        pass(20);

        assertThat(told).contains("Check primary instance error (EP01), start to auto takeover");
        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertThat(sum()).isEqualTo(10);
    }

    @Test
    void nobody_takes_over_with_an_instance_whose_watcher_was_told_to_leave_it_alone() {
        restart(WatchSpec.MANUAL.withAutomatic(true));
        watch.orders().stopWatcher("EP11");
        pass(2);
        mpp.ep("EP01").kill();
        pass(30);
        assertThat(mpp.ep(0).spec().instanceName()).isEqualTo("EP01");
        assertThat(watch.monitor().canTakeOver("EP11", true)).isFalse();

        watch.orders().startWatcher("EP11");
        pass(20);
        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.OPEN);
    }

    @Test
    void an_ep_without_a_standby_has_no_watcher_and_the_monitor_says_so() {
        stop();
        MppSpec pairs = MppSpec.ofGroups(2);
        mpp = SimulatedMpp.of(pairs.withStandbys(pairs.standbys().subList(0, 1)), time, 1);
        watch = DataWatch.start(mpp, WatchSpec.MANUAL, 1);
        pass(3);

        for (Consumer<String> order : List.<Consumer<String>>of(
                watch.orders()::kill,
                watch.orders()::stop,
                watch.orders()::start,
                watch.orders()::startWatcher,
                watch.orders()::stopWatcher,
                watch.monitor()::switchover)) {
            assertThatThrownBy(() -> order.accept("EP02"))
                    .isInstanceOfSatisfying(
                            MonitorException.class, e -> assertThat(e.code()).isEqualTo(-8045));
        }
        mpp.ep("EP02").kill();
        mpp.ep("EP02").restart();
        assertRole("EP02", InstanceMode.PRIMARY, InstanceStatus.OPEN);
    }

    @Test
    void commits_wait_for_a_lost_standby_until_its_watcher_gives_it_up_and_it_catches_up_later() {
        mpp.ep("EP11").kill();
        Client client = client().manual();
        run(client, "UPDATE T SET V = V + 1");
        Client.Answer commit = client.startCommit();
        pass(9);
        assertThat(commit.isHere()).isFalse();
        pass(6);
        assertThat(commit.code()).isZero();
        assertThat(instance("EP01").log().archiveStatus().orElseThrow().state()).isEqualTo("INVALID");
        assertThatThrownBy(() -> watch.monitor().switchover("EP11"))
                .isInstanceOfSatisfying(
                        MonitorException.class, e -> assertThat(e.code()).isEqualTo(-8021));

        mpp.ep("EP11").restart();
        pass(10);
        assertThat(mpp.roles().isTrusted(instance("EP01"))).isTrue();
        watch.monitor().switchover("EP11");
        pass(15);
        assertThat(sum()).isEqualTo(14);
    }

    @Test
    void a_standby_that_was_left_behind_takes_over_by_force_only_and_the_old_primary_is_split() {
        mpp.ep("EP11").kill();
        Client client = client();
        Client.Answer answer = client.start("UPDATE T SET V = V + 1");
        pass(15);
        assertThat(answer.code()).isZero();
        mpp.ep("EP01").kill();
        mpp.ep("EP11").restart();
        pass(10);
        assertThatThrownBy(() -> watch.monitor().takeover("EP11", false))
                .isInstanceOfSatisfying(
                        MonitorException.class, e -> assertThat(e.code()).isEqualTo(-8400));

        watch.monitor().takeover("EP11", true);
        pass(10);
        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        mpp.ep("EP01").restart();
        pass(10);

        assertThat(watch.watcher("EP01").state()).isEqualTo(WatcherState.ERROR);
        assertThat(told).contains("Instances [EP01] are split, somebody has to decide");
        assertRole("EP01", InstanceMode.PRIMARY, InstanceStatus.MOUNT);
    }

    @Test
    void a_primary_cut_off_from_all_is_replaced_and_steps_down_when_it_hears_of_it() {
        restart(WatchSpec.MANUAL.withAutomatic(true));
        MalCut cut = MalCut.from("EP11", "EP02", "EP22", "MONITOR");
        Client local = new Client(
                mpp.ep("EP01").login(LoginDetails.of("SYSDBA", "SYSDBA").asLocal()));
        mpp.ep("EP01").suffers(cut);
        pass(25);
        assertThat(codeOf(local, "UPDATE T SET V = 100")).isEqualTo(LOGIN_LIMITED);
        assertThat(codeOf(local, "SELECT V FROM T FOR UPDATE")).isEqualTo(LOGIN_LIMITED);
        assertThat(codeOf(local, "SELECT V FROM T")).isZero();
        assertThat(mpp.ep(0).spec().instanceName()).isEqualTo("EP11");
        assertRole("EP11", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        run(client(), "UPDATE T SET V = V + 1");

        mpp.ep("EP01").heals(cut);
        pass(15);
        assertRole("EP01", InstanceMode.STANDBY, InstanceStatus.OPEN);
        assertThat(mpp.roles().isTrusted(instance("EP11"))).isTrue();
        assertThat(sum()).isEqualTo(14);
    }

    /** Who waits for a recovery is told of its end, also when the other instance takes the place amid it. */
    @Test
    void a_primary_that_is_replaced_while_its_standby_catches_up_can_be_opened_later() {
        mpp.ep("EP11").kill();
        Client client = client();
        Client.Answer answer = client.start("UPDATE T SET V = V + 1");
        pass(15);
        assertThat(answer.code()).isZero();
        MalCut cut = MalCut.from("EP01");
        mpp.ep("EP11").restart();
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < 100 && !archive("EP01").equals("ASYNC_SEND"); i++) {
            time.turn(Duration.ofMillis(100));
            if (archive("EP01").equals("INVALID")) {
                mpp.ep("EP11").suffers(cut); // the records will not arrive
                mpp.roles().recover(instance("EP01"), () -> ends.add("first"));
                mpp.roles().recover(instance("EP01"), () -> ends.add("second"));
            }
        }
        assertThat(archive("EP01")).isEqualTo("ASYNC_SEND");
        assertThat(ends).isEmpty();

        mpp.ep("EP01").kill();

        assertThat(ends).containsExactly("first", "second");
        mpp.ep("EP11").heals(cut);
        mpp.ep("EP01").restart();
        pass(20);
        assertRole("EP01", InstanceMode.PRIMARY, InstanceStatus.OPEN);
        assertThat(mpp.roles().isTrusted(instance("EP01"))).isTrue();
        assertThat(sum()).isEqualTo(14);
    }

    private String archive(String instance) {
        return instance(instance).log().archiveStatus().orElseThrow().state();
    }

    @Test
    void standbys_refuse_writes_and_know_no_mpp() {
        Client standby = new Client(mpp.ep("EP11").login(LoginDetails.of("SYSDBA", "SYSDBA")));

        assertThat(codeOf(standby, "UPDATE T SET V = 0")).isEqualTo(-710);
        assertThat(codeOf(standby, "CREATE TABLE U(A INT)")).isEqualTo(-710);
        assertThat(codeOf(standby, "SELECT V FROM T FOR UPDATE")).isEqualTo(-710);
        assertThat(codeOf(standby, "SELECT COUNT(*) FROM T")).isZero();
    }

    @Test
    void a_session_on_a_standby_is_listed_there_and_not_on_its_primary() {
        Client standby = new Client(mpp.ep("EP11").login(LoginDetails.of("SYSDBA", "SYSDBA")));
        Client primary = client();

        for (Client each : List.of(standby, primary)) {
            String own = "SELECT SESS_ID FROM V$SESSIONS WHERE SF_GET_EP_SEQNO(ROWID) = 0";
            Client.Answer answer = each.start(own);
            pass(1);
            assertThat(answer.outcome().resultSets().get(0).rows())
                    .singleElement()
                    .satisfies(
                            row -> assertThat(row[0]).isEqualTo(each.session().sessionId()));
        }
    }

    private int codeOf(Client client, String sql) {
        Client.Answer answer = client.start(sql);
        pass(1);
        return answer.code();
    }

    @Test
    void nonsense_is_refused_with_the_monitors_codes() {
        assertThatThrownBy(() -> watch.monitor().switchover("EP77"))
                .isInstanceOfSatisfying(
                        MonitorException.class, e -> assertThat(e.code()).isEqualTo(-8045));
        assertThatThrownBy(() -> watch.monitor().switchover("EP01"))
                .isInstanceOfSatisfying(
                        MonitorException.class, e -> assertThat(e.code()).isEqualTo(-8106));
        assertThatThrownBy(() -> watch.monitor().takeover("EP11", true))
                .isInstanceOfSatisfying(
                        MonitorException.class, e -> assertThat(e.code()).isEqualTo(-8394));
        watch.monitor().switchover("EP11");
        assertThatThrownBy(() -> watch.monitor().switchover("EP11"))
                .isInstanceOfSatisfying(
                        MonitorException.class, e -> assertThat(e.code()).isEqualTo(-8113));
    }
}
