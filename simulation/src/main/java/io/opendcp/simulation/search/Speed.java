package io.opendcp.simulation.search;

import io.netty.util.concurrent.Ticker;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.junit.TestCluster;
import io.opendcp.simulation.junit.TestClusterSpec;
import io.opendcp.simulator.MppSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/** Prints how fast simulations are on this machine. Arguments: virtual hours idle, bank seeds, first seed. */
public final class Speed {
    private static final double SECOND = 1e9;
    private static final double MILLISECOND = 1e6;
    private static final int STARTS = 21;
    private static final int OPERATIONS = 400;

    private final Ticker clock = Ticker.systemTicker();

    private Speed() {}

    public static void main(String[] args) throws Exception {
        long hours;
        int seeds;
        long seed;
        try {
            hours = Long.parseLong(args[0]);
            seeds = Integer.parseInt(args[1]);
            seed = Long.parseLong(args[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            System.err.println("usage: ci/simulation-speed [HOURS] [SEEDS] [SEED]; " + e.getMessage());
            System.exit(2);
            return;
        }
        Speed speed = new Speed();
        speed.starts("simulation, 2 EPs and a refreshed proxy", () -> Simulation.start(SimulationSpec.ofSeed(seed)));
        TestClusterSpec cluster = TestClusterSpec.of(MppSpec.ofEps(2), seed);
        speed.starts("@MppCluster, the same on sockets", () -> TestCluster.start(cluster));
        speed.idle(Duration.ofHours(hours), seed);
        speed.bank(seeds, seed);
    }

    private void starts(String what, Supplier<AutoCloseable> start) throws Exception {
        long[] took = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begun = clock.nanoTime();
            AutoCloseable started = start.get();
            took[i] = clock.nanoTime() - begun;
            started.close();
        }
        long first = took[0];
        Arrays.sort(took);
        System.out.printf(
                "start of %s: %.0f ms the first time, median of %d %.0f ms%n",
                what, first / MILLISECOND, STARTS, took[STARTS / 2] / MILLISECOND);
    }

    private void idle(Duration time, long seed) {
        try (Simulation simulation = Simulation.start(SimulationSpec.ofSeed(seed))) {
            long begun = clock.nanoTime();
            simulation.pass(time);
            System.out.printf(
                    "idle: %.0f virtual seconds a second%n", time.toNanos() / (double) (clock.nanoTime() - begun));
        }
    }

    private void bank(int seeds, long first) {
        long begun = clock.nanoTime();
        long virtual = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            Case drawn = Case.draw(Profile.BANK, seed, OPERATIONS);
            try (Simulation simulation = Simulation.start(drawn.spec())) {
                long from = simulation.elapsed().toNanos();
                simulation.run(drawn.workload());
                virtual += simulation.elapsed().toNanos() - from;
            }
        }
        long took = clock.nanoTime() - begun;
        System.out.printf(
                "bank with troubles, 8 clients, %d operations: %.1f seeds a minute; %.1f virtual seconds a second,"
                        + " of which 30 a seed are quiet%n",
                OPERATIONS, seeds * 60 * SECOND / took, virtual / (double) took);
    }
}
