package io.opendcp.simulation.planted;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import java.util.random.RandomGenerator;

/** Half of the statements commit by themselves, as if the session had never left auto-commit. */
final class CommittedEachHandler extends FrameTapHandler {
    private static final int AUTO_COMMIT = 20;

    private final RandomGenerator chance;

    CommittedEachHandler(RandomGenerator chance) {
        this.chance = chance;
    }

    @Override
    void request(ChannelHandlerContext ctx, ByteBuf frame) {
        if (Header.command(frame) == Command.PREPARE && chance.nextBoolean()) {
            Header.setU8(frame, AUTO_COMMIT, 1);
        }
        ctx.write(frame);
    }
}
