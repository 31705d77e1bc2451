package io.opendcp.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.login.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of the cluster that no connection tells of. */
class ProbeTest {
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final ClusterStage stage = new ClusterStage(PROBE, false);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void eps_are_asked_each_period_on_the_connections_there_are() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();

        for (int i = 2; i < 5; i++) {
            int times = i;
            stage.turn(PROBE);
            await().until(() -> eps.stream().allMatch(ep -> ep.asked.size() == times));
        }

        assertThat(eps).allMatch(ep -> ep.logins.get() == 1);
        assertThat(stage.learned).hasSize(1);
    }

    @Test
    void another_period_begins_at_once_and_none_ends_it() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();
        int before = eps.get(0).asked.size();
        probeEach(1);
        stage.turn(Duration.ofSeconds(1));
        await().until(() -> eps.stream().allMatch(ep -> ep.asked.size() == before + 1));

        probeEach(0);
        stage.turn(PROBE.multipliedBy(3));
        assertThat(eps).allMatch(ep -> ep.asked.size() == before + 1);

        probeEach(2);
        stage.turn(Duration.ofSeconds(2));
        await().until(() -> eps.stream().allMatch(ep -> ep.asked.size() == before + 2));
    }

    private void probeEach(int seconds) {
        stage.on(() -> {
            stage.cluster.settings(stage.cluster.settings().with("DCP_PROBE_PERIOD", seconds));
            return true;
        });
    }

    @Test
    void another_answer_leads_to_a_refresh() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();
        PretendInstance standby = stage.instance("EP11");
        standby.eps = List.of(standby.ep(0), eps.get(1).ep(1));
        eps.get(1).eps = standby.eps;
        stage.listed.add(eps.get(1).listed());
        eps.get(0).mode = ServerState.STANDBY;

        stage.turn(PROBE);

        await().until(() -> stage.learned.size() == 2);
        assertThat(stage.learned.get(1).eps()).isEqualTo(standby.eps);
    }

    @Test
    void no_answer_leads_to_a_refresh_too() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();
        eps.get(1).silent = true;
        stage.turn(PROBE);
        await().until(() -> eps.get(1).held.size() == 1);
        eps.get(1).silent = false;

        stage.turn(Cluster.PATIENCE);

        await().until(() -> stage.learned.size() == 2);
    }

    @Test
    void a_question_is_not_asked_again_before_it_is_answered() throws Exception {
        List<PretendInstance> eps = stage.twoEps();
        stage.refresh();
        eps.get(1).silent = true;
        stage.turn(PROBE);
        await().until(() -> eps.get(1).held.size() == 1);
        stage.turn(PROBE.minusSeconds(1));
        stage.turn(Duration.ofSeconds(1).minusNanos(1));

        assertThat(eps.get(1).held).hasSize(1);
        eps.get(1).silent = false;
        stage.on(() -> {
            eps.get(1).held.get(0).run();
            return true;
        });
    }

    @Test
    void few_are_asked_at_a_time() throws Exception {
        PretendInstance one = stage.instance("EP01");
        List<Ep> all = new ArrayList<>(List.of(one.ep(0)));
        List<PretendInstance> eps = new ArrayList<>(List.of(one));
        for (int i = 1; i <= Probe.AT_A_TIME; i++) {
            PretendInstance more = stage.instance("EP" + (100 + i));
            eps.add(more);
            all.add(more.ep(i));
        }
        eps.forEach(ep -> ep.eps = all);
        stage.listed.add(one.listed());
        stage.refresh();

        stage.turn(PROBE);

        await().until(() -> eps.stream().filter(ep -> ep.asked.size() == 2).count() == Probe.AT_A_TIME);
        stage.turn(PROBE);
        await().until(() -> eps.stream().allMatch(ep -> ep.asked.size() >= 2));
    }

    @Test
    void in_manual_mode_nobody_is_asked_and_a_refresh_that_leaves_one_out_is_not_repeated_sooner() throws Exception {
        try (ClusterStage manual = new ClusterStage(PROBE, true)) {
            List<PretendInstance> eps = manual.twoEps();
            eps.get(1).state = ServerState.MOUNT;
            manual.refresh();

            manual.turn(PROBE);
            manual.turn(ClusterStage.PERIOD.minus(PROBE).minusNanos(1));

            assertThat(eps.get(0).asked).hasSize(1);
            manual.turn(Duration.ofNanos(1));
            await().until(() -> manual.learned.size() == 2);
        }
    }
}
