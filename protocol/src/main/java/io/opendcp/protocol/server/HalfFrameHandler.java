package io.opendcp.protocol.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a connection whose peer stops in the middle of a frame. A pause while we do not read is ours, not the peer's. */
final class HalfFrameHandler extends ChannelInboundHandlerAdapter {
    private final FrameDecoder decoder;
    private final Time time;
    private final Duration longest;
    private Time.@Nullable Timer timer;

    HalfFrameHandler(FrameDecoder decoder, Time time, Duration longest) {
        this.decoder = decoder;
        this.time = time;
        this.longest = longest;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        cancel(); // progress: a frame, or a piece of one
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!decoder.amidFrame()) {
            cancel();
        } else if (timer == null) {
            timer = time.schedule(longest, () -> overdue(ctx));
        }
        ctx.fireChannelReadComplete();
    }

    private void overdue(ChannelHandlerContext ctx) {
        timer = null;
        if (!decoder.amidFrame()) {
            return;
        }
        if (ctx.channel().config().isAutoRead()) {
            ctx.fireExceptionCaught(new ProtocolException("nothing more of a frame for " + longest.toSeconds() + " s"));
        } else {
            timer = time.schedule(longest, () -> overdue(ctx));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancel();
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
