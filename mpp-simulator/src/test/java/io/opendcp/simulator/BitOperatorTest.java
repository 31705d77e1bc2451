package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DM's operators on bits. */
class BitOperatorTest {
    private static final int SYNTAX = -2007;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client client = Client.on(mpp, 0);

    @BeforeEach
    void define() {
        client.run("CREATE TABLE T(K INT, V INT) DISTRIBUTED BY HASH(K)");
        client.run("INSERT INTO T VALUES(12, 10)");
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            K & V                               ; 8
            K | V                               ; 14
            K ^ V                               ; 6
            K << 2                              ; 48
            K>>2                                ; 3
            K & 0x0C & 0x08                     ; 8
            (K>>2) & 0x01                       ; 1
            (K & V) | 0x01                      ; 9
            T.K & ABS(-V)                       ; 8
            K & -1                              ; 12
            ABS(K) & (1 + 3)                    ; 4
            CASE K & 0x04 WHEN 4 THEN 1 ELSE 0 END ; 1
            CAST((K & 0x00FF & 0x003F) AS INT)  ; 12
            """)
    void they_come_to_what_they_should(String expression, int value) {
        assertThat(String.valueOf(client.value("SELECT " + expression + " FROM T")))
                .isEqualTo(Integer.toString(value));
    }

    @Test
    void they_bind_tighter_than_comparisons_and_take_parameters() {
        assertThat(client.rows("SELECT K FROM T WHERE K & ? = 4 AND (V | 1) = 11", 4))
                .hasSize(1);
        assertThat(client.rows("SELECT K FROM T WHERE K & ? = 4", 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SELECT & 1 FROM T", "SELECT K & FROM T", "SELECT K & & 1 FROM T", "SELECT K &", "& 1"})
    void without_both_sides_they_are_a_syntax_error(String sql) {
        assertThat(client.code(sql)).isEqualTo(SYNTAX);
    }
}
