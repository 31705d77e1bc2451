package io.opendcp.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.LoginDetails;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of EPs on sockets, as clients see them. */
class EpFaultTest {
    private static final int NOBODY_THERE = -6012;
    private static final int LOST = -6010;
    private static final int INCOMPLETE = -6024;
    private static final int DISK_FULL = -8923;

    private final Site site = new Site(3);

    @BeforeEach
    void fill() {
        site.mpp.run(mpp -> {
            Client client = Client.on(mpp, 0);
            client.run("CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
            client.session().close();
        });
    }

    @AfterEach
    void close() {
        site.close();
    }

    private long rows() {
        return site.mpp.with(mpp -> {
            Client client = Client.on(mpp, 0);
            long count = client.rows("SELECT K FROM T").size();
            client.session().close();
            return count;
        });
    }

    /** Twice, which is the same as once. */
    private void restart() {
        site.mpp.run(mpp -> mpp.ep(1).restart());
        site.mpp.run(mpp -> mpp.ep(1).restart());
        await().until(() -> !site.mpp.<Boolean>with(mpp -> mpp.ep(1).isDown()));
    }

    @Test
    void everything_works_in_pieces_of_one_byte() throws Exception {
        site.mpp.run(mpp -> {
            mpp.ep(1).suffers(new Slice(Direction.REQUESTS, 1));
            mpp.ep(1).suffers(new Slice(Direction.REPLIES, 1));
        });

        SqlConnection client = Site.of(site.connect(1, false));
        Site.of(site.run(client, "INSERT INTO T VALUES(1), (2), (3)"));

        assertThat(Site.of(site.run(client, "SELECT K FROM T"))
                        .resultSets()
                        .get(0)
                        .rows())
                .hasSize(3);
        assertThat(site.mpp.<Long>with(mpp -> mpp.ep(1).faults().bites().get("Slice")))
                .isGreaterThan(10L);
    }

    @Test
    void a_delay_is_as_long_as_the_time_that_is_turned() throws Exception {
        SqlConnection client = Site.of(site.connect(1, false));
        site.mpp.run(mpp -> mpp.ep(1).suffers(new Delay(Direction.REPLIES, Duration.ofSeconds(3))));

        CompletableFuture<Outcome> answer = site.run(client, "INSERT INTO T VALUES(1)");
        await().until(() ->
                site.mpp.<Boolean>with(mpp -> mpp.ep(1).faults().bites().containsKey("Delay")));
        site.turn(Duration.ofSeconds(3)); // the handle
        await().until(() -> rows() == 1);
        site.turn(Duration.ofMillis(2_999));
        assertThat(answer).isNotDone();

        site.turn(Duration.ofMillis(1));
        Site.of(answer);
    }

    @Test
    void a_refusing_ep_keeps_its_sessions_and_lets_nobody_in_until_healed() throws Exception {
        SqlConnection client = Site.of(site.connect(1, false));
        site.mpp.run(mpp -> mpp.ep(1).suffers(new Refuse()));

        assertThat(Site.code(site.connect(1, false))).isEqualTo(NOBODY_THERE);
        Site.of(site.run(client, "INSERT INTO T VALUES(1)"));

        site.mpp.run(mpp -> mpp.ep(1).heals(new Refuse()));
        Site.of(site.connect(1, false));
    }

    @Test
    void a_reset_is_an_error_for_the_clients_system() throws Exception {
        site.mpp.run(mpp -> mpp.ep(1).suffers(new Reset(Direction.REQUESTS)));
        try (Socket socket = new Socket()) {
            socket.connect(site.mpp.address(1));
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(1);

            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void a_half_open_ep_has_rolled_back_while_its_client_still_waits() throws Exception {
        SqlConnection client = Site.of(site.connect(1, false));
        Site.of(site.run(client, "SELECT 1 FROM DUAL"));
        site.mpp.run(mpp -> mpp.ep(1).suffers(new HalfOpen()));
        await().until(() -> site.mpp.<Boolean>with(
                mpp -> mpp.ep(0).login(LoginDetails.of("SYSDBA", "SYSDBA")).viewer().sessions().stream()
                        .noneMatch(session -> session.epno() == 1)));

        CompletableFuture<Outcome> answer = site.run(client, "INSERT INTO T VALUES(1)");
        site.turn(Duration.ofSeconds(60));
        assertThat(answer).isNotDone();
        site.mpp.run(mpp -> mpp.ep(1).heals(new HalfOpen()));

        assertThat(Site.code(answer)).isEqualTo(LOST);
    }

    @Test
    void a_client_that_is_gone_without_a_word_keeps_its_session_until_the_keep_alive() throws Exception {
        Site.of(site.connect(1, false));
        site.mpp.run(mpp -> mpp.ep(1).suffers(new ClientsGone()));
        site.turn(Duration.ofSeconds(119));
        assertThat(site.mpp.<Integer>with(mpp -> mpp.ep(1).sessions().size())).isEqualTo(1);
        site.turn(Duration.ofSeconds(1));

        await().until(() -> site.mpp.<Boolean>with(mpp -> mpp.ep(1).sessions().isEmpty()));
        Site.of(site.connect(1, false));
    }

    @Test
    void a_paused_ep_keeps_its_connections_and_answers_when_it_goes_on() throws Exception {
        SqlConnection client = Site.of(site.connect(1, false));
        site.mpp.run(mpp -> mpp.ep(1).pause());
        CompletableFuture<Outcome> answer = site.run(client, "INSERT INTO T VALUES(1)");
        CompletableFuture<SqlConnection> second = site.connect(1, false);
        await().until(() ->
                site.mpp.<Boolean>with(mpp -> mpp.ep(1).faults().bites().getOrDefault("Stall", 0L) >= 2));
        assertThat(answer).isNotDone();
        assertThat(second).isNotDone();

        site.mpp.run(mpp -> mpp.ep(1).resume());

        Site.of(answer);
        Site.of(second);
    }

    @Test
    void a_killed_ep_ends_all_sessions_and_keeps_what_was_committed_and_nothing_else() throws Exception {
        SocketAddress before = site.mpp.address(1);
        SqlConnection on0 = Site.of(site.connect(0, false));
        SqlConnection on1 = Site.of(site.connect(1, false));
        Site.of(site.run(on1, "INSERT INTO T VALUES(1), (2), (3), (4)"));
        site.mpp.run(mpp -> Client.on(mpp, 1).manual().run("INSERT INTO T VALUES(5), (6), (7)"));

        site.mpp.run(mpp -> mpp.ep(1).kill());

        assertThat(Site.code(site.run(on0, "SELECT 1 FROM DUAL"))).isEqualTo(LOST);
        assertThat(Site.code(site.run(on1, "SELECT 1 FROM DUAL"))).isEqualTo(LOST);
        assertThat(Site.code(site.connect(1, false))).isEqualTo(NOBODY_THERE);
        assertThat(Site.code(site.connect(0, false))).isEqualTo(INCOMPLETE);
        Site.of(site.connect(0, true));

        restart();

        assertThat(site.mpp.address(1)).isEqualTo(before);
        SqlConnection again = Site.of(site.connect(1, false));
        assertThat(Site.of(site.run(again, "SELECT K FROM T"))
                        .resultSets()
                        .get(0)
                        .rows())
                .hasSize(4);
        assertThat(site.mpp.<Object>with(mpp -> mpp.ep(1).faults().bites().toString()))
                .isEqualTo("{Kill=1, Restart=1}");
    }

    @Test
    void a_killed_ep_that_was_paused_is_not_paused_when_it_is_back() throws Exception {
        SqlConnection client = Site.of(site.connect(1, false));
        Site.of(site.run(client, "SELECT 1 FROM DUAL"));
        site.mpp.run(mpp -> mpp.ep(1).pause());
        CompletableFuture<Outcome> never = site.run(client, "INSERT INTO T VALUES(1)");
        await().until(() ->
                site.mpp.<Boolean>with(mpp -> mpp.ep(1).faults().bites().containsKey("Stall")));

        site.mpp.run(mpp -> {
            mpp.ep(1).kill();
            mpp.ep(1).kill();
        });
        restart();

        assertThat(Site.code(never)).isEqualTo(LOST);
        Site.of(site.connect(1, false));
        assertThat(rows()).isZero();
    }

    @Test
    void an_ep_whose_port_has_been_taken_stays_down_until_it_is_free() throws Exception {
        site.mpp.run(mpp -> mpp.ep(1).kill());
        InetSocketAddress address = (InetSocketAddress) site.mpp.address(1);
        try (var taken = new ServerSocket()) {
            taken.setReuseAddress(true);
            await().ignoreExceptions().until(() -> {
                taken.bind(address);
                return true;
            });
            site.mpp.run(mpp -> mpp.ep(1).restart());
            assertThat(site.mpp.<Boolean>with(mpp -> mpp.ep(1).isDown())).isTrue();
            assertThat(taken.isClosed()).isFalse();
        }

        restart();
        Site.of(site.connect(1, false));
    }

    @Test
    void the_fourth_commit_of_a_user_is_done_and_its_answer_cut() throws Exception {
        SqlConnection client = Site.of(site.connect(1, false));
        site.mpp.run(mpp -> mpp.suffers(
                Faults.parse("when EP02 has answered 3 commits of user sysdba, cut its 4th reply after 7 bytes")));
        for (int i = 0; i < 3; i++) {
            Site.of(site.commit(client));
        }

        assertThat(Site.code(site.commit(client))).isEqualTo(LOST);
        assertThat(site.mpp.<Object>with(mpp -> mpp.ep(1).faults().bites().toString()))
                .isEqualTo("{CutAfter=1}");
    }

    @Test
    void an_ep_is_killed_by_a_trigger_when_it_has_answered() throws Exception {
        SqlConnection client = Site.of(site.connect(1, false));
        Site.of(site.run(client, "SELECT 1 FROM DUAL"));
        site.mpp.run(mpp -> mpp.suffers(Faults.parse("when EP02 has answered 1 prepare, kill it")));

        Site.of(site.run(client, "INSERT INTO T VALUES(1)"));

        await().until(() -> site.mpp.<Boolean>with(mpp -> mpp.ep(1).isDown()));
        site.mpp.run(mpp -> mpp.suffers(Faults.parse("on EP02, restart it")));
        await().until(() -> !site.mpp.<Boolean>with(mpp -> mpp.ep(1).isDown()));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_trigger_for_an_ep_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> site.mpp.run(mpp -> mpp.suffers(Faults.parse("on EP07, kill it"))))
                .hasMessageContaining("no EP is called EP07; there are EP01, EP02");
    }

    @Test
    void a_trigger_reaches_what_is_behind_the_port() throws Exception {
        site.mpp.run(mpp -> mpp.suffers(Faults.parse("when EP02 has answered 2 statements, fill its disk")));
        SqlConnection client = Site.of(site.connect(1, false));
        int first = 0;
        while (Site.code(site.run(client, "INSERT INTO T VALUES(" + first + ")")) == 0) {
            first++;
            assertThat(first).isLessThan(100);
        }

        assertThat(Site.code(site.run(client, "DELETE FROM T WHERE K < 100"))).isEqualTo(DISK_FULL);
        assertThat(rows()).isEqualTo(first).isGreaterThanOrEqualTo(2);
        site.mpp.run(mpp -> mpp.ep(1).heal());
        assertThat(Site.code(site.run(client, "DELETE FROM T"))).isZero();
        assertThat(rows()).isZero();
    }
}
