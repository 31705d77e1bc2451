package io.opendcp.features.conformance;

import io.opendcp.features.Testbed;
import io.opendcp.simulator.MppSpec;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The same list through the DCP before such an MPP. */
class DcpConformanceTest {
    private Testbed bed;
    private Conformance list;

    @BeforeEach
    void start() throws Exception {
        bed = new Testbed(MppSpec.ofEps(3).withHashMaps(MppSpec.HashMaps.SEEDED), 7);
        int port = ((InetSocketAddress) bed.ports().get(0)).getPort();
        list = new Conformance("jdbc:dm://127.0.0.1:" + port, "SYSDBA", "SYSDBA");
    }

    @AfterEach
    void stop() throws Exception {
        list.close();
        bed.close();
    }

    @TestFactory
    Stream<DynamicContainer> every_statement_comes_to_what_the_list_says() {
        return list.tests();
    }
}
