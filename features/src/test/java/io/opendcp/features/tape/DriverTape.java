package io.opendcp.features.tape;

import io.opendcp.simulation.junit.Machine;
import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulation.junit.TestCluster;
import io.opendcp.simulation.junit.TestClusterSpec;
import io.opendcp.simulation.search.TapeSearch;
import io.opendcp.simulation.tape.Tape;
import io.opendcp.simulation.tape.TapeRecorder;
import io.opendcp.simulator.MppSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Records {@link DriverProgram} before a DCP, then plays it. Arguments: how many seeds, the first, where the tape is kept. */
public final class DriverTape {
    private DriverTape() {}

    static Tape record(long seed) throws SQLException, IOException {
        TestClusterSpec spec = TestClusterSpec.of(MppSpec.ofEps(2), seed).withMode(Mode.REAL);
        try (TestCluster cluster = TestCluster.start(spec);
                Machine between = new Machine(Mode.REAL, seed);
                TapeRecorder recorder =
                        new TapeRecorder(between.network(), cluster.dcp().userAddress())) {
            int port = ((InetSocketAddress) recorder.address()).getPort();
            new DriverProgram("jdbc:dm://127.0.0.1:" + port, cluster).run();
            return recorder.tape();
        }
    }

    public static void main(String[] args) throws SQLException, IOException {
        long count;
        long first;
        try {
            count = Long.parseLong(args[0]);
            first = Long.parseLong(args[1]);
        } catch (NumberFormatException e) {
            System.err.println("usage: ci/tape [SEEDS] [SEED] [FILE]; " + e.getMessage());
            System.exit(2);
            return;
        }
        Tape tape = record(first);
        Files.write(Path.of(args[2]), tape.lines());
        long exchanges = TapeSearch.play(tape, count, first);
        System.out.println(
                "seeds %d to %d: %d exchanges, answered as on the tape".formatted(first, first + count - 1, exchanges));
    }
}
