package io.opendcp.simulation.planted;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.random.RandomGenerator;

/** Now and then a change is sent twice, and the first reply is kept. */
final class RequestRepeatedHandler extends FrameTapHandler {
    private final RandomGenerator chance;
    private int kept;

    RequestRepeatedHandler(RandomGenerator chance) {
        this.chance = chance;
    }

    @Override
    void request(ChannelHandlerContext ctx, ByteBuf frame) {
        if (says(frame, "INSERT INTO TOKEN") && chance.nextInt(20) == 0) {
            kept++;
            ctx.write(frame.copy());
        }
        ctx.write(frame);
    }

    @Override
    void reply(ChannelHandlerContext ctx, ByteBuf frame) {
        if (kept > 0) {
            kept--;
            frame.release();
        } else {
            ctx.fireChannelRead(frame);
        }
    }
}
