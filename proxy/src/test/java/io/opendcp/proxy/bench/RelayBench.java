package io.opendcp.proxy.bench;

import com.sun.management.ThreadMXBean;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.distribution.ColumnHash;
import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.HashSettings;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.distribution.TableDistribution.Column;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.ClusterSettings;
import io.opendcp.proxy.cluster.Credentials;
import io.opendcp.proxy.cluster.Instance;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolLimits;
import io.opendcp.proxy.route.Facts;
import io.opendcp.proxy.route.Placements;
import io.opendcp.proxy.route.PlanCache;
import io.opendcp.proxy.route.Router;
import io.opendcp.proxy.session.UserPort;
import io.opendcp.proxy.session.UserPortSettings;
import io.opendcp.proxy.session.WaitLimits;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Round trips through a plain byte pipe and through the proxy, before an EP that answers at once, by turns in one run.
 * Arguments: round trips a connection and turn, seed. Ratios count; the machine's own speed does not.
 */
public final class RelayBench {
    private static final int TURNS = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One path's figures. */
    record Figures(
            String path,
            int connections,
            long roundTrips,
            double perSecond,
            long p50,
            long p99,
            double cpu,
            double heap) {}

    private record Relay(String name, SocketAddress address, long thread) {}

    private final int times;
    private final long seed;

    RelayBench(int times, long seed) {
        this.times = times;
        this.seed = seed;
    }

    public static void main(String[] args) throws Exception {
        int times = Integer.parseInt(args[0]);
        long seed = Long.parseLong(args[1]);
        print(new RelayBench(times, seed).run(List.of(1, 8, 32)), System.out);
    }

    private static void print(List<Figures> all, PrintStream out) {
        out.println("path   connections  round trips/s   p50 us   p99 us   relay CPU us/trip   relay heap bytes/trip");
        for (Figures each : all) {
            out.printf(
                    "%-6s %11d %14.0f %8.1f %8.1f %19.2f %23.0f%n",
                    each.path,
                    each.connections,
                    each.perSecond,
                    each.p50 / 1e3,
                    each.p99 / 1e3,
                    each.cpu / 1e3,
                    each.heap);
        }
        for (int i = 0; i + 1 < all.size(); i += 2) {
            out.printf(
                    "%d connections: the proxy makes %.2f of the pipe's round trips%n",
                    all.get(i).connections, all.get(i + 1).perSecond / all.get(i).perSecond);
        }
    }

    /** Two figures, pipe and proxy, for each number of connections. All callers have finished when it returns. */
    List<Figures> run(List<Integer> connections) throws Exception {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(4, NioIoHandler.newFactory());
        ExecutorService parsing = Executors.newSingleThreadExecutor();
        SplittableRandom chance = new SplittableRandom(seed);
        SocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Network[] nets = new Network[4];
        for (int i = 0; i < nets.length; i++) {
            var loop = group.next();
            nets[i] = Network.sockets(loop, new LoopTime(loop), chance.split());
        }
        CannedEp door = new CannedEp();
        try (DmPort ep = DmPort.listen(nets[0], any, door, PortLimits.SERVER)) {
            door.port = ((InetSocketAddress) ep.address()).getPort();
            List<Relay> relays = List.of(
                    new Relay(
                            "pipe", BytePipe.listen(nets[1], any, ep.address()).localAddress(), thread(nets[1])),
                    new Relay("proxy", proxy(nets[2], any, door.port, parsing), thread(nets[2])));
            List<Figures> all = new ArrayList<>();
            for (int count : connections) {
                all.addAll(compare(relays, nets[3], count));
            }
            return all;
        } finally {
            group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
            parsing.shutdown();
        }
    }

    private static long thread(Network network) throws Exception {
        return network.loop().submit(() -> Thread.currentThread().getId()).get();
    }

