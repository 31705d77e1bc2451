package io.opendcp.simulator.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.WatchSpec;
import io.opendcp.simulator.watch.WatcherState;
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

class MonitorConsoleTest {
    private static final List<WatchedGroup> GROUPS = List.of(
            new WatchedGroup("GROUP_A", 1000, 0, false, false), new WatchedGroup("GROUP_B", 2000, 1, false, false));

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-25T00:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private SimulatedMpp mpp;
    private DataWatch watch;
    private MonitorConsole console;

    @BeforeEach
    void start() {
        start(WatchSpec.MANUAL);
    }

    private void start(WatchSpec spec) {
        MalSpec mal = MalSpec.INSTANT
                .withLatency(Duration.ofMillis(1), Duration.ofMillis(3))
                .withIntervals(Duration.ofSeconds(5), Duration.ofSeconds(5));
        mpp = SimulatedMpp.of(MppSpec.ofGroups(2).withMal(mal), time, 1);
        watch = DataWatch.start(mpp, spec, 1);
        watch.listen(notice -> told.add(notice.line(Language.ENGLISH, mpp.spec().zone())));
        console = new MonitorConsole(mpp, watch, GROUPS);
        pass(3);
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

    private void login() {
        assertThat(type("login")).isEqualTo("username:");
        assertThat(type("SYSDBA")).isEqualTo("password:");
        assertThat(type("SYSDBA")).endsWith(": Login monitor success!");
    }

    private InstanceMode mode(String instance) {
        return mpp.ep(instance).state().mode();
    }

    private InstanceStatus status(String instance) {
        return mpp.ep(instance).state().status();
    }

    @Test
    void it_begins_as_the_real_one_does_and_tells_whom_it_hears() {
        assertThat(console.banner().lines())
                .containsExactly(
                        "[monitor]         2026-11-25 08:00:03: DMMONITOR[4.0] V8",
                        "[monitor]         2026-11-25 08:00:03: DMMONITOR[4.0] IS READY.");
        String first = told.stream()
                .filter(each -> each.contains("(EP01)"))
                .findFirst()
                .orElseThrow();
        assertThat(first.lines().toList().get(0))
                .isEqualTo("[monitor]         2026-11-25 08:00:01: Received message from(EP01)");
        assertThat(first.lines().toList().get(1))
                .matches(" {18}WTIME +WSTATUS +INST_OK +INAME +ISTATUS +IMODE +RSTAT +N_OPEN +FLSN +CLSN");
        assertThat(first.lines().toList().get(2))
                .matches(" {18}2026-11-25 08:00:01 +OPEN +OK +EP01 +OPEN +PRIMARY +VALID +0 +10250 +10250");
    }

    @Test
    void show_has_the_real_look() {
        List<String> lines = type("show").lines().toList();

        assertThat(lines.get(0)).isEqualTo("2026-11-25 08:00:03");
        assertThat(lines.get(1)).matches("#=+#");
        assertThat(lines.get(2)).matches("GROUP +OGUID +MON_CONFIRM +MODE +MPP_FLAG");
        assertThat(lines.get(3)).matches("GROUP_A +1000 +FALSE +MANUAL +TRUE");
        assertThat(lines.get(5)).isEqualTo("<<DATABASE GLOBAL INFO:>>");
        assertThat(lines.get(6)).startsWith("DW_IP").contains("MAL_DW_PORT").endsWith("RTYPE     RSTAT");
        assertThat(lines.get(7))
                .contains("OPEN")
                .contains("EP01")
                .contains("PRIMARY")
                .endsWith("REALTIME  VALID");
        assertThat(lines.get(9)).isEqualTo("EP INFO:");
        assertThat(lines).filteredOn(line -> line.matches("#=+#")).hasSize(4);
        assertThat(lines).anyMatch(line -> line.contains("EP22") && line.contains("STANDBY"));
    }

    @Test
    void the_other_screens_tell_their_part() {
        assertThat(type("SHOW VERSION")).isEqualTo("DMMONITOR[4.0] V8");
        assertThat(type("show global info")).contains("GROUP_B").contains("EP11");
        assertThat(type("show database group_a.ep11")).contains("EP11").doesNotContain("EP01");
        assertThat(type("list").lines()).hasSize(5);
        assertThat(type("show open info EP01")).contains("N_OPEN");
        assertThat(type("show arch send info").lines().toList().get(1)).matches("EP01 +EP11 +REALTIME +VALID +0");
        assertThat(type("show apply stat").lines().toList().get(1)).matches("EP11 +OPEN +([0-9]+) +EP01 +\\1 +VALID");
        assertThat(type("show monitor")).contains("MONITOR").contains("FALSE");
        assertThat(type("show mpp").lines())
                .satisfiesExactly(
                        head -> assertThat(head).matches("INST_NAME +EP_SEQNO +EP_IP +EP_PORT"),
                        one -> assertThat(one).matches("EP01 +0 +127.0.0.1 +5236"),
                        two -> assertThat(two).matches("EP02 +1 +127.0.0.2 +5237"));
        assertThat(type("check mppctl")).contains("the same everywhere");
        assertThat(type("tip").lines())
                .containsExactly(
                        "group(GROUP_A): all is well, primary EP01", "group(GROUP_B): all is well, primary EP02");
        assertThat(type("help")).contains("switchover [GRP[.]]INST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shwo",
                "show all",
                "show database",
                "help me",
                "kill dmwatcher all",
                "stop",
                "check",
                "choose EP11"
            })
    void what_it_does_not_know_is_said_in_a_line(String line) {
        assertThat(type(line)).startsWith("unknown command: ").hasLineCount(1);
    }

    @Test
    void nothing_typed_is_nothing_answered() {
        assertThat(type("  ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"switchover GROUP_A.EP11", "takeover EP11", "stop dmwatcher all", "kill database EP01", "logout"
            })
    void what_changes_something_needs_a_login(String line) {
        assertThat(type(line)).contains("[code = -5] ");
        pass(20);
        assertThat(mode("EP01")).isEqualTo(InstanceMode.PRIMARY);
        assertThat(status("EP01")).isEqualTo(InstanceStatus.OPEN);
    }

    @Test
    void only_a_dba_is_let_in() {
        type("login");
        type("SYSDBA");
        assertThat(type("wrong")).contains("[code = -8206] ");
        type("login");
        type("NOBODY");
        assertThat(type("")).contains("[code = -8206] ");
        assertThat(type("switchover EP11")).contains("[code = -5] ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"switchover GROUP_A.EP11", "SWITCHOVER ep11;", "switchover group_a", "switchover GROUP_A EP11"})
    void a_switchover_is_told_step_by_step(String line) {
        login();

        assertThat(type(line)).isEmpty();
        pass(20);

        assertThat(mode("EP11")).isEqualTo(InstanceMode.PRIMARY);
        assertThat(mode("EP01")).isEqualTo(InstanceMode.STANDBY);
        assertThat(told).anyMatch(each -> each.endsWith(": Start to switchover instance EP11"));
        assertThat(told)
                .anyMatch(each -> each.endsWith(": Dmwatcher process EP01 status switching [OPEN-->SWITCHOVER]"));
        assertThat(told).anyMatch(each -> each.endsWith(": Switchover instance EP11 success"));
        assertThat(type("show mpp")).contains("EP11").doesNotContain("EP01");
    }

    @Test
    void choose_numbers_those_that_could() {
        login();

        assertThat(type("choose switchover").lines())
                .containsExactly("instances that can switchover:", "1: EP11", "2: EP22");
        assertThat(type("choose takeover")).isEqualTo("no instance can takeover now");
        assertThat(type("choose switchover GROUP_B").lines()).endsWith("1: EP22");
        assertThat(type("switchover 2")).contains("[code = -8045] ");
        type("switchover 1");
        pass(20);

        assertThat(mode("EP22")).isEqualTo(InstanceMode.PRIMARY);
    }

    @ParameterizedTest
    @CsvSource({
        "switchover EP99, -8045",
        "switchover GROUP_C.EP11, -8146",
        "switchover GROUP_B.EP11, -8045",
        "switchover, -8455",
        "switchover EP01, -8106",
        "takeover EP11, -8394",
        "takeover force EP11, -8394",
        "stop group, -8456",
        "stop dmwatcher GROUP_X, -8146"
    })
    void what_cannot_be_is_refused_with_the_monitors_code(String line, int code) {
        login();

        assertThat(type(line)).contains("[code = " + code + "] ");
    }

    @Test
    void what_becomes_of_watchers_and_instances_is_told_once() {
        told.clear();
        mpp.suffers("on EP22, kill it");
        pass(10);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("Received message from(EP22)")
                .contains("ERROR");

        told.clear();
        watch.watcher("EP11").kill();
        pass(30);
        assertThat(told).singleElement().asString().endsWith(": Received message timeout from(EP11)");

        told.clear();
        watch.watcher("EP11").restart();
        pass(10);
        assertThat(told).singleElement().asString().contains("Received message from(EP11)");
    }

    @Test
    void a_lost_primary_is_replaced_by_hand() {
        login();
        mpp.suffers("on EP01, kill it");
        pass(10);

        assertThat(type("tip")).startsWith("group(GROUP_A): [code = -10] the instance, or its watcher, is lost: EP01");
        assertThat(type("choose takeover group_a").lines()).endsWith("1: EP11");
        assertThat(type("takeover 1")).isEmpty();
        pass(20);

        assertThat(mode("EP11")).isEqualTo(InstanceMode.PRIMARY);
        assertThat(told).anyMatch(each -> each.endsWith(": Use instance EP11 to takeover success"));
    }

    @Test
    void a_stopped_watcher_looks_after_nothing_until_it_is_started() {
        stop();
        start(WatchSpec.MANUAL.withAutomatic(true).withAutoRestart(true));
        login();

        type("stop dmwatcher GROUP_A");
        pass(2);
        assertThat(watch.watcher("EP01").state()).isEqualTo(WatcherState.SHUTDOWN);
        mpp.suffers("on EP01, kill it");
        pass(60);
        assertThat(mode("EP11")).isEqualTo(InstanceMode.STANDBY);
        assertThat(status("EP01")).isEqualTo(InstanceStatus.SHUTDOWN);
        assertThat(type("takeover EP11")).contains("[code = -10] ");

        type("startup dmwatcher all");
        pass(60);
        assertThat(mpp.ep(0).state().status()).isEqualTo(InstanceStatus.OPEN);
        assertThat(watch.watcher("EP11").state()).isEqualTo(WatcherState.OPEN);
    }

    @Test
    void a_group_is_stopped_and_started() {
        login();

        type("stop group GROUP_A");
        pass(30);
        assertThat(status("EP01")).isEqualTo(InstanceStatus.SHUTDOWN);
        assertThat(status("EP11")).isEqualTo(InstanceStatus.SHUTDOWN);
        assertThat(status("EP02")).isEqualTo(InstanceStatus.OPEN);

        type("startup group GROUP_A");
        pass(30);
        assertThat(status("EP01")).isEqualTo(InstanceStatus.OPEN);
        assertThat(status("EP11")).isEqualTo(InstanceStatus.OPEN);
        assertThat(told).anyMatch(each -> each.endsWith(": Dmwatcher EP01 start ep01 success"));
    }

    @Test
    void a_database_is_killed_and_started() {
        login();

        type("kill database GROUP_B.EP22");
        pass(10);
        assertThat(status("EP22")).isEqualTo(InstanceStatus.SHUTDOWN);

        type("startup database ep22");
        pass(30);
        assertThat(status("EP22")).isEqualTo(InstanceStatus.OPEN);
    }

    @Test
    void show_i_n_shows_again_until_q() {
        assertThat(type("show 3 5")).contains("GROUP_A");
        told.clear();
        pass(60);
        assertThat(told).hasSize(2).allMatch(each -> each.contains("GROUP_B"));

        type("show 100 1");
        type("q");
        told.clear();
        pass(10);
        assertThat(told).isEmpty();
        assertThat(type("show 0 5")).startsWith("show i n: ");
    }

    @Test
    void nothing_goes_on_when_nobody_watches_any_more() {
        login();
        type("show 100 60");
        type("kill database EP22");

        watch.close();
        pass(1);

        assertThat(time.next()).isEmpty();
    }

    @Test
    void it_speaks_chinese_too() {
        assertThat(console.answer("switchover EP11", Language.CHINESE)).contains("[code = -5] 未登录监视器");
        assertThat(console.answer("tip", Language.CHINESE)).startsWith("组(GROUP_A): 系统运行正常");
        assertThat(console.answer("login", Language.CHINESE)).isEqualTo("用户名:");
        assertThat(console.answer("SYSDBA", Language.CHINESE)).isEqualTo("密码:");
        assertThat(console.answer("SYSDBA", Language.CHINESE)).endsWith(": 登录监视器成功!");
        assertThat(console.answer("help", Language.CHINESE)).contains("显示帮助");
        assertThat(console.answer("nonsense", Language.CHINESE)).startsWith("未知的命令: nonsense");
    }

    @Test
    void who_leaves_is_logged_out_and_the_monitor_goes_on() {
        login();
        assertThat(type("exit")).contains("goes on");
        assertThat(type("switchover EP11")).contains("[code = -5] ");
        login();
        assertThat(type("logout")).endsWith(": Logout monitor success!");
    }
}
