package io.opendcp.simulator.http;

import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.server.MppServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Two EPs on sockets that take faults over HTTP, and a client of that. */
final class HttpMpp implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final TurnedTime patience = new TurnedTime(START);
    private final HttpPort impatient;
    private final HttpClient client = HttpClient.newHttpClient();
    private final InetSocketAddress address;
    final MppServer mpp;

    HttpMpp(boolean turned) {
        Time time = turned ? new TurnedTime(START) : new LoopTime(loop);
        Network network = Network.sockets(loop, time, new SplittableRandom(1));
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            mpp = MppServer.start(MppSpec.ofEps(2), network, 1, ep -> free);
            address = (InetSocketAddress) mpp.takeFaults(free);
            impatient = HttpPort.listen(
                    network, free, mpp.with(cluster -> cluster), Optional::empty, Optional.empty(), patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is said, and how it is answered. */
    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The body of an answer that is well. */
    String ok(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return response.body().strip();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + address.getPort() + path);
    }

    Socket socket() throws IOException {
        return socket(address);
    }

    /** To a port of the same MPP whose patience {@link #turnPatience} ends, and which has accepted it. */
    Socket impatientSocket() throws IOException {
        Socket socket = socket((InetSocketAddress) impatient.address());
        await().until(() -> loop.submit(() -> patience.next().isPresent()).get());
        return socket;
    }

    private static Socket socket(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    void turnPatience(Duration step) {
        loop.submit(() -> patience.turn(step)).syncUninterruptibly();
    }

    @Override
    public void close() {
        impatient.close();
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
