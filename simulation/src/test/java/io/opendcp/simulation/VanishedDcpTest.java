package io.opendcp.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.fault.ClientsGone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A DCP whose machine loses power: none of its connections to EPs is closed by anybody. */
class VanishedDcpTest {
    /** The end of a connection does not get through. */
    private static final class NoEnd extends ChannelOutboundHandlerAdapter {
        @Override
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            promise.trySuccess();
        }
    }

    private static int sessions(Simulation simulation) {
        return simulation.withMpp(mpp ->
                mpp.instances().stream().map(Ep::sessions).mapToInt(List::size).sum());
    }

    private static int transactions(Simulation simulation) {
        return simulation.withMpp(SimulatedMpp::openTransactions);
    }

    private static void vanishes(Simulation simulation) {
        simulation.withMpp(mpp -> {
            mpp.instances().forEach(ep -> ep.suffers(new ClientsGone()));
            return true;
        });
        simulation.proxies().get(0).kill();
    }

    @Test
    void leaves_nothing_open_after_the_eps_limit() {
        SimulationSpec spec = SimulationSpec.ofSeed(5);
        try (Simulation simulation =
                Simulation.start(spec, party -> party.equals("DCP1") ? Optional.of(new NoEnd()) : Optional.empty())) {
            leavesNothing(simulation);
        }
    }

    private static void leavesNothing(Simulation simulation) {
        List<SimulatedClient> clients =
                Stream.of("c1", "c2", "c3").map(simulation::client).toList();
        SimulatedClient first = clients.get(0);
        first.connect()
                .thenCompose(done -> first.run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)"));
        simulation.pass(Duration.ofSeconds(1));
        for (int i = 1; i < clients.size(); i++) {
            SimulatedClient client = clients.get(i);
            String insert = "INSERT INTO T VALUES(" + i + ", 0)";
            client.connect().thenCompose(done -> {
                client.autoCommit(false);
                return client.run(insert);
            });
        }
        simulation.pass(Duration.ofSeconds(1));
        assertThat(transactions(simulation)).isEqualTo(2);

        vanishes(simulation);
        simulation.pass(Duration.ofSeconds(119));
        assertThat(transactions(simulation))
                .as("nobody has said that it is over")
                .isEqualTo(2);
        assertThat(sessions(simulation)).isPositive();
        simulation.pass(Duration.ofSeconds(1));

        assertThat(transactions(simulation)).isZero();
        assertThat(sessions(simulation)).isZero();
        SimulatedClient past = simulation.clientOf(0, "past");
        past.connect().thenCompose(done -> past.run("INSERT INTO T VALUES(1, 1), (2, 1)"));
        simulation.pass(Duration.ofSeconds(1));
        assertThat(transactions(simulation)).as("its locks are free").isZero();
        assertThat(simulation.journal().lines()).anyMatch(line -> line.contains("past told 2 changed"));
    }
}
