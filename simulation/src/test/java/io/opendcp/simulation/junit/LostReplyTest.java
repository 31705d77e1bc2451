package io.opendcp.simulation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opendcp.simulator.MppSpec.HashMaps;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What mpp-simulator/README.md shows. */
@MppCluster(eps = 2, seed = 42, hashMaps = HashMaps.IDENTITY)
class LostReplyTest {
    @Test
    void a_commit_whose_reply_is_lost_is_unknown(TestCluster cluster) throws SQLException {
        try (Connection client = DriverManager.getConnection(cluster.url(), cluster.user(), cluster.password());
                Statement statement = client.createStatement()) {
            statement.execute("CREATE TABLE T(K INT) DISTRIBUTED BY HASH(K)");
            client.setAutoCommit(false);
            statement.execute("INSERT INTO T VALUES(2)"); // even keys are on EP01
            cluster.suffers("when EP01 has answered 0 commits, cut its 1st reply after 7 bytes");
            assertThat(assertThrows(SQLException.class, client::commit).getErrorCode())
                    .isEqualTo(-8912);
        }
        cluster.clock().turn(Duration.ofSeconds(256)); // the DCP refreshes, in no time
        cluster.await(journal -> journal.count("refreshed") > 1);
    }
}
