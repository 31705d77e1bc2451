package io.opendcp.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a cluster is looked at again, and its control connections. Manual 3.2. */
class ClusterTest {
    private final ClusterStage stage = new ClusterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    private void start() {
        stage.on(() -> {
            stage.cluster.start();
            return true;
        });
    }

    private void suspect() {
        stage.on(() -> {
            stage.cluster.suspect();
            return true;
        });
    }

    private CompletableFuture<Outcome> asks(int epno, String sql) {
        CompletableFuture<Outcome> done = new CompletableFuture<>();
        stage.group
                .next()
                .execute(() -> stage.cluster.onControl(
                        epno, (control, told) -> control.run(sql, told), new SqlConnection.Told<Outcome>() {
                            @Override
                            public void done(Outcome result) {
                                done.complete(result);
                            }

                            @Override
                            public void failed(DmException error) {
                                done.completeExceptionally(error);
                            }
                        }));
        return done;
    }

    private static int code(CompletableFuture<?> failed) throws Exception {
        try {
            failed.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return ((DmException) Objects.requireNonNull(e.getCause())).code();
        }
        throw new AssertionError("it succeeded");
    }

    @Test
    void who_asks_while_a_refresh_is_under_way_gets_its_answer() throws Exception {
        List<PretendInstance> eps = stage.twoEps();

        CompletableFuture<Void> one = stage.begin();
        CompletableFuture<Void> two = stage.begin();
        CompletableFuture.allOf(one, two).get(10, TimeUnit.SECONDS);

        assertThat(stage.learned).hasSize(1);
        assertThat(eps.get(0).logins).hasValue(1);
    }

    @Test
    void it_looks_again_every_256_seconds() throws Exception {
        stage.twoEps();
        start();
        await().until(() -> stage.learned.size() == 1);

        stage.turn(ClusterStage.PERIOD.minusNanos(1));
        assertThat(stage.learned).hasSize(1);
        stage.turn(Duration.ofNanos(1));
        await().until(() -> stage.learned.size() == 2);
        stage.turn(ClusterStage.PERIOD);
        await().until(() -> stage.learned.size() == 3);
    }

    @Test
    void while_it_fails_it_tries_again_until_the_mpp_comes_up() throws Exception {
        int port = ClusterStage.deadPort();
        stage.listed.add(new Instance("EP01", "127.0.0.1", port));
        start();
        assertThat(stage.error().code()).isEqualTo(-6012);
        stage.turn(Duration.ofSeconds(2));
        assertThat(stage.error().code()).isEqualTo(-6012);

        PretendInstance late = stage.instance("EP01", port);
        late.eps = List.of(late.ep(0));
        stage.turn(Duration.ofSeconds(2));

        await().until(() -> stage.learned.size() == 1);
    }

    @Test
    void before_it_is_configured_it_asks_nobody_and_looks_again_after_the_period() throws Exception {
        String password = Objects.requireNonNull(stage.password);
        stage.password = null;
        List<PretendInstance> eps = stage.twoEps();
        start();
        suspect();
        assertThat(eps.get(0).logins).hasValue(0);

        stage.password = password;
        stage.turn(ClusterStage.PERIOD);
        await().until(() -> stage.learned.size() == 1);
    }

    @Test
    void what_was_known_is_kept_when_a_refresh_fails() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        Configuration known = stage.refresh();
        eps.forEach(ep -> ep.password = "changed");

        assertThat(stage.error().code()).isEqualTo(-2501);

