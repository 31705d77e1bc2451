package io.opendcp.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.Trouble;
import io.opendcp.simulation.Workload;
import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.TokenOperation.Ask;
import io.opendcp.simulation.check.TokenOperation.Put;
import io.opendcp.simulation.check.list.Isolation;
import io.opendcp.simulation.check.list.ListTransaction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do as they should, on a network that loses connections. */
class WorkloadsTest {
    private static final long SEED = Long.parseLong(
            System.getProperty("dcp.seed", "").isBlank()
                    ? "1"
                    : System.getProperty("dcp.seed", "").strip());
    private static final int CLIENTS = 6;

    private static void run(Workload workload, int poolSize, int cuts) {
        SimulationSpec spec = SimulationSpec.ofSeed(SEED)
                .withEps(3)
                .withProxies(2)
                .withPoolSize(poolSize)
                .withTroubles(
                        IntStream.range(0, cuts).mapToObj(WorkloadsTest::reset).toList());
        try (Simulation simulation = Simulation.start(spec)) {
            simulation.run(workload);
        }
    }

    private static Trouble reset(int number) {
        return Trouble.parse("%s s, for 1 s: when EP0%d has answered 0 messages, reset its 1st reply"
                .formatted(number / 50.0, 1 + number % 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20})
    void every_reply_is_its_requests_and_everything_is_done_once(int cuts) {
        Tokens tokens = new Tokens(CLIENTS, 40);

        run(tokens, 2, cuts);

        assertThat(tokens.history().of(Ask.class).filter(Operation::done)).hasSizeGreaterThan(80);
        assertThat(tokens.history().of(Put.class).filter(Operation::done)).hasSizeGreaterThan(80);
    }

    /** The simulator's SERIALIZABLE is its SNAPSHOT: write skew happens. */
    @ParameterizedTest
    @EnumSource(Isolation.class)
    void transactions_on_lists_are_isolated_as_promised(Isolation isolation) {
        Isolation promised = isolation == Isolation.SERIALIZABLE ? Isolation.SNAPSHOT : isolation;
        Lists lists = new Lists(CLIENTS, 40, isolation, promised, Lists.Way.AT_ONCE);

        run(lists, 10, 10);

        List<Operation<ListTransaction>> all = lists.history().operations();
        assertThat(all.stream().filter(Operation::done)).hasSizeGreaterThan(100);
        assertThat(all.stream().filter(each -> !each.done())).isNotEmpty();
    }
}
