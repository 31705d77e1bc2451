package io.opendcp.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.login.Charsets;
import io.opendcp.protocol.server.StartupTerms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a refresh learns, from whom, and how it fails. Manual 3.2, 4.1. */
class RefreshTest {
    private final ClusterStage stage = new ClusterStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void learns_all_eps_from_one_listed_instance() throws Exception {
        List<PretendInstance> eps = stage.twoEps();

        Configuration known = stage.refresh();

        assertThat(known.eps()).containsExactly(eps.get(0).ep(0), eps.get(1).ep(1));
        assertThat(known.terms()).isEqualTo(StartupTerms.OURS);
        assertThat(stage.learned).containsExactly(known);
        assertThat(eps).allMatch(ep -> ep.openConnections() == 1);
    }

    @Test
    void any_listed_instance_will_do() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.listed.set(0, new Instance("EP01", "127.0.0.1", ClusterStage.deadPort()));
        stage.listed.add(eps.get(1).listed());

        Configuration known = stage.refresh();

        assertThat(known.eps()).hasSize(2);
        assertThat(eps.get(0).openConnections())
                .as("not under the listed address, but where the others say it is")
                .isEqualTo(1);
    }

    @Test
    void an_address_that_was_typed_counts_more_than_one_that_was_told() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.listed.add(eps.get(1).listed());
        eps.get(0).eps = List.of(eps.get(0).ep(0), new Ep("ep02", 1, "10.255.255.1", 1));

        assertThat(stage.refresh().ep(1))
                .contains(new Ep("ep02", 1, "127.0.0.1", eps.get(1).port()));
    }

    @Test
    void when_all_are_down_all_are_named() throws Exception {
        int one = ClusterStage.deadPort();
        int two = ClusterStage.deadPort();
        stage.listed.add(new Instance("EP01", "127.0.0.1", one));
        stage.listed.add(new Instance("EP02", "127.0.0.1", two));

        DmException error = stage.error();

        assertThat(error.code()).isEqualTo(-6012);
        assertThat(error.message(Language.ENGLISH)).contains("127.0.0.1:" + one, "127.0.0.1:" + two);
        assertThat(error.message(Language.CHINESE)).contains("127.0.0.1:" + one, "127.0.0.1:" + two);
    }

    @Test
    void a_wrong_login_is_the_instances_to_refuse() throws Exception {
        stage.twoEps();
        stage.listed.add(0, new Instance("EP09", "127.0.0.1", ClusterStage.deadPort()));
        stage.password = "wrong";

        assertThat(stage.error().code())
                .as("says more than that another one is down")
                .isEqualTo(-2501);
    }

    @Test
    void without_login_or_instances_it_is_said_what_to_do() throws Exception {
        assertThat(stage.error().code()).isEqualTo(-8911);
        stage.twoEps();
        stage.password = null;
        assertThat(stage.error().code()).isEqualTo(-8911);
    }

    @Test
    void an_ep_under_another_name_is_refused_and_counted() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        eps.get(1).name = "EP09";

        Configuration known = stage.refresh();

        assertThat(known.eps()).hasSize(2);
        assertThat(stage.on(stage.cluster::misnamed)).isEqualTo(1);
        await().until(() -> eps.get(1).openConnections() == 0);
    }

    @Test
    void eps_that_differ_are_refused_by_name() throws Exception {
        refused(ep -> ep.terms = new StartupTerms(Charsets.GB18030, 11, "8.1.3.140", 3));
        refused(ep -> ep.terms = new StartupTerms(Charsets.UTF_8, 10, "8.1.3.140", 3));
        refused(ep -> ep.terms = new StartupTerms(Charsets.UTF_8, 11, "8.1.3.62", 3));
        refused(ep -> ep.terms = new StartupTerms(Charsets.UTF_8, 11, "8.1.3.140", 2));
        refused(ep -> ep.caseSensitive = false);
    }

    private void refused(Consumer<PretendInstance> change) throws Exception {
        stage.listed.clear();
        List<PretendInstance> eps = stage.twoEps();
        change.accept(eps.get(1));

        DmException error = stage.error();

        assertThat(error.code()).isEqualTo(-8916);
        assertThat(error.message(Language.ENGLISH)).contains("EP01", "EP02");
        await().until(() -> eps.stream().allMatch(ep -> ep.openConnections() == 0));
    }

    @Test
    void a_listed_instance_that_is_no_ep_need_not_be_like_them() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        PretendInstance standby = stage.instance("EP01_STANDBY");
        standby.terms = new StartupTerms(Charsets.GB18030, 9, "8.1.2.192", 3);
        standby.eps = eps.get(0).eps;
        stage.listed.add(0, standby.listed());

        assertThat(stage.refresh().terms()).isEqualTo(StartupTerms.OURS);
        await().until(() -> standby.openConnections() == 0);
    }

    @Test
    void instances_of_no_mpp_are_told_and_the_next_is_asked() throws Exception {
        PretendInstance alone = stage.instance("ALONE");
        stage.listed.add(alone.listed());
        assertThat(stage.error().code()).isEqualTo(-8914);

        List<PretendInstance> eps = stage.twoEps();
        assertThat(stage.refresh().eps()).hasSize(2);
        assertThat(eps).allMatch(ep -> ep.openConnections() == 1);
    }

    @Test
    void an_instance_that_cannot_tell_the_eps_is_passed_over() throws Exception {
        PretendInstance unwilling = stage.instance("EP00");
        unwilling.eps = null;
        stage.listed.add(unwilling.listed());
        assertThat(stage.error().code()).isEqualTo(-5504);

        stage.twoEps();
        assertThat(stage.refresh().eps()).hasSize(2);
    }

    @Test
    void rows_that_contradict_each_other_are_not_believed() throws Exception {
        PretendInstance one = stage.instance("EP01");
        stage.listed.add(one.listed());
        for (List<Ep> odd : List.of(
                List.of(one.ep(0), new Ep("EP02", 0, "127.0.0.1", 1)),
                List.of(one.ep(0), one.ep(1)),
                List.of(new Ep("EP01", -1, "127.0.0.1", 1)),
                List.of(new Ep("EP01", 5000, "127.0.0.1", 1)),
                List.of(new Ep("EP01", 0, "127.0.0.1", 70_000)))) {
            one.eps = odd;
            assertThat(stage.error().code()).isEqualTo(-8902);
        }
    }

    @Test
    void nobody_of_those_told_can_be_reached() throws Exception {
        int dead = ClusterStage.deadPort();
        PretendInstance standby = stage.instance("STANDBY");
        standby.eps = List.of(new Ep("EP01", 0, "127.0.0.1", dead));
        stage.listed.add(standby.listed());

        assertThat(stage.error().code()).as("it is none of them").isEqualTo(-8914);
    }

    @Test
    void an_instance_that_accepts_and_stays_silent_is_given_up() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        PretendInstance silent = stage.instance("EP03");
        silent.silentAtLogin = true;
        stage.listed.add(silent.listed());

        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> silent.logins.get() == 1 && eps.get(0).openConnections() == 1);
        assertThat(refresh).isNotDone();
        stage.turn(ClusterStage.LOGIN);

        await().until(refresh::isDone);
        assertThat(refresh).isCompleted();
    }

    @Test
    void an_instance_that_lets_in_and_then_stays_silent_is_given_up() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        PretendInstance silent = stage.instance("EP00");
        silent.silent = true;
        stage.listed.add(0, silent.listed());

        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> silent.asked.size() == 1 || eps.get(0).asked.size() == 1);
        stage.turn(ClusterStage.LOGIN);

        await().until(refresh::isDone);
        assertThat(refresh).isCompleted();
    }

    @Test
    void when_nobody_says_anything_that_is_said() throws Exception {
        PretendInstance silent = stage.instance("EP00");
        silent.silent = true;
        stage.listed.add(silent.listed());

        CompletableFuture<Void> refresh = stage.begin();
        await().until(() -> silent.asked.size() == 1);
        stage.turn(ClusterStage.LOGIN);

        DmException error = ClusterStage.error(refresh);
        assertThat(error.code()).isEqualTo(-6012);
        assertThat(error.message(Language.ENGLISH)).contains("EP00");
    }

    @Test
    void an_instance_that_is_unlike_a_dm_server_is_given_up() throws Exception {
        try (ServerSocket odd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread speaker = new Thread(() -> {
                try (Socket accepted = odd.accept()) {
                    accepted.getOutputStream().write(new byte[200]);
                    accepted.getOutputStream().flush();
                    accepted.getInputStream().readAllBytes();
                } catch (IOException over) {
                    // the test has ended
                }
            });
            speaker.start();
            stage.listed.add(new Instance("ODD", "127.0.0.1", odd.getLocalPort()));

            assertThat(stage.error().code()).isEqualTo(-8902);
            speaker.join(Duration.ofSeconds(10).toMillis());
        }
    }
}
