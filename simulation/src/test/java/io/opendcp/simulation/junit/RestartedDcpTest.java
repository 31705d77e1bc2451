package io.opendcp.simulation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opendcp.simulator.MppSpec;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** DCPs of a test cluster that end and come back. */
class RestartedDcpTest {
    @Test
    void comes_back_where_it_was() throws SQLException {
        try (TestCluster cluster =
                TestCluster.start(TestClusterSpec.of(MppSpec.ofEps(1), 1).withProxies(2))) {
            String url = cluster.url("DCP2");
            cluster.stopDcp("DCP2");
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cluster.dcp("DCP2"));
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> cluster.startDcp("DCP1"));

            cluster.startDcp("DCP2");

            assertThat(cluster.url("DCP2")).isEqualTo(url);
            try (Connection connection = cluster.connect("DCP2")) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }
}
