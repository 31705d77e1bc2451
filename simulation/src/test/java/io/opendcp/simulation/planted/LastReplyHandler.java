package io.opendcp.simulation.planted;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.random.RandomGenerator;

/** Now and then a client is given once more what the last one was given: a buffer that was used again too early. */
final class LastReplyHandler extends FrameTapHandler {
    /** What all connections share. */
    static final class Last {
        private ByteBuf reply = Unpooled.EMPTY_BUFFER;
    }

    private final RandomGenerator chance;
    private final Last last;
    private boolean asking;

    LastReplyHandler(RandomGenerator chance, Last last) {
        this.chance = chance;
        this.last = last;
    }

    @Override
    void request(ChannelHandlerContext ctx, ByteBuf frame) {
        asking = says(frame, "FROM PLACE");
        ctx.write(frame);
    }

    @Override
    void reply(ChannelHandlerContext ctx, ByteBuf frame) {
        if (!asking) {
            ctx.fireChannelRead(frame);
            return;
        }
        ByteBuf before = last.reply;
        last.reply = frame.copy();
        if (before.isReadable() && chance.nextInt(20) == 0) {
            frame.release();
            ctx.fireChannelRead(before);
        } else {
            before.release();
            ctx.fireChannelRead(frame);
        }
    }
}
