package io.opendcp.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.login.ServerState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refreshes of a primary/standby MPP, of which parts are down, not open, or about to switch. Manual 6.2.12. */
class StandbyTest {
    private final ClusterStage stage = new ClusterStage();
    private PretendInstance one;
    private PretendInstance two;
    /** The standby of {@link #one}. */
    private PretendInstance standby;

    @BeforeEach
    void start() throws Exception {
        one = stage.instance("EP01");
        two = stage.instance("EP02");
        standby = stage.instance("EP11");
        one.mode = ServerState.PRIMARY;
        two.mode = ServerState.PRIMARY;
        standby.mode = ServerState.STANDBY;
        one.eps = List.of(one.ep(0), two.ep(1));
        two.eps = one.eps;
        standby.eps = one.eps;
        stage.listed.addAll(List.of(one.listed(), two.listed(), standby.listed()));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void takeover() {
        standby.mode = ServerState.PRIMARY;
        standby.eps = List.of(standby.ep(0), two.ep(1));
        two.eps = standby.eps;
    }

    private Trouble trouble(int epno) {
        return Objects.requireNonNull(
                stage.on(() -> Optional.ofNullable(stage.cluster.troubles().of(epno)))
                        .orElse(null));
    }

    @Test
    void primaries_are_learned_and_standbys_are_not_asked() throws Exception {
        Configuration known = stage.refresh();

        assertThat(known.eps()).containsExactly(one.ep(0), two.ep(1));
        assertThat(standby.asked).isEmpty();
        assertThat(stage.on(stage.cluster::standbys)).containsExactly("EP11");
        await().until(() -> standby.openConnections() == 0);
    }

    @Test
    void after_a_switch_the_same_number_is_the_standby_that_was() throws Exception {
        stage.refresh();
        takeover();
        one.mode = ServerState.STANDBY;

        assertThat(stage.refresh().eps()).containsExactly(standby.ep(0), two.ep(1));
        assertThat(stage.on(stage.cluster::standbys)).containsExactly("EP01");
    }

    @Test
    void a_standby_that_became_primary_is_where_it_was_listed_and_not_where_a_misprint_says() throws Exception {
        stage.refresh();
        takeover();
        one.close();
        standby.silentAtLogin = true; // not even now
        two.eps = List.of(new Ep("EP11", 0, "127.0.0.1", two.port()), two.ep(1));

        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> standby.logins.get() == 2 && two.asked.size() == 2);
        stage.turn(Refresh.GRACE);
        refresh.get(10, TimeUnit.SECONDS);

        assertThat(stage.learned.get(1).ep(0)).contains(standby.ep(0));
        assertThat(stage.on(stage.cluster::misnamed)).isZero();
    }

    @Test
    void where_only_a_misprint_is_known_the_other_instance_is_refused_and_counted() throws Exception {
        stage.listed.remove(2);
        takeover();
        one.close();
        two.eps = List.of(new Ep("EP11", 0, "127.0.0.1", two.port()), two.ep(1));

        stage.refresh();

        assertThat(stage.on(stage.cluster::misnamed)).isEqualTo(1);
        assertThat(trouble(0).error().code()).isEqualTo(-8915);
        assertThat(trouble(0).instance()).isEqualTo("EP11");
    }

    @Test
    void an_ep_that_is_down_is_named_with_the_time_and_the_rest_is_learned() throws Exception {
        one.close();
        assertThat(stage.refresh().eps()).containsExactly(one.ep(0), two.ep(1));
        stage.turn(Duration.ofSeconds(30));
        stage.refresh();

        DmException told = trouble(0).told();
        assertThat(told.code()).isEqualTo(-8930);
        assertThat(told.message(Language.ENGLISH))
                .contains("EP 0 (EP01)", "2026-01-01 08:00:00", "[-6012]", "127.0.0.1:" + one.port());
        assertThat(told.message(Language.CHINESE)).contains("EP 0(EP01)自2026-01-01 08:00:00起不可用: [-6012] 无法连接");
        assertThat(stage.on(() -> stage.cluster.troubles().all())).hasSize(1);
    }

    @Test
    void an_ep_that_is_back_is_no_trouble_any_more() throws Exception {
        one.silent = true;
        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> one.asked.size() == 1 && two.asked.size() == 1);
        stage.turn(Refresh.GRACE);
        refresh.get(10, TimeUnit.SECONDS);
        assertThat(stage.on(() -> stage.cluster.troubles().all()))
                .as("slow is not down")
                .isEmpty();
        one.silent = false;
        one.state = ServerState.MOUNT;
        stage.refresh();
        assertThat(trouble(0).error().code()).isEqualTo(-510);

