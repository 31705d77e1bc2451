package io.opendcp.features.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** Somebody at a port who has not logged in. */
final class Stranger {
    private static final int CODE = 10;
    /** Longest text of an error; more would be the start of a conversation. */
    private static final int MOST = 4096;

    private Stranger() {}

    /** How a server ended it. */
    enum End {
        /** Without a word. */
        CLOSED,
        /** With an error reply, then closed. */
        ERROR,
        /** With a reply that is no error, then closed. */
        ANSWERED,
        /** Not, in the time given. */
        OPEN
    }

    /**
     * Says {@code bytes} and waits for the end.
     *
     * @param leave whether to close one's own side after speaking
     */
    static End talk(SocketAddress port, byte[] bytes, boolean leave, Duration patience) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect((InetSocketAddress) port);
            socket.setSoTimeout((int) patience.toMillis());
            try {
                socket.getOutputStream().write(bytes);
                if (leave) {
                    socket.shutdownOutput();
                }
                return end(socket.getInputStream().readNBytes(MOST));
            } catch (SocketTimeoutException e) {
                return End.OPEN;
            } catch (IOException reset) {
                return End.CLOSED;
            }
        }
    }

    private static End end(byte[] reply) {
        if (reply.length < Nonsense.HEADER) {
            return End.CLOSED;
        }
        int code = ByteBuffer.wrap(reply).order(ByteOrder.LITTLE_ENDIAN).getInt(CODE);
        return code < 0 ? End.ERROR : End.ANSWERED;
    }
}
