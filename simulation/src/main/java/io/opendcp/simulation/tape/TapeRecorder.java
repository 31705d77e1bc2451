package io.opendcp.simulation.tape;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.net.Network;
import io.opendcp.simulator.fault.Wire;
import java.net.BindException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver and any DM server, a real one too, and records what goes by. Encrypted connections are not understood: their
 * frames are no frames.
 */
public final class TapeRecorder implements AutoCloseable {
    /** Bytes of a frame; a connection with a longer one ends. */
    private static final int LONGEST = 16 << 20;

    private final Network network;
    private final Wire wire;
    private final List<Exchange> exchanges = new ArrayList<>();
    private int connections;

    /**
     * Listens on a free port of the loopback address. Called from outside the event loop.
     *
     * @param server where connections lead to
     * @throws BindException if no port can be had
     */
    public TapeRecorder(Network network, SocketAddress server) throws BindException {
        this.network = network;
        wire = new Wire(network, server, this::joined);
    }

    /** Where drivers are to connect to. */
    public SocketAddress address() {
        return wire.address();
    }

    /** What has gone by so far. Called from outside the event loop. */
    public Tape tape() {
        return network.call(() -> new Tape(exchanges));
    }

    private void joined(Channel client, Channel server) {
        Asked asked = new Asked(++connections);
        client.pipeline().addFirst(FrameDecoder.whole(LONGEST), new RecordingHandler(asked::requested));
        server.pipeline().addFirst(FrameDecoder.whole(LONGEST), new RecordingHandler(asked::replied));
    }

    /** Idempotent; waits for it. Connections are cut. */
    @Override
    public void close() {
        wire.close();
    }

    /** A connection, with the request that has no reply yet. */
    private final class Asked {
        private final int connection;
        private @Nullable String request;

        Asked(int connection) {
            this.connection = connection;
        }

        void requested(Frame frame) {
            boolean login = frame.command() == Command.STARTUP || frame.command() == Command.LOGIN;
            request = login ? null : ByteBufUtil.hexDump(frame.content());
        }

        void replied(Frame frame) {
            if (request != null && frame.command() != Command.INTERIM) {
                exchanges.add(Exchange.of(connection, request, frame.content()));
                request = null;
            }
        }
    }

    /** Tells of each frame, and passes on its bytes. */
    private static final class RecordingHandler extends ChannelInboundHandlerAdapter {
        private final Consumer<Frame> told;

        RecordingHandler(Consumer<Frame> told) {
            this.told = told;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            Frame frame = (Frame) message;
            told.accept(frame);
            ctx.fireChannelRead(frame.content());
        }
    }
}
