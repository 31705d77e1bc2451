package io.opendcp.simulation.planted;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.opendcp.protocol.frame.Header;
import java.nio.charset.StandardCharsets;

/** Passes whole frames, which a bug may change, keep or repeat; they are the bug's to pass on or to release. */
abstract class FrameTapHandler extends ChannelDuplexHandler {
    private final ByteBuf out = Unpooled.buffer();
    private final ByteBuf in = Unpooled.buffer();

    /** A request goes to the server. */
    void request(ChannelHandlerContext ctx, ByteBuf frame) {
        ctx.write(frame);
    }

    /** A reply comes from it. */
    void reply(ChannelHandlerContext ctx, ByteBuf frame) {
        ctx.fireChannelRead(frame);
    }

    /** Whether a frame has a text in it. */
    static boolean says(ByteBuf frame, String text) {
        return frame.toString(StandardCharsets.ISO_8859_1).contains(text);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        take(out, message);
        while (whole(out)) {
            request(ctx, next(out));
        }
        promise.trySuccess();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        take(in, message);
        while (whole(in)) {
            reply(ctx, next(in));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        out.release();
        in.release();
    }

    private static void take(ByteBuf into, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        into.writeBytes(bytes);
        bytes.release();
    }

    private static boolean whole(ByteBuf bytes) {
        return bytes.readableBytes() >= Header.LENGTH
                && bytes.readableBytes() >= Header.LENGTH + Header.bodyLength(bytes);
    }

    private static ByteBuf next(ByteBuf bytes) {
        ByteBuf frame = Unpooled.copiedBuffer(bytes.readSlice(Header.LENGTH + Header.bodyLength(bytes)));
        bytes.discardReadBytes();
        return frame;
    }
}
