package io.opendcp.features.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.search.TapeSearch;
import io.opendcp.simulation.tape.Tape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriverTapeTest {
    private static final long SEED = 42;

    @Test
    void what_the_driver_was_told_it_is_told_under_every_seed() throws SQLException, IOException {
        Tape tape = DriverTape.record(SEED);
        assertThat(Tape.read(tape.lines()).lines()).isEqualTo(tape.lines());

        for (long seed = SEED; seed < SEED + 3; seed++) {
            assertThat(TapeSearch.play(tape, seed)).isEqualTo(tape.lines().size());
        }
    }

    @Test
    void another_answer_is_noticed() throws SQLException, IOException {
        List<String> lines = new ArrayList<>(DriverTape.record(SEED).lines());
        String create = ByteBufUtil.hexDump("CREATE TABLE GOODS".getBytes(StandardCharsets.UTF_8));
        int created = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains(create))
                .findFirst()
                .orElseThrow();
        lines.add(created + 1, lines.get(created)); // a second time it is an error

        assertThatThrownBy(() -> TapeSearch.play(Tape.read(lines), SEED))
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("exchange " + (created + 2));
    }
}
