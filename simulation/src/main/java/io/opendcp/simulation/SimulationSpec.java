package io.opendcp.simulation;

import io.opendcp.proxy.journal.Point;
import java.time.Duration;
import java.util.List;

/**
 * Describes a simulation before there is one. Together with the workload it says all that will happen.
 *
 * @param eps EPs of the cluster, 1 to 100
 * @param proxies DCPs before it, 1 to 100; clients take them in turn
 * @param poolSize DCP_CONN_POOL_SIZE of each, 1 to 10000
 * @param epLimit DCP_POOL_EP_LIMIT of each, 0 to 10000
 * @param least the shortest way of a message from one end of a connection to the other
 * @param most the longest; at least {@code least}
 * @param limit virtual time within which the workload must end, from its beginning or the end of the last trouble
 * @param troubles what goes wrong; when the last is over, all is healed
 * @param rare points in proxies at which the rare happens now and then: until the last trouble is over, if there are any
 * @param standbys whether each EP has one, with watchers and a monitor that takes over by itself
 * @param peers whether the proxies know of each other, at most 16 of them
 * @param seed of all chance
 */
public record SimulationSpec(
        int eps,
        int proxies,
        int poolSize,
        int epLimit,
        Duration least,
        Duration most,
        Duration limit,
        List<Trouble> troubles,
        List<Point> rare,
        boolean standbys,
        boolean peers,
        long seed) {
    private static final int MOST_PARTIES = 100;
    private static final int MOST_POOLED = 10_000;

    public SimulationSpec {
        if (eps < 1 || eps > MOST_PARTIES || proxies < 1 || proxies > MOST_PARTIES) {
            throw new IllegalArgumentException("%d EPs, %d proxies: 1 to 100 of each".formatted(eps, proxies));
        }
        if (poolSize < 1 || poolSize > MOST_POOLED) {
            throw new IllegalArgumentException("a pool of %d: 1 to %d".formatted(poolSize, MOST_POOLED));
        }
        if (epLimit < 0 || epLimit > MOST_POOLED) {
            throw new IllegalArgumentException("%d connections to an EP: 0 to %d".formatted(epLimit, MOST_POOLED));
        }
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("a message takes %s to %s".formatted(least, most));
        }
        troubles = List.copyOf(troubles);
        rare = List.copyOf(rare);
    }

    /** Two EPs, one proxy with ten connections, a network of 50 to 500 µs, one hour, no trouble. */
    public static SimulationSpec ofSeed(long seed) {
        return new SimulationSpec(
                2,
                1,
                10,
                0,
                Duration.ofNanos(50_000),
                Duration.ofNanos(500_000),
                Duration.ofHours(1),
                List.of(),
                List.of(),
                false,
                false,
                seed);
    }

    public SimulationSpec withEps(int count) {
        return new SimulationSpec(
                count, proxies, poolSize, epLimit, least, most, limit, troubles, rare, standbys, peers, seed);
    }

    public SimulationSpec withProxies(int count) {
        return new SimulationSpec(
                eps, count, poolSize, epLimit, least, most, limit, troubles, rare, standbys, peers, seed);
    }

    public SimulationSpec withPoolSize(int size) {
        return new SimulationSpec(
                eps, proxies, size, epLimit, least, most, limit, troubles, rare, standbys, peers, seed);
    }

    public SimulationSpec withEpLimit(int most) {
        return new SimulationSpec(
                eps, proxies, poolSize, most, least, this.most, limit, troubles, rare, standbys, peers, seed);
    }

    public SimulationSpec withLimit(Duration time) {
        return new SimulationSpec(
                eps, proxies, poolSize, epLimit, least, most, time, troubles, rare, standbys, peers, seed);
    }

    public SimulationSpec withTroubles(List<Trouble> all) {
        return new SimulationSpec(
                eps, proxies, poolSize, epLimit, least, most, limit, all, rare, standbys, peers, seed);
    }

    public SimulationSpec withRare(List<Point> points) {
        return new SimulationSpec(
                eps, proxies, poolSize, epLimit, least, most, limit, troubles, points, standbys, peers, seed);
    }

    /** Each EP has a standby: EP01 has EP11, EP02 has EP22, ... */
    public SimulationSpec withStandbys(boolean on) {
        return new SimulationSpec(eps, proxies, poolSize, epLimit, least, most, limit, troubles, rare, on, peers, seed);
    }

    /** Each has all in its DCP_PEERS. */
    public SimulationSpec withPeers(boolean on) {
        return new SimulationSpec(
                eps, proxies, poolSize, epLimit, least, most, limit, troubles, rare, standbys, on, seed);
    }

    /** When the last trouble is over, after the workload began. */
    public Duration peace() {
        return troubles.stream().map(Trouble::until).reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
}