        assertThat(stage.on(() -> Objects.requireNonNull(stage.cluster.configuration())))
                .isSameAs(known);
    }

    @Test
    void a_connection_that_breaks_makes_it_look_at_once_but_not_over_and_over() throws Exception {
        stage.twoEps();
        stage.refresh();
        stage.turn(Duration.ofSeconds(2));
        suspect();
        await().until(() -> stage.learned.size() == 2);

        for (int i = 0; i < 10; i++) {
            suspect();
        }
        stage.turn(Duration.ofSeconds(2).minusNanos(1));
        assertThat(stage.learned).hasSize(2);
        stage.turn(Duration.ofNanos(1));
        await().until(() -> stage.learned.size() == 3);
    }

    private boolean inDoubt() {
        return stage.on(stage.cluster::inDoubt);
    }

    @Test
    void a_break_shortly_after_another_was_looked_at_is_a_doubt_until_the_next_refresh_has_ended() throws Exception {
        stage.twoEps();
        stage.refresh();
        suspect();
        await().until(() -> stage.learned.size() == 2); // that somebody asked shortly before does not count
        assertThat(inDoubt()).isFalse();

        suspect();
        assertThat(inDoubt()).isTrue();
        suspect(); // while the next refresh is due already
        stage.turn(Duration.ofMillis(499));
        assertThat(inDoubt()).isTrue();
        assertThat(stage.learned).hasSize(2);
        stage.turn(Duration.ofMillis(1));

        await().until(() -> stage.learned.size() == 3);
        assertThat(inDoubt()).isFalse();
    }

    @Test
    void who_only_waits_for_a_change_makes_it_look_again_and_nobody_doubt() throws Exception {
        stage.twoEps();
        stage.refresh();
        stage.on(() -> {
            stage.cluster.lookAgain();
            return true;
        });
        assertThat(inDoubt()).isFalse();
        await().until(() -> stage.learned.size() == 2);
    }

    @Test
    void a_doubt_ends_by_itself_if_no_answer_comes() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();
        stage.turn(Duration.ofSeconds(2));
        eps.forEach(ep -> ep.silent = true);
        suspect();
        stage.turn(Cluster.LONGEST_DOUBT.minusNanos(1));
        assertThat(inDoubt()).isTrue();
        stage.turn(Duration.ofNanos(1));
        assertThat(inDoubt()).isFalse();
    }

    @Test
    void a_break_during_a_refresh_is_a_doubt_beyond_its_end() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.listed.add(eps.get(1).listed());
        stage.refresh();
        eps.forEach(ep -> ep.silent = true);
        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> eps.stream().allMatch(ep -> ep.held.size() == 1));
        stage.on(() -> {
            stage.cluster.suspect();
            eps.forEach(ep -> ep.held.get(0).run());
            return true;
        });
        refresh.get(10, TimeUnit.SECONDS);
        assertThat(inDoubt()).isTrue();

        eps.forEach(ep -> ep.silent = false);
        stage.turn(Duration.ofMillis(900));
        await().until(() -> stage.learned.size() == 3);
        assertThat(inDoubt()).isFalse();
    }

    @Test
    void what_a_statement_was_told_of_an_ep_holds_until_that_is_reached_and_what_a_login_was_until_another_login()
            throws Exception {
        stage.twoEps();
        stage.refresh();
        Troubles troubles = stage.cluster.troubles();
        DmException limited = DmException.of(ErrorCode.MPP_LOGIN_LIMITED);
        stage.on(() -> {
            troubles.seenByStatement(0, "EP01", limited);
            troubles.seen(1, "EP02", limited);
            troubles.seenByStatement(1, "EP02", limited);
            return true;
        });
        assertThat(stage.on(troubles::all)).hasSize(2);
        stage.refresh();

        assertThat(stage.on(troubles::all)).extracting(Trouble::epno).containsExactly(1);
    }

    @Test
    void a_control_connection_that_breaks_is_a_sign() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();
        stage.turn(Duration.ofSeconds(10));

        stage.on(() -> {
            eps.get(1).cut();
            return true;
        });

        await().until(() -> stage.learned.size() == 2);
    }

    @Test
    void an_ep_is_asked_on_its_control_connection() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();

        asks(1, "CALL SOMETHING").get(10, TimeUnit.SECONDS);

        assertThat(eps.get(1).asked).contains("CALL SOMETHING");
        assertThat(eps.get(1).logins).hasValue(1);
    }

    @Test
    void an_ep_that_is_not_known_cannot_be_asked() throws Exception {
        assertThat(code(asks(0, "CALL SOMETHING"))).isEqualTo(-8911);
        stage.twoEps();
        stage.refresh();
        assertThat(code(asks(7, "CALL SOMETHING"))).isEqualTo(-8911);
    }

    @Test
    void questions_at_the_same_time_share_the_login_that_they_need() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        PretendInstance two = eps.get(1);
        two.name = "EP09"; // not reached by the refresh
        stage.refresh();
        two.name = "EP02";
        int before = two.logins.get();

        List<CompletableFuture<Outcome>> all = List.of(asks(1, "CALL A"), asks(1, "CALL B"), asks(1, "CALL C"));
        for (CompletableFuture<Outcome> each : all) {
            each.get(10, TimeUnit.SECONDS);
        }

        assertThat(two.logins.get() - before).isEqualTo(1);
        assertThat(two.openConnections()).isEqualTo(1);
    }

    @Test
    void a_question_does_not_go_to_another_instance() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        eps.get(1).name = "EP09";
        stage.refresh();

        assertThat(code(asks(1, "SP_CANCEL_SESSION_OPERATION(5)"))).isEqualTo(-8915);

        assertThat(eps.get(1).asked).doesNotContain("SP_CANCEL_SESSION_OPERATION(5)");
        assertThat(stage.on(stage.cluster::misnamed)).isEqualTo(2);
    }

    @Test
    void an_ep_that_does_not_answer_is_not_waited_for_for_ever() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();
        eps.get(1).silent = true;

        CompletableFuture<Outcome> asked = asks(1, "CALL SOMETHING");
        CompletableFuture<Outcome> behind = asks(1, "CALL MORE");
        await().until(() -> eps.get(1).asked.contains("CALL SOMETHING"));
        eps.get(1).silent = false;
        stage.turn(Duration.ofSeconds(10));

        assertThat(code(asked)).isEqualTo(-6010);
        assertThat(code(behind)).isEqualTo(-6010);
        asks(1, "CALL AGAIN").get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_refresh_does_not_cut_off_what_is_under_way() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        PretendInstance two = eps.get(1);
        stage.refresh();
        two.silent = true;
        CompletableFuture<Outcome> cancel = asks(1, "SP_CANCEL_SESSION_OPERATION(5)");
        await().until(() -> two.held.size() == 1);
        two.silent = false;

        stage.refresh();
        assertThat(cancel).isNotDone();
        stage.on(() -> {
            two.held.get(0).run();
            return true;
        });

        cancel.get(10, TimeUnit.SECONDS);
        await().until(() -> two.openConnections() == 1);
    }

    @Test
    void closing_in_the_middle_of_a_refresh_tells_who_waits_and_leaves_nothing() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        eps.get(1).silentAtLogin = true;
        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> eps.get(1).logins.get() == 1);

        stage.on(() -> {
            stage.cluster.close();
            stage.cluster.close();
            return true;
        });

        assertThat(ClusterStage.error(refresh).code()).isEqualTo(-6010);
        await().until(() -> eps.stream().allMatch(ep -> ep.openConnections() == 0));
        stage.turn(ClusterStage.PERIOD.multipliedBy(2));
        assertThat(stage.learned).isEmpty();
        assertThat(code(stage.begin())).isEqualTo(-6010);
    }

    @Test
    void closing_while_a_control_connection_is_opened_leaves_nothing() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        PretendInstance two = eps.get(1);
        two.name = "EP09";
        stage.refresh();
        two.name = "EP02";
        two.silentAtLogin = true;
        CompletableFuture<Outcome> asked = asks(1, "CALL A");
        await().until(() -> two.logins.get() == 2);

        stage.on(() -> {
            stage.cluster.close();
            return true;
        });

        assertThat(code(asked)).isEqualTo(-6010);
        stage.turn(ClusterStage.LOGIN);
        await().until(() -> two.openConnections() == 0);
    }
}