    private List<Figures> compare(List<Relay> relays, Network clients, int connections) throws Exception {
        List<List<Caller>> callers = new ArrayList<>();
        for (Relay relay : relays) {
            List<Caller> made = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                made.add(Caller.connect(clients, relay.address, i).get(20, TimeUnit.SECONDS));
            }
            callers.add(made);
            turn(clients, made, times); // warm
        }
        List<List<long[]>> trips = List.of(new ArrayList<>(), new ArrayList<>());
        long[] wall = new long[2];
        long[] cpu = new long[2];
        long[] heap = new long[2];
        for (int turn = 0; turn < TURNS; turn++) {
            for (int i = 0; i < 2; i++) {
                long thread = relays.get(i).thread;
                long cpuBefore = THREADS.getThreadCpuTime(thread);
                long heapBefore = THREADS.getThreadAllocatedBytes(thread);
                long before = System.nanoTime();
                trips.get(i).addAll(turn(clients, callers.get(i), times));
                wall[i] += System.nanoTime() - before;
                cpu[i] += THREADS.getThreadCpuTime(thread) - cpuBefore;
                heap[i] += THREADS.getThreadAllocatedBytes(thread) - heapBefore;
            }
        }
        List<Figures> figures = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            long[] sorted =
                    trips.get(i).stream().flatMapToLong(Arrays::stream).sorted().toArray();
            figures.add(new Figures(
                    relays.get(i).name,
                    connections,
                    sorted.length,
                    sorted.length * 1e9 / wall[i],
                    sorted[sorted.length / 2],
                    sorted[(int) (sorted.length * 0.99)],
                    (double) cpu[i] / sorted.length,
                    (double) heap[i] / sorted.length));
            callers.get(i).forEach(caller -> clients.loop().execute(caller::close));
        }
        return figures;
    }

    /** All callers ask; returns when all have been answered as often as they asked. */
    private static List<long[]> turn(Network clients, List<Caller> callers, int times) throws Exception {
        List<CompletableFuture<long[]>> running = clients.loop()
                .submit(() -> callers.stream().map(caller -> caller.ask(times)).toList())
                .get();
        List<long[]> all = new ArrayList<>();
        for (CompletableFuture<long[]> each : running) {
            all.add(each.get(120, TimeUnit.SECONDS));
        }
        return all;
    }

    private static SocketAddress proxy(Network network, SocketAddress at, int epPort, ExecutorService parsing)
            throws Exception {
        Cluster.Source source = new Cluster.Source() {
            @Override
            public List<Instance> instances() {
                return List.of(new Instance("EP01", "127.0.0.1", epPort));
            }

            @Override
            public Credentials login() {
                return new Credentials("SYSDBA", Password.of("x", StandardCharsets.UTF_8));
            }
        };
        Cluster cluster = new Cluster(
                network,
                HostTable.system(),
                source,
                new ClusterSettings(Duration.ofSeconds(256), Duration.ofSeconds(5), Duration.ZERO, false),
                (before, now) -> {});
        ConnectionPool pool = new ConnectionPool(new PoolLimits(100, Duration.ofSeconds(5), 1000), network.time());
        ColumnHash hash = new ColumnHash(HashSettings.uncalibrated(StandardCharsets.UTF_8, true));
        Router router =
                new Router(new Facts(), new PlanCache(1000, parsing, network.loop()), new OneTable(), () -> hash);
        UserPort users = new UserPort(
                network,
                HostTable.system(),
                cluster,
                pool,
                router,
                new UserPortSettings("DCP", 1000, Duration.ofSeconds(5), Duration.ZERO, false, false, WaitLimits.USUAL),
                Journal.NONE);
        CompletableFuture<Boolean> refreshed = new CompletableFuture<>();
        network.loop()
                .execute(() -> cluster.refresh(new Cluster.Told() {
                    @Override
                    public void refreshed() {
                        refreshed.complete(true);
                    }

                    @Override
                    public void failed(DmException error) {
                        refreshed.completeExceptionally(error);
                    }
                }));
        refreshed.get(20, TimeUnit.SECONDS);
        return DmPort.listen(network, at, users, PortLimits.RELAY).address();
    }

    /** T(K INT, C INT), spread by the hash of K. */
    private static final class OneTable implements Placements {
        private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
        private static final TableDistribution T = TableDistribution.hash(
                List.of(new Column("K", INTEGER), new Column("C", INTEGER)), List.of(0), HashMapping.identity(1));

        @Override
        public void find(String schema, String table, Consumer<@Nullable TableDistribution> told) {
            told.accept(T);
        }

        @Override
        public void forget(String schema, String table) {}

        @Override
        public void forgetAll() {}
    }
}
