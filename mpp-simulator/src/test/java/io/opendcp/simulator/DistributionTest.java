package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(3), time, 1);
    private final Client client = Client.on(mpp, 0);

    @AfterEach
    void close() {
        mpp.close();
    }

    @Test
    void hash_rows_are_where_their_key_says() {
        client.run("CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(10)) DISTRIBUTED BY HASH(K)");
        IntStream.range(0, 9).forEach(k -> client.run("INSERT INTO T VALUES(?, ?)", k, "v" + k));

        assertThat(client.rows("SELECT K, SF_GET_EP_SEQNO(ROWID) FROM T ORDER BY K"))
                .containsExactlyElementsOf(IntStream.range(0, 9)
                        .mapToObj(k -> List.<Object>of(k, k % 3))
                        .toList());
        assertThat(Client.localOn(mpp, 1).rows("SELECT K FROM T ORDER BY K"))
                .containsExactly(List.of(1), List.of(4), List.of(7));
    }

    @Test
    void a_statement_by_key_moves_only_what_it_returns() {
        client.run("CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(10)) DISTRIBUTED BY HASH(K)");
        client.run("INSERT INTO T VALUES(0, 'a'), (1, 'b'), (2, 'c')");

        assertThat(client.value("SELECT V FROM T WHERE K = ?", 0)).isEqualTo("a");
        assertThat(mpp.traffic().lastBytes()).isZero();
        assertThat(client.value("SELECT V FROM T WHERE K = 1")).isEqualTo("b");
        assertThat(mpp.traffic().lastBytes()).isEqualTo(64 + 8 + 2 + 1);
        assertThat(client.rows("SELECT V FROM T WHERE K IN (1, 2) ORDER BY V"))
                .containsExactly(List.of("b"), List.of("c"));
        assertThat(mpp.traffic().lastBytes()).isEqualTo(2 * 64 + 2 * (8 + (2 + 4) + (2 + 1)));
    }

    @Test
    void views_show_every_ep() {
        assertThat(
                        client.rows(
                                "SELECT INST_NAME, EP_SEQNO FROM V$MPP_CFG_ITEM WHERE SF_GET_EP_SEQNO(ROWID) = SF_GET_SELF_EP_SEQNO()"))
                .containsExactly(List.of("EP01", 0), List.of("EP02", 1), List.of("EP03", 2));
        assertThat(client.value("SELECT COUNT(*) FROM V$MPP_CFG_ITEM")).isEqualTo(9L);
        assertThat(client.rows("select name from v$instance order by 1"))
                .containsExactly(List.of("EP01"), List.of("EP02"), List.of("EP03"));
    }
}
