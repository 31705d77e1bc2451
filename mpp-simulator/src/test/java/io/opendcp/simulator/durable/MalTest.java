package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.DiskSpec;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.fault.Faults;
import io.opendcp.simulator.fault.MalClog;
import io.opendcp.simulator.fault.MalCut;
import io.opendcp.simulator.fault.MalDelay;
import io.opendcp.simulator.fault.Swizzle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The network between EPs, as sessions see it. */
class MalTest {
    private static final int TIMEOUT = -7049;
    private static final int CANCELLED = -6515;
    private static final Duration TEN_MS = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final MppSpec spec = MppSpec.ofEps(3);
    private final Turned cluster = new Turned(spec.withMal(MalSpec.INSTANT.withLatency(TEN_MS, TEN_MS)), 1);
    private final Client client = Client.on(cluster.mpp, 0);

    @AfterEach
    void close() {
        cluster.close();
    }

    private Duration took(Client by, String sql) {
        Client.Answer answer = by.start(sql);
        Duration took = cluster.await(answer);
        assertThat(answer.code()).isZero();
        return took;
    }

    private String at(int epno) {
        return " WHERE K = " + cluster.keys.get(epno);
    }

    private Map<String, Long> bites(int epno) {
        return cluster.mpp.ep(epno).faults().bites();
    }

    @Test
    void what_needs_only_its_own_ep_takes_no_time() {
        assertThat(took(client, "SELECT V FROM T" + at(0))).isZero();
        assertThat(took(client, "UPDATE T SET V = 1" + at(0))).isZero();
        assertThat(took(client, "SELECT 1")).isZero();
        assertThat(took(Client.localOn(cluster.mpp, 1), "SELECT V FROM T")).isZero();
    }

    @Test
    void another_ep_is_asked_and_answers() {
        assertThat(took(client, "SELECT V FROM T" + at(1))).isEqualTo(TEN_MS.multipliedBy(2));
        assertThat(took(client, "SELECT V FROM T")).isEqualTo(TEN_MS.multipliedBy(2));
    }

    @Test
    void a_commit_on_another_ep_is_one_message_and_its_answer() {
        Client manual = client.manual();
        assertThat(took(manual, "UPDATE T SET V = 1" + at(1))).isEqualTo(TEN_MS.multipliedBy(2));
        assertThat(took(manual, "COMMIT")).isEqualTo(TEN_MS.multipliedBy(2));
    }

    @Test
    void a_commit_on_several_eps_is_two_phases() {
        Client manual = client.manual();
        cluster.change(manual, List.of(0, 1, 2), 5);
        assertThat(took(manual, "COMMIT")).isEqualTo(TEN_MS.multipliedBy(4));
        assertThat(cluster.values(2)).containsExactly(5, 5, 5);
    }

    @Test
    void rows_that_are_inserted_together_go_to_their_eps_together() {
        client.manual();
        assertThat(took(client, "INSERT INTO T VALUES(100, 1), (101, 1), (102, 1), (103, 1), (104, 1), (105, 1)"))
                .isEqualTo(TEN_MS.multipliedBy(2));
    }

    @Test
    void an_error_at_another_ep_is_known_here_after_its_answer() {
        Client.Answer answer = client.start("INSERT INTO T VALUES(%d, 1)".formatted(cluster.keys.get(1)));
        assertThat(cluster.await(answer)).isEqualTo(TEN_MS.multipliedBy(2));
        assertThat(answer.code()).isEqualTo(-6602);
    }

    @Test
    void ddl_takes_the_way_to_all_eps_and_back() {
        assertThat(took(client, "CREATE TABLE U(A INT)")).isEqualTo(TEN_MS.multipliedBy(2));
    }

    @Test
    void bytes_are_counted_once_though_a_statement_is_tried_again_on_arrival() {
        cluster.run(client, "SELECT V FROM T ORDER BY V");
        long slow = cluster.mpp.traffic().lastBytes();
        try (Turned fast = new Turned(spec, 1)) {
            fast.run(Client.on(fast.mpp, 0), "SELECT V FROM T ORDER BY V");
            assertThat(slow).isEqualTo(fast.mpp.traffic().lastBytes());
        }
    }

    @Test
    void a_delay_is_added_in_its_direction() {
        cluster.mpp.ep(0).suffers(new MalDelay(List.of("EP02"), Duration.ofMillis(30), Duration.ZERO));

        assertThat(took(client, "SELECT V FROM T" + at(1))).isEqualTo(Duration.ofMillis(50));
        assertThat(took(client, "SELECT V FROM T" + at(2))).isEqualTo(Duration.ofMillis(20));
        assertThat(bites(0)).containsEntry("MalDelay", 1L);
    }