        one.state = ServerState.OPEN;
        stage.refresh();
        assertThat(stage.on(() -> stage.cluster.troubles().all())).isEmpty();
        stage.on(() -> {
            one.held.forEach(Runnable::run);
            return true;
        });
    }

    @Test
    void a_refusal_of_the_mpp_is_told_in_its_words() throws Exception {
        one.refuses = ErrorCode.REMOTE_LOGIN_FAILED;
        two.refuses = ErrorCode.MPP_LOGIN_LIMITED;
        stage.listed.remove(2);

        DmException error = stage.error();

        assertThat(error.code()).isIn(-607, -6024);
        assertThat(error.message(Language.ENGLISH)).contains("127.0.0.1:");
    }

    @Test
    void where_nobody_is_open_that_is_said_by_name() throws Exception {
        one.state = ServerState.MOUNT;
        two.state = ServerState.MOUNT;

        DmException error = stage.error();

        assertThat(error.code()).isEqualTo(-510);
        assertThat(error.message(Language.CHINESE)).matches("EP0[12]: 系统处于MOUNT状态");
    }

    @Test
    void where_only_standbys_answer_that_is_said() throws Exception {
        one.close();
        two.close();

        DmException error = stage.error();

        assertThat(error.code()).isEqualTo(-8933);
        assertThat(error.message(Language.ENGLISH)).contains("EP11");
    }

    @Test
    void what_is_known_is_kept_while_the_eps_disagree() throws Exception {
        Configuration known = stage.refresh();
        standby.mode = ServerState.PRIMARY;
        standby.eps = List.of(standby.ep(0), two.ep(1)); // EP02 has not been told yet
        one.mode = ServerState.STANDBY;

        DmException error = stage.error();

        assertThat(error.code()).isEqualTo(-8932);
        assertThat(error.message(Language.ENGLISH)).contains("EP02");
        assertThat(stage.on(() -> Objects.requireNonNull(stage.cluster.configuration())))
                .isSameAs(known);
    }

    @Test
    void of_two_primaries_the_one_counts_that_the_others_know() throws Exception {
        takeover(); // and EP01 is back, and still believes

        assertThat(stage.refresh().eps()).containsExactly(standby.ep(0), two.ep(1));
    }

    @Test
    void a_silent_host_does_not_hold_up_what_the_others_know() throws Exception {
        one.silentAtLogin = true;
        takeover();

        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> standby.asked.size() == 1 && two.asked.size() == 1);
        stage.turn(Refresh.GRACE);

        refresh.get(10, TimeUnit.SECONDS);
        assertThat(stage.learned.get(0).eps()).containsExactly(standby.ep(0), two.ep(1));
    }

    @Test
    void an_ep_that_only_says_nothing_is_not_asked_over_and_over() throws Exception {
        stage.refresh();
        two.silentAtLogin = true;
        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> one.asked.size() == 2);
        stage.turn(Refresh.GRACE);
        refresh.get(10, TimeUnit.SECONDS);
        two.silentAtLogin = false;

        stage.turn(Duration.ofSeconds(10).minusNanos(1));
        assertThat(stage.learned).hasSize(2);
        stage.turn(Duration.ofNanos(1));
        await().until(() -> stage.learned.size() == 3);
    }

    @Test
    void while_an_ep_is_missing_it_looks_at_growing_intervals_up_to_half_a_second() throws Exception {
        one.state = ServerState.MOUNT;
        stage.refresh();
        int looks = 1;
        for (int millis : new int[] {125, 250, 500, 500, 500}) {
            stage.turn(Duration.ofMillis(millis).minusNanos(1));
            assertThat(stage.learned).hasSize(looks);
            stage.turn(Duration.ofNanos(1));
            int more = ++looks;
            await().until(() -> stage.learned.size() == more);
        }

        one.state = ServerState.OPEN;
        stage.turn(Duration.ofMillis(500));
        await().until(() -> stage.learned.size() == 7);
        stage.turn(Duration.ofSeconds(20));
        assertThat(stage.learned).hasSize(7);
    }

    @Test
    void a_sign_during_a_refresh_leads_to_another_one() throws Exception {
        stage.refresh();
        two.silent = true;
        one.silent = true;
        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> one.held.size() == 1 && two.held.size() == 1);
        stage.on(() -> {
            stage.cluster.suspect();
            one.held.get(0).run();
            two.held.get(0).run();
            return true;
        });
        refresh.get(10, TimeUnit.SECONDS);
        one.silent = false;
        two.silent = false;
        assertThat(stage.learned).hasSize(2);

        stage.turn(Duration.ofSeconds(2));
        await().until(() -> stage.learned.size() == 3);
    }

    @Test
    void a_slow_ep_keeps_its_control_connection() throws Exception {
        stage.refresh();
        two.silentAtLogin = true;
        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> one.asked.size() == 2 && two.logins.get() == 2);
        stage.turn(Refresh.GRACE);
        await().until(() -> refresh.isDone() || two.logins.get() == 3);
        stage.turn(Refresh.GRACE);
        refresh.get(10, TimeUnit.SECONDS);

        two.silentAtLogin = false;
        await().until(() -> two.openConnections() == 1);
        assertThat(stage.on(() -> stage.cluster.troubles().all())).isEmpty();
    }
}
