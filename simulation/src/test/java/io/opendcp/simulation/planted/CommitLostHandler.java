package io.opendcp.simulation.planted;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import java.util.random.RandomGenerator;

/** Now and then the EP is told to roll back where it should commit, and the client is told that it has committed. */
final class CommitLostHandler extends FrameTapHandler {
    private static final int COMMAND = 4;

    private final RandomGenerator chance;

    CommitLostHandler(RandomGenerator chance) {
        this.chance = chance;
    }

    @Override
    void request(ChannelHandlerContext ctx, ByteBuf frame) {
        if (Header.command(frame) == Command.COMMIT && chance.nextInt(20) == 0) {
            Header.setU16(frame, COMMAND, Command.ROLLBACK.code());
            Header.seal(frame);
        }
        ctx.write(frame);
    }
}
