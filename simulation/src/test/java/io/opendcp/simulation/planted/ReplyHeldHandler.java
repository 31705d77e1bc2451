package io.opendcp.simulation.planted;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.random.RandomGenerator;

/** Now and then somebody forgets to let go of a reply. */
final class ReplyHeldHandler extends ChannelInboundHandlerAdapter {
    private final RandomGenerator chance;

    ReplyHeldHandler(RandomGenerator chance) {
        this.chance = chance;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ctx.fireChannelRead(chance.nextInt(20) == 0 ? ReferenceCountUtil.retain(message) : message);
    }
}
