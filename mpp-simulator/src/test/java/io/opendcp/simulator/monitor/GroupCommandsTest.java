package io.opendcp.simulator.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.WatchSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** set, detach, attach, open and recover mppctl at the monitor's console. */
class GroupCommandsTest {
    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-25T00:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private SimulatedMpp mpp;
    private DataWatch watch;
    private MonitorConsole console;

    @BeforeEach
    void start() {
        start(WatchSpec.MANUAL, false);
    }

    private void start(WatchSpec spec, boolean confirm) {
        MalSpec mal = MalSpec.INSTANT
                .withLatency(Duration.ofMillis(1), Duration.ofMillis(3))
                .withIntervals(Duration.ofSeconds(5), Duration.ofSeconds(5));
        mpp = SimulatedMpp.of(MppSpec.ofGroups(2).withMal(mal), time, 1);
        watch = DataWatch.start(mpp, spec, 1);
        watch.listen(notice -> told.add(notice.english()));
        console = new MonitorConsole(
                mpp,
                watch,
                List.of(
                        new WatchedGroup("GROUP_A", 1000, 0, spec.automatic(), confirm),
                        new WatchedGroup("GROUP_B", 2000, 1, spec.automatic(), confirm)));
        pass(3);
        run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED FULLY");
        run("INSERT INTO T VALUES(1, 1)");
        type("login");
        type("SYSDBA");
        type("SYSDBA");
    }

    @AfterEach
    void stop() {
        watch.close();
        mpp.close();
    }

    private void pass(int seconds) {
        time.turn(Duration.ofSeconds(seconds));
    }

    private String type(String line) {
        return console.answer(line, Language.ENGLISH);
    }

    private void run(String sql) {
        Client client = Client.on(mpp, 0);
        Client.Answer answer = client.start(sql);
        for (int i = 0; i < 1000 && !answer.isHere(); i++) {
            time.turnToNext();
        }
        assertThat(answer.code()).as(sql).isZero();
        client.session().close();
    }

    private EpStore instance(String name) {
        return mpp.ep(name).state();
    }

    private String archive() {
        return instance("EP01").log().archiveStatus().orElseThrow().state();
    }

    @Test
    void a_detached_standby_gets_no_redo_and_comes_back_when_it_is_attached() {
        assertThat(type("detach database GROUP_A.EP11")).isEmpty();
        pass(30);
        assertThat(instance("EP11").status()).isEqualTo(InstanceStatus.SHUTDOWN);
        assertThat(archive()).isEqualTo("INVALID");
        assertThat(type("tip")).startsWith("group(GROUP_A): standby EP11 is detached; attach database brings it back");
        long lsn = instance("EP11").log().lsn();
        run("UPDATE T SET V = 2");
        assertThat(instance("EP01").status()).isEqualTo(InstanceStatus.OPEN);
        assertThat(instance("EP11").log().lsn()).isEqualTo(lsn);

        assertThat(type("attach database ep11")).isEmpty();
        pass(30);
        assertThat(archive()).isEqualTo("VALID");
        assertThat(instance("EP11").log().lsn())
                .isEqualTo(instance("EP01").log().lsn())
                .isGreaterThan(lsn);
        type("switchover EP11");
        pass(20);
        assertThat(instance("EP11").mode()).isEqualTo(InstanceMode.PRIMARY);
        run("UPDATE T SET V = V + 1 WHERE V = 2");
    }

    /** Somebody starts it while it is detached: then it is there, and is still no part of its group. */
    @Test
    void a_detached_standby_takes_nobodys_place() {
        stop();
        start(WatchSpec.MANUAL.withAutomatic(true), true);
        type("detach database EP11");
        pass(20);
        type("startup database EP11");
        pass(30);
        assertThat(instance("EP11").status()).isEqualTo(InstanceStatus.OPEN);
        assertThat(archive()).isEqualTo("INVALID");
        assertThat(type("choose switchover GROUP_A")).isEqualTo("no instance can switchover now");
        assertThat(type("switchover EP11")).contains("[code = -8400] ");

        mpp.suffers("on EP01, kill it");
        pass(60);
        assertThat(instance("EP11").mode()).isEqualTo(InstanceMode.STANDBY);
        assertThat(type("takeover EP11")).contains("[code = -8400] ");
        assertThat(type("takeover force EP11")).contains("[code = -8400] ");

        type("startup database EP01");
        type("attach database EP11");
        pass(30);
        assertThat(archive()).isEqualTo("VALID");
    }

    @Test
    void a_primary_opens_without_its_standby_by_force_only() {
        type("detach database EP11");
        pass(20);
        type("kill database EP01");
        pass(10);
        assertThat(type("open database EP01")).contains("[code = -8021] ");
        type("startup database EP01");
        pass(60);
        assertThat(instance("EP01").status()).isEqualTo(InstanceStatus.MOUNT);
        assertThat(type("open database EP01")).contains("[code = -8333] ").contains("force");

        assertThat(type("open database GROUP_A.EP01 force")).isEmpty();
        pass(3);
        assertThat(instance("EP01").status()).isEqualTo(InstanceStatus.OPEN);
        run("UPDATE T SET V = 2");
        assertThat(told).contains("Dmwatcher EP01 open ep01 success");
    }