    @Test
    void a_cut_is_waited_out_if_it_is_short() {
        cluster.mpp.ep(1).suffers(MalCut.from("EP01"));
        Client.Answer answer = client.start("SELECT V FROM T" + at(1));
        cluster.time.turn(Duration.ofSeconds(39));
        assertThat(answer.isHere()).isFalse();

        cluster.mpp.ep(1).heals(MalCut.from("EP01"));
        cluster.await(answer);

        assertThat(answer.code()).isZero();
        assertThat(bites(1)).containsEntry("MalCut", 1L);
    }

    @Test
    void a_cut_that_outlasts_the_check_rolls_the_transaction_back_with_an_error() {
        client.manual();
        cluster.change(client, List.of(0, 2), 5);
        cluster.mpp.ep(0).suffers(MalCut.from("EP02"));

        Client.Answer answer = client.start("UPDATE T SET V = 1" + at(1));

        assertThat(cluster.await(answer)).isEqualTo(PATIENCE);
        assertThat(answer.code()).isEqualTo(Turned.LOST);
        assertThat(client.session().inTransaction()).isFalse();
        cluster.mpp.ep(0).heal();
        assertThat(cluster.values(1)).containsExactly(0, 0, 0);
        assertThat(cluster.run(client, "UPDATE T SET V = 3").transaction()).isEqualTo(TransactionStatus.OPEN);
    }

    @Test
    void an_answer_that_does_not_come_is_a_cut_as_well() {
        Client.Answer answer = client.start("UPDATE T SET V = 1" + at(1));
        cluster.time.turn(Duration.ofMillis(15));
        cluster.mpp.ep(1).suffers(MalCut.from("EP01"));

        cluster.await(answer);

        assertThat(answer.code()).isEqualTo(Turned.LOST);
        cluster.mpp.ep(1).heal();
        assertThat(cluster.values(2)).containsExactly(0, 0, 0);
    }

    @Test
    void the_clients_own_limit_ends_only_its_statement() {
        client.manual();
        cluster.change(client, List.of(0), 5);
        cluster.mpp.ep(0).suffers(MalClog.to("EP02"));

        Client.Answer answer = client.start(
                "UPDATE T SET V = 1" + at(1),
                new Execution(Execution.plain(false).rows(), false, Long.MAX_VALUE, 2, false, false));

        assertThat(cluster.await(answer)).isEqualTo(Duration.ofSeconds(2));
        assertThat(answer.code()).isEqualTo(TIMEOUT);
        assertThat(client.session().inTransaction()).isTrue();
    }

    @Test
    void a_statement_on_its_way_can_be_cancelled() {
        Client.Answer answer = client.start("UPDATE T SET V = 1" + at(1));
        cluster.run(
                Client.on(cluster.mpp, 1),
                "SP_CANCEL_SESSION_OPERATION(" + client.session().sessionId() + ")");
        cluster.await(answer);

        assertThat(answer.code()).isEqualTo(CANCELLED);
        assertThat(cluster.values(0)).containsExactly(0, 0, 0);
    }

    @Test
    void a_session_that_is_closed_while_it_waits_leaves_nothing() {
        Client.Answer answer = client.start("UPDATE T SET V = 1" + at(1));
        client.session().close();
        cluster.time.turn(PATIENCE.multipliedBy(2));

        assertThat(answer.isHere()).isFalse();
        assertThat(cluster.values(1)).containsExactly(0, 0, 0);
    }

    @Test
    void a_clog_delays_and_loses_nothing() {
        client.manual();
        cluster.change(client, List.of(0, 1), 5);
        cluster.mpp.ep(0).suffers(MalClog.to("EP02"));
        Client.Answer answer = client.startCommit();
        cluster.time.turn(Duration.ofSeconds(30));
        assertThat(answer.isHere()).isFalse();

        cluster.mpp.ep(0).heal();
        cluster.await(answer);

        assertThat(answer.code()).isZero();
        assertThat(cluster.values(2)).containsExactly(5, 5, 0);
    }

