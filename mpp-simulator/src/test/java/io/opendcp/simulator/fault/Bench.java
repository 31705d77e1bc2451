package io.opendcp.simulator.fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** A port with one connection and no socket: bytes in, bytes out, in turned time. */
final class Bench implements AutoCloseable {
    final TurnedTime time = new TurnedTime(Instant.EPOCH);
    final PortFaults faults = new PortFaults(time, new SplittableRandom(5), null);
    final EmbeddedChannel channel = new EmbeddedChannel();
    /** Whether the server has been told of the end. */
    boolean serverTold;

    Bench() {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                serverTold = true;
            }
        });
        faults.connected(channel);
    }

    /** A frame with a body of {@code body} bytes: 1, 2, 3, ... */
    static ByteBuf frame(Command command, int body) {
        ByteBuf out = Header.open(Unpooled.buffer(), command, 7, 0);
        for (int i = 1; i <= body; i++) {
            out.writeByte(i);
        }
        return Header.close(out);
    }

    /** The client sends. */
    void ask(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }

    void ask(String hex) {
        ask(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    }

    /** The server sends. */
    void answer(ByteBuf bytes) {
        channel.pipeline().writeAndFlush(bytes, channel.voidPromise());
        channel.runPendingTasks();
    }

    void answer(String hex) {
        answer(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    }

    /** Asks and answers a message without a body each. */
    void exchange(Command command) {
        ask(frame(command, 0));
        answer(frame(command, 0));
    }

    /** The same with a reply of {@code body} bytes. */
    void answerTo(Command command, int body) {
        ask(frame(command, 0));
        answer(frame(command, body));
    }

    /** What has come to the server since the last call, in pieces. */
    List<String> asked() {
        return drained(true);
    }

    /** What has come to the client since the last call, in pieces. */
    List<String> answered() {
        return drained(false);
    }

    /** How many bytes have come to the client since the last call. */
    int answeredBytes() {
        return String.join("", answered()).length() / 2;
    }

    int askedBytes() {
        return String.join("", asked()).length() / 2;
    }

    private List<String> drained(boolean inbound) {
        channel.runPendingTasks();
        List<String> pieces = new ArrayList<>();
        for (ByteBuf piece = next(inbound); piece != null; piece = next(inbound)) {
            pieces.add(ByteBufUtil.hexDump(piece));
            piece.release();
        }
        return pieces;
    }

    private ByteBuf next(boolean inbound) {
        return inbound ? channel.readInbound() : channel.readOutbound();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
