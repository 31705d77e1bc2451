package io.opendcp.simulator.fault;

import static io.opendcp.simulator.fault.Direction.REPLIES;
import static io.opendcp.simulator.fault.Direction.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that are gone without a word, and when the server finds out. */
class KeepAliveTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private final Bench bench = new Bench();

    KeepAliveTest() {
        bench.faults.keepAlive(LIMIT);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void turn(Duration step) {
        bench.time.turn(step);
        bench.channel.runPendingTasks();
    }

    static List<Fault> silences() {
        return List.of(new ClientsGone(), new Blackhole(REQUESTS), new Blackhole(REPLIES));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void the_server_is_told_after_the_limit_and_the_client_only_when_it_is_healed(Fault fault) {
        bench.faults.suffers(fault);
        turn(LIMIT.minusMillis(1));
        assertThat(bench.serverTold).isFalse();
        turn(Duration.ofMillis(1));
        assertThat(bench.serverTold).isTrue();
        assertThat(bench.channel.isOpen()).isTrue();
        assertThat(bench.faults.bites()).containsEntry("KeepAlive", 1L);

        bench.faults.heals(fault);
        assertThat(bench.channel.isOpen()).isFalse();
    }

    @Test
    void nothing_passes_of_clients_that_are_gone_and_none_that_come_later_is() {
        bench.faults.suffers(new ClientsGone());
        bench.ask("01");
        bench.answer("02");
        assertThat(bench.asked()).isEmpty();
        assertThat(bench.answered()).isEmpty();
        assertThat(bench.channel.isOpen()).isTrue();
        assertThat(bench.faults.bites()).containsEntry("ClientsGone", 1L);
        Bench later = new Bench();
        bench.faults.connected(later.channel);
        turn(LIMIT);
        later.ask("03");
        assertThat(later.asked()).containsExactly("03");
        assertThat(later.serverTold).isFalse();
        later.close();
    }

    @Test
    void whoever_comes_back_in_time_goes_on() {
        bench.faults.suffers(new Blackhole(REQUESTS));
        turn(LIMIT.minusMillis(1));
        bench.faults.heals(new Blackhole(REQUESTS));
        turn(LIMIT);
        bench.ask("01");

        assertThat(bench.asked()).containsExactly("01");
        assertThat(bench.serverTold).isFalse();
    }

    @Test
    void the_time_counts_until_both_directions_are_heard_again() {
        bench.faults.suffers(new Blackhole(REQUESTS));
        turn(LIMIT.dividedBy(2));
        bench.faults.suffers(new Blackhole(REPLIES));
        bench.faults.heals(new Blackhole(REQUESTS));
        turn(LIMIT.dividedBy(2));

        assertThat(bench.serverTold).isTrue();
    }

    @Test
    void one_who_says_nothing_is_not_gone() {
        bench.faults.suffers(new Stall(REQUESTS));
        turn(Duration.ofDays(1));

        assertThat(bench.serverTold).isFalse();
    }

    @Test
    void without_a_limit_it_is_for_ever() {
        bench.faults.keepAlive(Duration.ZERO);
        bench.faults.suffers(new ClientsGone());
        turn(Duration.ofDays(1));

        assertThat(bench.serverTold).isFalse();
    }
}
