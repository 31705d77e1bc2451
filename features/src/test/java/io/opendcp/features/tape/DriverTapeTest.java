package io.opendcp.features.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.search.TapeSearch;
import io.opendcp.simulation.tape.Tape;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        int last = lines.size() - 1;
        String drop = lines.get(last);
        lines.set(last, lines.get(last - 2)); // drops GOODS a second time
        lines.add(drop);

        assertThatThrownBy(() -> TapeSearch.play(Tape.read(lines), SEED))
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("exchange " + (last + 1));
    }
}
