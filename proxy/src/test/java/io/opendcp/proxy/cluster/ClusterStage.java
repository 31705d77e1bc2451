package io.opendcp.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.TurnedTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cluster whose instances are pretended, on real sockets, in a time that the test turns. */
public final class ClusterStage implements AutoCloseable {
    public static final Duration PERIOD = Duration.ofSeconds(256);
    public static final Duration LOGIN = Duration.ofSeconds(5);

    public final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    public final TurnedTime time = new TurnedTime(Instant.parse("2026-01-01T00:00:00Z"));
    public final Network network = Network.sockets(group.next(), time, new SplittableRandom(3));
    public final List<Instance> listed = new CopyOnWriteArrayList<>();
    public final List<Configuration> learned = new CopyOnWriteArrayList<>();
    public volatile @Nullable String password = "SYSDBA";
    /** Who else is told of a refresh. */
    public volatile Consumer<Configuration> onRefreshed = now -> {};

    public final Cluster cluster;
    private final List<PretendInstance> instances = new ArrayList<>();

    public ClusterStage() {
        this(Duration.ZERO, false);
    }

    public ClusterStage(Duration probe, boolean manual) {
        Cluster.Source source = new Cluster.Source() {
            @Override
            public List<Instance> instances() {
                return listed;
            }

            @Override
            public @Nullable Credentials login() {
                String known = password;
                return known == null ? null : new Credentials("SYSDBA", Password.of(known, StandardCharsets.UTF_8));
            }
        };
        cluster = new Cluster(
                network,
                HostTable.system(),
                source,
                new ClusterSettings(PERIOD, LOGIN, probe, manual),
                (before, now) -> {
                    learned.add(now);
                    onRefreshed.accept(now);
                });
    }

    public PretendInstance instance(String name) throws IOException {
        PretendInstance instance = new PretendInstance(network, name);
        instances.add(instance);
        return instance;
    }

    public PretendInstance instance(String name, int port) throws IOException {
        PretendInstance instance = new PretendInstance(network, name, port);
        instances.add(instance);
        return instance;
    }

    /** Two EPs that know of each other; the first is listed. */
    public List<PretendInstance> twoEps() throws IOException {
        PretendInstance one = instance("EP01");
        PretendInstance two = instance("EP02");
        one.eps = List.of(one.ep(0), two.ep(1));
        two.eps = one.eps;
        listed.add(one.listed());
        return List.of(one, two);
    }

    /** A port on which nobody listens. */
    public static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public <T> T on(Supplier<T> what) {
        return group.next().submit(what::get).syncUninterruptibly().getNow();
    }

    public void turn(Duration step) {
        on(() -> {
            time.turn(step);
            return true;
        });
    }

    public CompletableFuture<Void> begin() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        group.next()
                .execute(() -> cluster.refresh(new Cluster.Told() {
                    @Override
                    public void refreshed() {
                        done.complete(null);
                    }

                    @Override
                    public void failed(DmException error) {
                        done.completeExceptionally(error);
                    }
                }));
        return done;
    }

    public Configuration refresh() throws Exception {
        begin().get(10, TimeUnit.SECONDS);
        Configuration known =
                on(() -> Optional.ofNullable(cluster.configuration())).orElse(null);
        assertThat(known).isNotNull();
        return Objects.requireNonNull(known);
    }

    /** The error with which {@code refresh} ends. */
    public static DmException error(CompletableFuture<Void> refresh) throws InterruptedException, TimeoutException {
        try {
            refresh.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return (DmException) Objects.requireNonNull(e.getCause());
        }
        throw new AssertionError("the refresh succeeded");
    }

    public DmException error() throws InterruptedException, TimeoutException {
        return error(begin());
    }

    @Override
    public void close() {
        on(() -> {
            cluster.close();
            return true;
        });
        for (PretendInstance each : instances) {
            await().until(() -> each.openConnections() == 0);
            each.close();
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
