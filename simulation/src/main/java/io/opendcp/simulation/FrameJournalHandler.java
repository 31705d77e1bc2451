package io.opendcp.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.opendcp.protocol.frame.Command;
import java.net.SocketAddress;

/** Writes a connection's frames into the journal, as the client's end sees them: sent when sent, received when received. */
final class FrameJournalHandler extends ChannelDuplexHandler {
    private final Journal journal;
    private final SimulatedTransport transport;
    private final FrameCutter sent = new FrameCutter((command, length, hash) -> frame('>', command, length, hash));
    private final FrameCutter received = new FrameCutter((command, length, hash) -> frame('<', command, length, hash));
    private String who = "";

    FrameJournalHandler(Journal journal, SimulatedTransport transport) {
        this.journal = journal;
        this.transport = transport;
    }

    private void frame(char direction, int command, int length, long hash) {
        Command known = Command.of(command);
        String name = known == Command.UNRECOGNISED ? Integer.toString(command) : known.name();
        journal.line(who, direction + " " + name + " " + length + " " + Long.toHexString(hash));
    }

    @Override
    public void connect(ChannelHandlerContext ctx, SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        who = transport.name(local) + "-" + transport.name(remote);
        ctx.connect(remote, local, promise);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        journal.line(who, "connected");
        ctx.fireChannelActive();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            sent.pass(bytes);
        }
        ctx.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            received.pass(bytes);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        journal.line(who, "ended");
        ctx.fireChannelInactive();
    }
}