    @Test
    void a_commit_that_cannot_be_prepared_everywhere_in_time_is_rolled_back() {
        client.manual();
        cluster.change(client, List.of(0, 1, 2), 5);
        cluster.mpp.ep(2).suffers(MalCut.from("EP01"));
        Client.Answer answer = client.startCommit();

        assertThat(cluster.await(answer)).isEqualTo(PATIENCE);
        assertThat(answer.code()).isEqualTo(Turned.LOST);
        cluster.time.turn(Duration.ofSeconds(2));
        cluster.mpp.ep(2).heal();
        cluster.time.turn(Duration.ofSeconds(2));
        assertThat(cluster.mpp.commitsUnderWay()).isZero();
        assertThat(cluster.values(1)).containsExactly(0, 0, 0);
    }

    /** EP02 has prepared, and does not hear that it was for nothing: it is in doubt until it can ask. */
    @Test
    void a_branch_in_doubt_keeps_its_locks_until_it_can_ask() {
        client.manual();
        cluster.change(client, List.of(0, 1), 5);
        Client.Answer answer = client.startCommit();
        cluster.time.turn(Duration.ofMillis(15));
        cluster.mpp.ep(1).suffers(MalCut.from("EP01"));
        cluster.await(answer);
        assertThat(answer.code()).isEqualTo(Turned.LOST);
        Client other = Client.on(cluster.mpp, 1);

        assertThat(cluster.code(other, "UPDATE T SET V = 9" + at(1))).isEqualTo(Turned.LOCK_TIMEOUT);
        assertThat(cluster.mpp.commitsUnderWay()).isEqualTo(1);
        cluster.run(client, "UPDATE T SET V = 2" + at(0));
        cluster.mpp.ep(1).heal();

        assertThat(took(other, "UPDATE T SET V = 9" + at(1))).isLessThan(Duration.ofSeconds(2));
        assertThat(cluster.mpp.commitsUnderWay()).isZero();
        client.rollback();
        assertThat(cluster.values(1)).containsExactly(0, 9, 0);
    }

    /** It is decided, and the client cannot be told in time: it must not believe that it failed. */
    @Test
    void a_commit_that_is_decided_and_cannot_be_applied_everywhere_ends_its_connection() {
        client.manual();
        cluster.change(client, List.of(0, 1), 5);
        boolean[] ended = new boolean[1];
        client.session().onKilled(() -> ended[0] = true);
        Client.Answer answer = client.startCommit();
        cluster.time.turn(Duration.ofMillis(25));
        cluster.mpp.ep(1).suffers(MalCut.from("EP01"));

        cluster.time.turn(PATIENCE.plusSeconds(1));

        assertThat(ended[0]).isTrue();
        assertThat(answer.isHere()).isFalse();
        cluster.mpp.ep(1).heal();
        cluster.time.turn(Duration.ofSeconds(2));
        assertThat(cluster.mpp.commitsUnderWay()).isZero();
        assertThat(cluster.values(2)).containsExactly(5, 5, 0);
    }

    @Test
    void a_partition_lets_each_side_reach_its_own() {
        cluster.mpp.suffers(Faults.parse("on EP01, cut it and EP02 off from EP03"));

        assertThat(took(client, "UPDATE T SET V = 1" + at(1))).isLessThan(Duration.ofSeconds(1));
        assertThat(cluster.code(client, "UPDATE T SET V = 1" + at(2))).isEqualTo(Turned.LOST);
        assertThat(cluster.code(Client.on(cluster.mpp, 1), "UPDATE T SET V = 1" + at(2)))
                .isEqualTo(Turned.LOST);
    }

    @Test
    void swizzled_links_are_all_clogged_for_a_while_and_free_in_the_end() {
        Swizzle swizzle = new Swizzle(Duration.ofSeconds(4));
        cluster.mpp.ep(1).suffers(swizzle);
        cluster.time.turn(Duration.ofSeconds(2));

        Client.Answer answer = client.start("SELECT V FROM T" + at(1));
        assertThat(took(Client.on(cluster.mpp, 0), "SELECT V FROM T" + at(2))).isEqualTo(TEN_MS.multipliedBy(2));
        cluster.time.turn(Duration.ofSeconds(2));
        cluster.await(answer);

        assertThat(answer.code()).isZero();
        assertThat(bites(1)).containsKey("Swizzle");
        assertThat(took(client, "SELECT V FROM T")).isEqualTo(TEN_MS.multipliedBy(2));
        cluster.mpp.ep(1).heals(swizzle);
    }

    @Test
    void a_swizzle_that_is_healed_half_way_leaves_no_link_clogged() {
        Swizzle swizzle = new Swizzle(Duration.ofSeconds(4));
        cluster.mpp.ep(1).suffers(swizzle);
        cluster.time.turn(Duration.ofSeconds(2));
        cluster.mpp.ep(1).heals(swizzle);

        assertThat(took(client, "SELECT V FROM T")).isEqualTo(TEN_MS.multipliedBy(2));
        cluster.time.turn(Duration.ofSeconds(4));
        assertThat(took(client, "SELECT V FROM T")).isEqualTo(TEN_MS.multipliedBy(2));
    }

