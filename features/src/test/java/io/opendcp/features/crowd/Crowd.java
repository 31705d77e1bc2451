package io.opendcp.features.crowd;

import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.simulation.junit.Machine;
import io.opendcp.simulation.junit.Mode;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Clients that log in and say no more, or do not read, on an event loop of their own. */
final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Logins under way at a time. */
    private static final int AT_ONCE = 32;

    /** Bytes. */
    private static final int WINDOW = 4096;

    private final Machine machine;
    private final Network network;
    private final SocketAddress at;
    private final List<DmConnection> connections = new ArrayList<>();

    Crowd(SocketAddress at, long seed) {
        this.at = at;
        machine = new Machine(Mode.REAL, seed);
        Network its = machine.network();
        network = new Network(its.loop(), new SmallWindow(its.transport(), WINDOW), its.time(), its.chance());
    }

    /** So many more. */
    void join(int count) throws Exception {
        for (int left = count; left > 0; left -= AT_ONCE) {
            List<CompletableFuture<DmConnection>> logins = new ArrayList<>();
            for (int i = 0; i < Math.min(left, AT_ONCE); i++) {
                logins.add(login());
            }
            for (CompletableFuture<DmConnection> each : logins) {
                connections.add(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
        }
    }

    private CompletableFuture<DmConnection> login() {
        CompletableFuture<DmConnection> done = new CompletableFuture<>();
        Offer offer = new Offer(
                StartupTerms.HIGHEST_MSG_VERSION,
                new LoginClient(2, "guest", "", ""),
                LoginWishes.plain(1),
                "SYSDBA",
                Password.of("SYSDBA", StandardCharsets.UTF_8),
                "",
                PATIENCE);
        network.loop()
                .execute(() -> DmClient.connect(network, at, offer, new Connecting() {
                    @Override
                    public void connected(DmConnection connection) {
                        done.complete(connection);
                    }

                    @Override
                    public void failed(DmException error) {
                        done.completeExceptionally(error);
                    }
                }));
        return done;
    }

    /**
     * Each asks {@code sql} and takes no answer, then asks again, so often, {@code pause} apart; a client with so small a window that
     * answers soon pile up on the other side.
     */
    void askAndNeverRead(String sql, int times, Duration pause) throws Exception {
        List<CompletableFuture<Boolean>> asked = new ArrayList<>();
        for (DmConnection connection : connections) {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            asked.add(done);
            network.loop()
                    .execute(() -> allocate(connection, handle -> {
                        connection.reading(false);
                        for (int i = 0; i < times; i++) {
                            long millis = pause.toMillis() * i;
                            network.loop().schedule(() -> ask(connection, handle, sql), millis, TimeUnit.MILLISECONDS);
                        }
                        done.complete(true);
                    }));
        }
        for (CompletableFuture<Boolean> each : asked) {
            each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        TimeUnit.NANOSECONDS.sleep(pause.multipliedBy(times).toNanos());
    }

    private static void ask(DmConnection connection, int handle, String sql) {
        connection.send(
                Prepare.direct(handle, sql, true).encode(connection.allocator().buffer(), connection.format()));
    }

    private static void allocate(DmConnection connection, IntConsumer then) {
        new SqlConnection(connection)
                .ask(
                        new Allocate(true).encode(connection.allocator().buffer(), connection.format()),
                        new SqlConnection.Told<Frame>() {
                            @Override
                            public void done(Frame reply) {
                                then.accept(AllocateReply.decode(reply).handle());
                            }

                            @Override
                            public void failed(DmException error) {
                                throw new IllegalStateException(error);
                            }
                        });
    }

    /** How many are still let be. */
    long there() {
        AtomicLong open = new AtomicLong();
        network.call(() -> {
            open.set(connections.stream().filter(DmConnection::open).count());
            return true;
        });
        return open.get();
    }

    /** All go. */
    void leave() {
        network.call(() -> {
            connections.forEach(DmConnection::close);
            return true;
        });
        connections.clear();
    }

    @Override
    public void close() {
        leave();
        machine.close();
    }
}