    @Test
    void an_instance_that_its_watcher_leaves_alone_is_opened_by_hand() {
        type("stop dmwatcher GROUP_A");
        pass(2);
        mpp.roles().mount(instance("EP01"));
        pass(20);
        assertThat(instance("EP01").status()).isEqualTo(InstanceStatus.MOUNT);

        assertThat(type("open database EP01")).isEmpty();
        pass(2);
        assertThat(instance("EP01").status()).isEqualTo(InstanceStatus.OPEN);
    }

    @Test
    void who_was_replaced_is_not_opened_as_a_second_primary() {
        type("stop dmwatcher GROUP_A");
        pass(2);
        mpp.roles().mount(instance("EP11"));
        mpp.roles().become(instance("EP11"), InstanceMode.PRIMARY);
        pass(2);

        assertThat(type("open database EP11 force")).contains("[code = -8333] ");
    }

    @Test
    void an_invalid_archive_stays_so_for_the_recover_time() {
        type("set database GROUP_A.EP11 recover time 60");
        pass(1);
        type("SET DATABASE EP11 ARCH INVALID");
        pass(50);
        assertThat(archive()).isEqualTo("INVALID");
        run("UPDATE T SET V = 2");
        pass(15);
        assertThat(archive()).isEqualTo("VALID");

        type("set database EP11 recover time 3");
        type("set database EP11 arch invalid");
        pass(1);
        assertThat(archive()).isEqualTo("INVALID");
        pass(10);
        assertThat(archive()).isEqualTo("VALID");
    }

    @Test
    void whether_a_standby_would_be_recovered_is_told_before() {
        assertThat(type("check recover GROUP_A.EP11")).contains("EP11 has missed nothing");
        type("set database EP11 recover time 60");
        pass(1);
        type("set database EP11 arch invalid");
        pass(1);
        run("UPDATE T SET V = 2");
        pass(1);
        String[] row = type("show apply stat").lines().toList().get(1).split(" +");
        assertThat(row).contains("EP11", "EP01", "INVALID");
        assertThat(Long.parseLong(row[2])).isLessThan(Long.parseLong(row[4]));
        assertThat(type("CHECK RECOVER ep11")).endsWith("Standby EP11 can be recovered");

        type("kill database EP11");
        pass(5);
        assertThat(type("check recover EP11")).contains("[code = -8021] ");
        pass(30);
        type("detach database EP11");
        assertThat(type("check recover EP11")).contains("[code = -8400] ");
    }

    @Test
    void whether_an_instance_could_open_is_told_before() {
        type("stop dmwatcher GROUP_A");
        pass(2);
        mpp.roles().mount(instance("EP01"));
        pass(2);
        assertThat(type("check open EP01")).endsWith("Instance EP01 can be opened");
        assertThat(instance("EP01").status()).isEqualTo(InstanceStatus.MOUNT);

        mpp.roles().mount(instance("EP11"));
        pass(2);
        assertThat(type("check open EP01")).contains("[code = -8333] ");
        assertThat(console.answer("check open EP11", Language.CHINESE)).endsWith("实例EP11满足打开的条件");
    }

    @Test
    void a_group_is_taken_over_by_itself_or_by_hand() {
        stop();
        start(WatchSpec.MANUAL.withAutomatic(true), true);
        assertThat(type("set group_b manual")).isEmpty();
        pass(1);
        assertThat(type("list")).containsPattern("GROUP_A +1000 +AUTO").containsPattern("GROUP_B +2000 +MANUAL");
        mpp.suffers("on EP02, kill it");
        pass(60);
        assertThat(instance("EP22").mode()).isEqualTo(InstanceMode.STANDBY);

        type("set GROUP_B auto");
        pass(30);
        assertThat(instance("EP22").mode()).isEqualTo(InstanceMode.PRIMARY);
    }

    @Test
    void control_files_never_differ() {
        assertThat(type("recover mppctl")).endsWith("the same everywhere, nothing is to be recovered");
    }

    @ParameterizedTest
    @CsvSource({
        "detach database EP01, -8062",
        "attach database EP01, -8062",
        "detach database EP99, -8045",
        "set database EP11 recover time 2, -16",
        "set database EP11 recover time 86401, -16",
        "set database EP01 recover time 10, -8062",
        "set database GROUP_B.EP11 arch invalid, -8045",
        "set GROUP_A auto, -16",
        "set GROUP_C manual, -8146",
        "open database EP01, -8037",
        "check open EP01, -8037",
        "check open EP99, -8045",
        "check recover EP01, -8062",
        "check recover GROUP_B.EP11, -8045",
        "open database EP11 force, -8037"
    })
    void what_cannot_be_is_refused_with_the_monitors_code(String line, int code) {
        assertThat(type(line)).contains("[code = " + code + "] ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set",
                "set database EP11",
                "set x y z",
                "detach EP11",
                "attach",
                "open",
                "open database force",
                "check recover",
                "check it EP11"
            })
    void what_it_does_not_know_is_said_in_a_line(String line) {
        assertThat(type(line)).startsWith("unknown command: ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"set GROUP_A manual", "detach database EP11", "open database EP01 force", "recover mppctl", "set"
            })
    void it_needs_a_login(String line) {
        type("logout");

        assertThat(type(line)).contains("[code = -5] ");
    }

    @Test
    void a_silent_watcher_is_told_and_nothing_is_half_done() {
        watch.watcher("EP01").kill();
        pass(10);

        assertThat(type("detach database EP11")).contains("[code = -8013] ");

        assertThat(watch.monitor().isDetached("EP11")).isFalse();
        assertThat(instance("EP11").status()).isEqualTo(InstanceStatus.OPEN);
    }
}
