package io.opendcp.simulation.search;

import io.opendcp.protocol.net.Chance;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.tape.Tape;
import io.opendcp.simulation.tape.TapePlayer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plays what a driver did once under many seeds, each with a topology, a pool and delays of its own: the answers must be those on the tape.
 */
public final class TapeSearch {
    private static final int TROUBLES = 10;
    private static final Duration HORIZON = Duration.ofSeconds(1);

    private TapeSearch() {}

    /**
     * Plays it under {@code count} seeds from {@code first}.
     *
     * @return exchanges in all
     * @throws SimulationException if an answer was another than on the tape
     */
    public static long play(Tape tape, long count, long first) {
        long exchanges = 0;
        for (long seed = first; seed < first + count; seed++) {
            exchanges += play(tape, seed);
        }
        return exchanges;
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
        Disorder disorder = new Disorder(chance, Case.eps(spec.eps()), Case.proxies(spec.proxies()), 1);
        TapePlayer player = new TapePlayer(tape);
        try (Simulation simulation =
                Simulation.start(spec.withRare(List.of()).withTroubles(disorder.delays(TROUBLES, HORIZON)))) {
            simulation.run(player);
        }
        return player.counts().getOrDefault("exchanges", 0L);
    }
}
