package io.opendcp.simulator.fault;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
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
import io.opendcp.protocol.message.Commit;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.server.MppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Two EPs on sockets in turned time, and clients of the client kit. */
final class Site implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final Network network;
    final MppServer mpp;

    Site(long seed) {
        network = Network.sockets(group.next(), time, new SplittableRandom(seed));
        try {
            mpp = MppServer.start(
                    MppSpec.ofEps(2), network, seed, ep -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void turn(Duration step) {
        network.loop().submit(() -> time.turn(step)).syncUninterruptibly();
    }

    CompletableFuture<SqlConnection> connect(int epno, boolean local) {
        CompletableFuture<SqlConnection> made = new CompletableFuture<>();
        LoginWishes plain = LoginWishes.plain(1);
        Offer offer = new Offer(
                11,
                new LoginClient(2, "test", "", ""),
                local ? local(plain) : plain,
                "SYSDBA",
                Password.of("SYSDBA", StandardCharsets.UTF_8),
                "",
                Duration.ofSeconds(20));
        network.loop()
                .execute(() -> DmClient.connect(network, mpp.address(epno), offer, new Connecting() {
                    @Override
                    public void connected(DmConnection connection) {
                        made.complete(new SqlConnection(connection));
                    }

                    @Override
                    public void failed(DmException error) {
                        made.completeExceptionally(error);
                    }
                }));
        return made;
    }

    private static LoginWishes local(LoginWishes plain) {
        return new LoginWishes(
                plain.isolation(),
                plain.language(),
                plain.readOnly(),
                plain.timeZoneMinutes(),
                plain.timeoutSeconds(),
                true,
                plain.separation(),
                plain.newLobs(),
                plain.osAuthentication(),
                plain.longLobs(),
                plain.interim());
    }

    /** A message without a body: COMMIT. */
    CompletableFuture<Boolean> commit(SqlConnection connection) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        network.loop().execute(() -> {
            DmConnection to = connection.connection();
            connection.ask(new Commit().encode(to.allocator().buffer(), to.format()), new SqlConnection.Told<Frame>() {
                @Override
                public void done(Frame frame) {
                    answer.complete(true);
                }

                @Override
                public void failed(DmException error) {
                    answer.completeExceptionally(error);
                }
            });
        });
        return answer;
    }

    /** Commits each text by itself. */
    CompletableFuture<Outcome> run(SqlConnection connection, String sql) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        network.loop()
                .execute(() -> connection.run(sql, new SqlConnection.Told<>() {
                    @Override
                    public void done(Outcome outcome) {
                        answer.complete(outcome);
                    }

                    @Override
                    public void failed(DmException error) {
                        answer.completeExceptionally(error);
                    }
                }));
        return answer;
    }

    /** What came of it, within ten seconds. */
    static <T> T of(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    /** The code it failed with, within ten seconds; 0 if it did not. */
    static int code(CompletableFuture<?> future) throws Exception {
        try {
            future.get(10, TimeUnit.SECONDS);
            return 0;
        } catch (ExecutionException e) {
            return e.getCause() instanceof DmException error ? error.code() : -1;
        }
    }

    /** The code that something failed with that is over. */
    static int codeNow(CompletableFuture<?> future) {
        try {
            return code(future);
        } catch (Exception e) {
            throw new IllegalStateException("not over", e);
        }
    }

    void close(SqlConnection connection) {
        network.loop().execute(connection::close);
    }

    @Override
    public void close() {
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
