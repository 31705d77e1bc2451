package io.opendcp.proxy.bench;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameListener;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.net.Network;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client that asks again as soon as it is answered. Confined to its event loop. */
final class Caller implements FrameListener {
    private final DmConnection connection;
    private final int salt;
    private int handle;
    private int left;
    private long asked;
    private long[] nanos = new long[0];
    private CompletableFuture<long[]> done = new CompletableFuture<>();

    private Caller(DmConnection connection, int salt) {
        this.connection = connection;
        this.salt = salt;
    }

    static CompletableFuture<Caller> connect(Network network, SocketAddress to, int salt) {
        CompletableFuture<Caller> made = new CompletableFuture<>();
        Offer offer = new Offer(
                11,
                new LoginClient(2, "bench", "", ""),
                LoginWishes.plain(1),
                "APP",
                Password.of("app", StandardCharsets.UTF_8),
                "",
                Duration.ofSeconds(20));
        network.loop()
                .execute(() -> DmClient.connect(network, to, offer, new Connecting() {
                    @Override
                    public void connected(DmConnection connection) {
                        Caller caller = new Caller(connection, salt);
                        connection.listen(caller);
                        connection.send(
                                new Allocate(true).encode(connection.allocator().buffer(), connection.format()));
                        caller.done.thenAccept(ignored -> made.complete(caller));
                    }

                    @Override
                    public void failed(DmException error) {
                        made.completeExceptionally(error);
                    }
                }));
        return made;
    }

    /** Asks {@code times} times; the future has each round trip's nanoseconds. */
    CompletableFuture<long[]> ask(int times) {
        done = new CompletableFuture<>();
        left = times;
        nanos = new long[times];
        ask();
        return done;
    }

    private void ask() {
        asked = System.nanoTime();
        String sql = "SELECT C FROM T WHERE K = " + (salt * 1_000_000 + left);
        ByteBuf request =
                Prepare.direct(handle, sql, true).encode(connection.allocator().buffer(128), connection.format());
        connection.send(request);
    }

    @Override
    public void onFrame(Frame frame) {
        int code = Header.code(frame.content());
        if (handle == 0) {
            handle = frame.handle();
            frame.release();
            done.complete(nanos);
            return;
        }
        frame.release();
        if (code != 0) {
            done.completeExceptionally(new AssertionError("error " + code));
            return;
        }
        nanos[nanos.length - left] = System.nanoTime() - asked;
        if (--left > 0) {
            ask();
        } else {
            done.complete(nanos);
        }
    }

    @Override
    public void onClosed() {
        done.completeExceptionally(new AssertionError("connection closed"));
    }

    void close() {
        connection.close();
    }
}
