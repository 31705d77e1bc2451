package io.opendcp.features.crowd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.opendcp.protocol.Golden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connections of nobody known, from another host than the honest clients'. */
final class Strangers implements AutoCloseable {
    private static final String HOST = "127.0.0.2";

    private final InetSocketAddress at;
    private final List<Socket> open = new ArrayList<>();

    Strangers(InetSocketAddress at) {
        this.at = at;
    }

    private Socket connect() throws IOException {
        return new Socket(at.getAddress(), at.getPort(), InetAddress.getByName(HOST), 0);
    }

    /** So many begin a login, and do not finish it. */
    void beginLogins(int count) throws IOException {
        ByteBuf golden = Golden.frame("session-startup-request");
        byte[] startup = ByteBufUtil.getBytes(golden);
        golden.release();
        for (int i = 0; i < count; i++) {
            Socket socket = connect();
            open.add(socket);
            socket.getOutputStream().write(startup);
        }
    }

    /** So many come and go without a word, spread over a time; fewer if it is over sooner. */
    void comeAndGo(int count, long nanos, AtomicBoolean over) throws IOException, InterruptedException {
        for (int i = 0; i < count && !over.get(); i++) {
            connect().close();
            TimeUnit.NANOSECONDS.sleep(nanos / count);
        }
    }

    /** All go. */
    void leave() throws IOException {
        for (Socket each : open) {
            each.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
