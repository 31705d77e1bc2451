package io.opendcp.simulation.search;

import io.opendcp.protocol.net.Chance;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.tape.Tape;
import io.opendcp.simulation.tape.TapePlayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plays what a driver did once under many seeds, each with a topology, a pool and delays of its own: the answers must be those on the tape.
 * Arguments: file of the tape, how many seeds, the first.
 */
public final class TapeSearch {
    private static final int TROUBLES = 10;
    private static final Duration HORIZON = Duration.ofSeconds(1);

    private TapeSearch() {}

    /** Ends with 1 if an answer was another, with 2 if the file is no tape. */
    public static void main(String[] args) {
        Tape tape;
        try {
            tape = Tape.read(Files.readAllLines(Path.of(args[0])));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(args[0] + ": " + e.getMessage());
            System.exit(2);
            return;
        }
        long count = Long.parseLong(args[1]);
        long first = Long.parseLong(args[2]);
        long exchanges = 0;
        for (long seed = first; seed < first + count; seed++) {
            try {
                exchanges += play(tape, seed);
            } catch (SimulationException e) {
                System.err.println(e.getMessage());
                System.exit(1);
            }
        }
        System.out.println(
                "seeds %d to %d: %d exchanges, answered as on the tape".formatted(first, first + count - 1, exchanges));
    }

    /**
     * Plays it under one seed.
     *
     * @return exchanges
     * @throws SimulationException if an answer was another than on the tape
     */
    public static long play(Tape tape, long seed) {
        SplittableRandom chance = Chance.of(seed, "tape");
        Case drawn = Case.draw(Profile.BANK, seed, 1);
        SimulationSpec spec = drawn.spec();
        Disorder disorder = new Disorder(chance, Case.eps(spec.eps()), Case.proxies(spec.proxies()));
        TapePlayer player = new TapePlayer(tape);
        try (Simulation simulation =
                Simulation.start(spec.withRare(List.of()).withTroubles(disorder.delays(TROUBLES, HORIZON)))) {
            simulation.run(player);
        }
        return player.counts().getOrDefault("exchanges", 0L);
    }
}
