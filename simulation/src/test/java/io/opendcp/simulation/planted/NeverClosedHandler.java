package io.opendcp.simulation.planted;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.random.RandomGenerator;

/** The end of some connections does not get through, as if a machine had lost its power. */
final class NeverClosedHandler extends ChannelDuplexHandler {
    private final boolean lost;

    NeverClosedHandler(RandomGenerator chance) {
        lost = chance.nextInt(4) == 0;
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (!lost) {
            ctx.close(promise);
        }
    }
}
