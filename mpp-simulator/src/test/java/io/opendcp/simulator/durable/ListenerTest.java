package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.fault.Fault;
import io.opendcp.simulator.fault.FaultListener;
import io.opendcp.simulator.fault.Faults;
import io.opendcp.simulator.fault.MalClog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever keeps a journal hears of all trouble, in its order. */
class ListenerTest {
    private final List<String> told = new ArrayList<>();

    private FaultListener at(String instance) {
        return new FaultListener() {
            @Override
            public void suffered(Fault fault) {
                told.add(instance + " suffers: " + fault.words());
            }

            @Override
            public void bitten(String kind) {
                told.add(instance + " bitten: " + kind);
            }

            @Override
            public void healed(Fault fault) {
                told.add(instance + " healed: " + fault.words());
            }
        };
    }

    @Test
    void what_an_ep_cannot_suffer_is_not_told() {
        try (Turned cluster = new Turned(MppSpec.ofEps(2), 1)) {
            cluster.mpp.listen(ep -> at(ep.spec().instanceName()));

            assertThatThrownBy(() -> cluster.mpp.ep(0).faults().suffers(MalClog.to("EP02", "EP09")))
                    .hasMessageContaining("no EP is called EP09");

            assertThat(cluster.mpp.ep(0).faults().inForce()).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void faults_bites_and_healing_are_told_at_their_ep() {
        try (Turned cluster = new Turned(MppSpec.ofEps(2), 1)) {
            cluster.mpp.listen(ep -> at(ep.spec().instanceName()));
            Client client = Client.on(cluster.mpp, 0);

            cluster.mpp.suffers(Faults.parse("on EP02, fill its disk"));
            client.start("UPDATE T SET V = 1");
            cluster.mpp.ep(1).heal();
            cluster.mpp.ep(0).suffers(MalClog.to("EP02"));
            client.start("UPDATE T SET V = 1");
            cluster.mpp.ep(0).heal();
            cluster.mpp.ep(0).kill();
            cluster.mpp.ep(0).restart();
        }

        assertThat(told)
                .containsExactly(
                        "EP02 suffers: fill its disk",
                        "EP02 bitten: FullDisk",
                        "EP02 healed: fill its disk",
                        "EP01 suffers: clog its messages to EP02",
                        "EP01 bitten: MalClog",
                        "EP01 healed: clog its messages to EP02",
                        "EP01 bitten: Kill",
                        "EP01 bitten: Restart");
    }
}
