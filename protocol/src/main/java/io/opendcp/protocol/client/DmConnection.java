package io.opendcp.protocol.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.opendcp.protocol.frame.Failures;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.frame.FrameListener;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.StartupReply;
import io.opendcp.protocol.type.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A logged-in connection to a server, seen from the client. Has one {@link FrameListener} at a time, who is owed all
 * that comes; what comes while there is none is a breach of the protocol and ends it. Confined to its event loop.
 */
public final class DmConnection extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final StartupReply startup;
    private final LoginReply login;
    private final WireFormat format;
    private @Nullable FrameListener listener;
    private @Nullable Runnable onIdleClose;
    private @Nullable FrameDecoder decoder;
    private boolean closed;
    private boolean broken;

    /**
     * {@link DmClient} makes it when {@code channel} has logged in.
     *
     * @param channel in whose pipeline it is going to be, behind a {@link FrameDecoder}
     */
    public DmConnection(Channel channel, StartupReply startup, LoginReply login, WireFormat format) {
        this.channel = channel;
        this.startup = startup;
        this.login = login;
        this.format = format;
    }

    public StartupReply startup() {
        return startup;
    }

    public LoginReply login() {
        return login;
    }

    public WireFormat format() {
        return format;
    }

    /** Whether it is still good. */
    public boolean open() {
        return !closed && !broken && channel.isActive();
    }

    /** Whether bytes have come that are no whole frame yet, or have not been looked at. */
    public boolean amidFrame() {
        return decoder != null && decoder.amidFrame();
    }

    /** From now on {@code listener} gets what comes, and the news of the end. */
    public void listen(FrameListener listener) {
        this.listener = listener;
        if (closed) {
            this.listener = null;
            listener.onClosed();
        }
    }

    /** Nobody waits for anything now; {@code onClose} is run if the connection ends before the next listener comes. */
    public void rest(Runnable onClose) {
        listener = null;
        onIdleClose = onClose;
        reading(true);
    }

    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    /** Sends bytes of a frame, header and checksum complete; ownership is taken. */
    public void send(ByteBuf bytes) {
        if (open()) {
            channel.writeAndFlush(bytes, channel.voidPromise());
        } else {
            bytes.release();
        }
    }

    /** Whether more can be sent without piling it up here. */
    public boolean writable() {
        return channel.isWritable();
    }

    /** Whether replies are read at all: back-pressure from the far side. */
    public void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Closes the socket; the server rolls back. Idempotent. */
    public void close() {
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        decoder = ctx.pipeline().get(FrameDecoder.class);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        FrameListener current = listener;
        if (current == null || broken) {
            ReferenceCountUtil.release(message);
            broken = true;
            close(); // nobody asked: whatever it is, nobody may be given it
        } else if (message instanceof Frame frame) {
            current.onFrame(frame);
        } else {
            current.onChunk((FrameChunk) message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (listener != null) {
            listener.onWritable(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closed = true;
        FrameListener current = listener;
        Runnable idle = onIdleClose;
        listener = null;
        onIdleClose = null;
        if (current != null) {
            current.onClosed();
        } else if (idle != null) {
            idle.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        broken = true;
        close(); // a listener learns of it as the end of the connection
        Throwable real = Failures.unwrapped(cause);
        if (!(real instanceof ProtocolException || real instanceof IOException)) {
            ctx.fireExceptionCaught(cause); // a defect of ours: the pipeline's end logs it loudly
        }
    }
}
