package io.opendcp.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.simulation.workload.Bank;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long SEED = Long.parseLong(
            System.getProperty("dcp.seed", "").isBlank()
                    ? "1"
                    : System.getProperty("dcp.seed", "").strip());

    private static Journal bank(SimulationSpec spec, Bank bank) {
        try (Simulation simulation = Simulation.start(spec)) {
            simulation.run(bank);
            return simulation.journal();
        }
    }

    private static SimulationSpec troubled(long seed) {
        return SimulationSpec.ofSeed(seed)
                .withEps(3)
                .withProxies(2)
                .withTroubles(List.of(
                        Trouble.parse("0.02 s, for 0.1 s: on EP02, reset its replies"),
                        Trouble.parse("0.05 s, for 0.3 s: on DCP1, delay its requests by 1 ms and up to 5 ms more"),
                        Trouble.parse("0.1 s, for 0.05 s: when EP03 has answered 2 commits, kill it")));
    }

    @Test
    void the_bank_stays_right_on_two_eps() {
        Bank bank = new Bank(4, 50);

        Journal journal = bank(SimulationSpec.ofSeed(SEED), bank);

        assertThat(bank.seen().transfers() + bank.seen().refused() + bank.seen().reads())
                .isEqualTo(200);
        assertThat(journal.count("routed")).isPositive();
    }

    @Test
    void some_tellers_prepare_and_some_do_not() {
        Journal journal = bank(SimulationSpec.ofSeed(1), new Bank(8, 4));

        assertThat(journal.lines()).anyMatch(line -> line.contains("> EXECUTE2"));
        assertThat(journal.lines())
                .anyMatch(line -> line.contains("asks UPDATE ACCOUNT SET BALANCE = BALANCE - ? WHERE"));
        assertThat(journal.lines()).anyMatch(line -> line.matches(".*asks UPDATE .* BALANCE - [0-9]+ WHERE.*"));
    }

    @Test
    void equal_seeds_give_equal_journals_and_others_others() {
        SimulationSpec spec = troubled(SEED);

        Journal one = bank(spec, new Bank(5, 30));
        Journal two = bank(spec, new Bank(5, 30));
        Journal other = bank(troubled(SEED + 1), new Bank(5, 30));

        assertThat(two.lines()).isEqualTo(one.lines());
        assertThat(other.digest()).isNotEqualTo(one.digest());
    }

    private static Journal troubled(String... troubles) {
        SimulationSpec spec = SimulationSpec.ofSeed(SEED)
                .withTroubles(Stream.of(troubles).map(Trouble::parse).toList());
        return bank(spec, new Bank(6, 40));
    }

    @Test
    void a_killed_proxy_comes_back_and_its_clients_finish() {
        Journal journal = troubled("0.05 s, for 0.3 s: when DCP1 has answered 2 commits, kill it");

        assertThat(journal.lines()).anyMatch(line -> line.endsWith("DCP1 bitten Kill"));
        assertThat(journal.lines()).anyMatch(line -> line.endsWith("DCP1 bitten Restart"));
    }

    @Test
    void a_paused_proxy_answers_nothing_until_it_goes_on() {
        Journal journal = troubled("0.05 s, for 2 s: on DCP1, pause it");

        assertThat(journal.lines()).anyMatch(line -> line.endsWith("DCP1 bitten Stall"));
    }

    @Test
    void a_proxy_has_no_disk_that_could_be_full() {
        assertThatThrownBy(() -> troubled("0.05 s, for 2 s: on DCP1, fill its disk"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a DCP has no disk");
    }

    @Test
    void nobody_is_called_so() {
        assertThatThrownBy(() -> troubled("0.05 s, for 2 s: on EP09, pause it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EP09");
    }

    @Test
    void an_idle_cluster_refreshes_as_time_passes() {
        try (Simulation simulation = Simulation.start(SimulationSpec.ofSeed(SEED))) {
            simulation.pass(Duration.ofHours(1));

            assertThat(simulation.journal().count("refreshed")).isEqualTo(1 + 3600 / 256);
        }
    }
}