    @Test
    void names_of_no_ep_are_refused() {
        assertThatThrownBy(() -> cluster.mpp.ep(0).suffers(MalCut.from("EP09")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EP09");
        assertThatThrownBy(() -> cluster.mpp.suffers(
                        Faults.parse("when EP01 has answered 3 commits, clog its messages to EP09")))
                .hasMessageContaining("EP09");
        assertThat(cluster.mpp.ep(0).faults().inForce()).isEmpty();
    }

    /** Half of a commit is applied when the reader looks: it waits, whichever EPs it is on. */
    @Test
    void a_reader_of_several_eps_never_sees_half_a_commit() {
        try (Turned slow = new Turned(spec.withMal(Turned.MAL).withDisk(DiskSpec.INSTANT), 3)) {
            Client writer = Client.on(slow.mpp, 0).manual();
            List<Client> readers = List.of(Client.on(slow.mpp, 0), Client.on(slow.mpp, 1), Client.on(slow.mpp, 2));
            List<Client.Answer> reading = new ArrayList<>();
            readers.forEach(reader -> reading.add(reader.start("SELECT V FROM T")));
            int reads = 0;
            for (int round = 1; round <= 50; round++) {
                slow.change(writer, List.of(0, 1, 2), round);
                Client.Answer commit = writer.startCommit();
                while (!commit.isHere()) {
                    for (int i = 0; i < readers.size(); i++) {
                        if (reading.get(i).isHere()) {
                            assertThat(different(reading.get(i))).isEqualTo(1);
                            reading.set(i, readers.get(i).start("SELECT V FROM T"));
                            reads++;
                        }
                    }
                    slow.time.turnToNext();
                }
            }
            assertThat(reads).isGreaterThan(100);
        }
    }

    private static long different(Client.Answer read) {
        return read.outcome().resultSets().get(0).rows().stream()
                .map(row -> row[0])
                .distinct()
                .count();
    }

    @Test
    void a_reader_gives_up_when_half_a_commit_stays_half() {
        client.manual();
        cluster.change(client, List.of(0, 1), 5);
        client.startCommit();
        cluster.time.turn(Duration.ofMillis(25));
        cluster.mpp.ep(1).suffers(MalCut.from("EP01"));
        Client reader = Client.on(cluster.mpp, 2);

        assertThat(cluster.code(reader, "SELECT V FROM T")).isEqualTo(Turned.LOCK_TIMEOUT);
        assertThat(cluster.code(reader, "SELECT V FROM T" + at(0))).isZero();
    }

    /** Others keep committing on the same EPs: the reader has its turn all the same, and so have they. */
    @Test
    void nobody_starves_when_commits_and_reads_follow_each_other_closely() {
        List<Client> writers = List.of(
                Client.on(cluster.mpp, 0).manual(),
                Client.on(cluster.mpp, 1).manual(),
                Client.on(cluster.mpp, 2).manual());
        cluster.run(client, "INSERT INTO T SELECT LEVEL + 1000, 0 FROM DUAL CONNECT BY LEVEL <= 60");
        int[] commits = new int[writers.size()];
        Client.Answer[] running = new Client.Answer[writers.size()];
        int reads = 0;
        Client.Answer read = Client.on(cluster.mpp, 2).start("SELECT SUM(V) FROM T");
        for (int i = 0; i < 3_000; i++) {
            for (int w = 0; w < running.length; w++) {
                Client writer = writers.get(w);
                Client.Answer last = running[w];
                if (last == null || last.isHere()) {
                    boolean open = writer.session().inTransaction();
                    commits[w] += open ? 1 : 0;
                    running[w] = open
                            ? writer.startCommit()
                            : writer.start(
                                    "UPDATE T SET V = V + 1 WHERE K BETWEEN ? AND ?", 1001 + w * 20, 1020 + w * 20);
                }
            }
            if (read.isHere()) {
                assertThat(read.code()).isZero();
                reads++;
                read = Client.on(cluster.mpp, 2).start("SELECT SUM(V) FROM T");
            }
            cluster.time.turnToNext();
        }
        assertThat(reads).isGreaterThan(20);
        assertThat(IntStream.of(commits).min().orElseThrow()).isGreaterThan(20);
    }
}
