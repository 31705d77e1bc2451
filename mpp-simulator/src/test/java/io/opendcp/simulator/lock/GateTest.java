package io.opendcp.simulator.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Statements over several EPs, and commits that are half applied. */
class GateTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-25T00:00:00Z"));
    private final Gate<String, String> gate = new Gate<>(time);
    private final List<String> told = new ArrayList<>();

    private void enter(String commit, Integer... eps) {
        gate.enter(commit, Set.of(eps), () -> told.add(commit));
    }

    /** A statement that tries, and waits where it may not pass. */
    private void read(String session, Integer... eps) {
        if (gate.isOpen(Set.of(eps))) {
            told.add(session);
            return;
        }
        gate.await(
                session,
                Set.of(eps),
                new LockQueue.Waiter() {
                    @Override
                    public void retry() {
                        read(session, eps);
                    }

                    @Override
                    public void failed(DmException error) {
                        told.add(session + " " + error.code());
                    }
                },
                LIMIT,
                ErrorCode.LOCK_TIMEOUT);
    }

    @Test
    void a_statement_waits_for_a_commit_on_two_of_its_eps() {
        enter("C", 1, 2);
        read("R", 0, 1, 2);
        read("OTHER", 0, 1);
        assertThat(told).containsExactly("C", "OTHER");

        gate.leave("C");
        time.turn(Duration.ZERO);

        assertThat(told).containsExactly("C", "OTHER", "R");
    }

    @Test
    void a_commit_does_not_overtake_a_statement_that_waits() {
        enter("C1", 1, 2);
        read("R", 1, 2);
        enter("C2", 1, 2);
        enter("ELSEWHERE", 3, 4);
        assertThat(told).containsExactly("C1", "ELSEWHERE");

        gate.leave("C1");
        assertThat(told).doesNotContain("C2");
        time.turn(Duration.ZERO);

        assertThat(told).containsExactly("C1", "ELSEWHERE", "R", "C2");
    }

    @Test
    void nor_a_statement_a_commit_that_is_in() {
        enter("C1", 1, 2);
        read("R1", 1, 2);
        enter("C2", 1, 2);
        gate.leave("C1");
        time.turn(Duration.ZERO);
        read("R2", 1, 2);
        assertThat(told).containsExactly("C1", "R1", "C2");

        gate.leave("C2");
        time.turn(Duration.ZERO);

        assertThat(told).containsExactly("C1", "R1", "C2", "R2");
    }

    @Test
    void a_statement_that_has_waited_too_long_lets_those_behind_it_go() {
        enter("C1", 1, 2);
        read("R", 1, 2);
        enter("C2", 1, 2);

        time.turn(LIMIT);

        assertThat(told).containsExactly("C1", "R -6407", "C2");
    }

    @Test
    void one_that_is_cancelled_or_gone_does_so_too() {
        enter("C1", 1, 2);
        read("R1", 1, 2);
        read("R2", 1, 2);
        enter("C2", 1, 2);

        assertThat(gate.fail("R1", DmException.of(ErrorCode.CANCELLED))).isTrue();
        assertThat(gate.fail("R1", DmException.of(ErrorCode.CANCELLED))).isFalse();
        assertThat(told).containsExactly("C1", "R1 -6515");
        gate.forget("R2");

        assertThat(told).containsExactly("C1", "R1 -6515", "C2");
        time.turn(LIMIT);
        assertThat(told).hasSize(3);
    }

    @Test
    void a_commit_whose_coordinator_is_gone_is_in_when_its_first_ep_applies_it() {
        enter("C1", 1, 2);
        read("R", 1, 2);
        enter("C2", 1, 2);
        gate.enterNow("C2", Set.of(1, 2));

        gate.leave("C1");
        time.turn(Duration.ZERO);
        assertThat(told).containsExactly("C1");
        gate.leave("C2");
        time.turn(Duration.ZERO);

        assertThat(told).containsExactly("C1", "R");
    }
}
