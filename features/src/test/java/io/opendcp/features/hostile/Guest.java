package io.opendcp.features.hostile;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.FrameListener;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.net.Network;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who has logged in, and then says anything. */
final class Guest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Network network;
    private final DmConnection connection;
    private final BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    private Guest(Network network, DmConnection connection) {
        this.network = network;
        this.connection = connection;
        connection.listen(new FrameListener() {
            @Override
            public void onFrame(Frame frame) {
                codes.add(Header.code(frame.content()));
                frame.release();
            }

            @Override
            public void onChunk(FrameChunk chunk) {
                chunk.release();
            }

            @Override
            public void onClosed() {
                closed.complete(true);
            }
        });
    }

    static Guest login(Network network, SocketAddress port) throws Exception {
        CompletableFuture<Guest> guest = new CompletableFuture<>();
        Offer offer = new Offer(
                11,
                new LoginClient(2, "guest", "", ""),
                LoginWishes.plain(1),
                "SYSDBA",
                Password.of("SYSDBA", StandardCharsets.UTF_8),
                "",
                PATIENCE);
        network.loop()
                .execute(() -> DmClient.connect(network, port, offer, new Connecting() {
                    @Override
                    public void connected(DmConnection connection) {
                        guest.complete(new Guest(network, connection));
                    }

                    @Override
                    public void failed(DmException error) {
                        guest.completeExceptionally(error);
                    }
                }));
        return guest.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void say(byte[] bytes) {
        network.loop().execute(() -> {
            ByteBuf out = connection.allocator().buffer(bytes.length).writeBytes(bytes);
            connection.send(out);
        });
    }

    /** The next reply's code; null if the server closed instead. */
    @Nullable
    Integer reply() throws Exception {
        for (int i = 0; i < PATIENCE.toMillis() / 10; i++) {
            Integer code = codes.poll(10, TimeUnit.MILLISECONDS);
            if (code != null) {
                return code;
            }
            if (closed.isDone()) {
                return codes.poll();
            }
        }
        throw new IllegalStateException("neither a reply nor an end");
    }

    void leave() throws Exception {
        network.loop().execute(connection::close);
        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
