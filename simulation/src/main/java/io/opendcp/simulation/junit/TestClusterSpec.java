package io.opendcp.simulation.junit;

import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.watch.WatchSpec;
import java.util.List;

/**
 * Describes a test cluster before there is one.
 *
 * @param mpp the MPP; at most 100 EPs
 * @param proxies DCPs before it, 1 to 100
 * @param mode whose time it is
 * @param settings lines of the DCPs' dm.ini beside those that a DCP needs
 * @param seed of all chance, at least 0
 * @param watch how its groups are watched, if it has standbys
 */
public record TestClusterSpec(MppSpec mpp, int proxies, Mode mode, List<String> settings, long seed, WatchSpec watch) {
    static final int MOST = 100;

    public TestClusterSpec {
        between(1, MOST, mpp.eps().size(), "eps");
        between(1, MOST, proxies, "proxies");
        if (seed < 0) {
            throw new IllegalArgumentException("seed = %d: at least 0".formatted(seed));
        }
        settings = List.copyOf(settings);
    }

    /** One DCP before an MPP, in turned time; lost primaries are taken over. */
    public static TestClusterSpec of(MppSpec mpp, long seed) {
        return new TestClusterSpec(mpp, 1, Mode.TURNED, List.of(), seed, WatchSpec.MANUAL.withAutomatic(true));
    }

    public TestClusterSpec withMode(Mode other) {
        return new TestClusterSpec(mpp, proxies, other, settings, seed, watch);
    }

    public TestClusterSpec withProxies(int count) {
        return new TestClusterSpec(mpp, count, mode, settings, seed, watch);
    }

    public TestClusterSpec withSettings(List<String> lines) {
        return new TestClusterSpec(mpp, proxies, mode, lines, seed, watch);
    }

    public TestClusterSpec withWatch(WatchSpec other) {
        return new TestClusterSpec(mpp, proxies, mode, settings, seed, other);
    }

    static void between(int least, int most, int value, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s = %d: from %d to %d".formatted(name, value, least, most));
        }
    }
}
