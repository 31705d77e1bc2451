package io.opendcp.protocol.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Failures;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.type.WireFormat;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a logged-in channel's callbacks into its {@link FrameSession}'s verbs, and is its way back. */
final class SessionHandler extends ChannelInboundHandlerAdapter implements Replies {
    private final Channel channel;
    private final WireFormat format;
    private final Consumer<Throwable> onDefect;
    private @Nullable FrameSession session;
    private boolean reading;
    private boolean unflushed;
    private boolean ended;

    SessionHandler(Channel channel, WireFormat format, Consumer<Throwable> onDefect) {
        this.channel = channel;
        this.format = format;
        this.onDefect = onDefect;
    }

    void open(Function<Replies, FrameSession> opener) {
        session = opener.apply(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (ended || session == null) {
            ReferenceCountUtil.release(message);
            return;
        }
        reading = true;
        try {
            if (message instanceof Frame frame) {
                session.onFrame(frame);
            } else {
                session.onChunk((FrameChunk) message);
            }
        } finally {
            reading = false;
            if (unflushed) {
                unflushed = false;
                channel.flush();
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (session != null) {
            session.onWritable(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended = true;
        close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable real = Failures.unwrapped(cause);
        if (real instanceof ProtocolException broken) {
            if (!ended) {
                DmException error = DmException.of(ErrorCode.BAD_MESSAGE, broken.getMessage());
                send(LoginReply.refuse(channel.alloc().buffer(), error, format.language(), format.charset()));
            }
        } else if (!(real instanceof IOException)) { // a peer that resets its connection only goes away
            onDefect.accept(real);
        }
        end();
    }

    private void close() {
        FrameSession closing = session;
        session = null;
        if (closing != null) {
            closing.onClosed();
        }
    }

    @Override
    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    @Override
    public void send(ByteBuf bytes) {
        if (ended) {
            bytes.release();
        } else if (reading) {
            unflushed = true;
            channel.write(bytes, channel.voidPromise());
        } else {
            channel.writeAndFlush(bytes, channel.voidPromise());
        }
    }

    @Override
    public void end() {
        if (!ended) {
            ended = true;
            channel.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void reading(boolean on) {
        channel.config().setAutoRead(on);
    }
}
