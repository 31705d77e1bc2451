package io.opendcp.simulation.planted;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.EmptyReply;
import java.util.random.RandomGenerator;

/** Some ends of transactions are answered and never reach the EP, which still has them open when their connection comes back. */
final class EndKeptHandler extends FrameTapHandler {
    private static final int ONE_IN = 8;

    private final RandomGenerator chance;

    EndKeptHandler(RandomGenerator chance) {
        this.chance = chance;
    }

    @Override
    void request(ChannelHandlerContext ctx, ByteBuf frame) {
        Command command = Header.command(frame);
        if ((command == Command.COMMIT || command == Command.ROLLBACK) && chance.nextInt(ONE_IN) == 0) {
            ByteBuf answer = new EmptyReply(command, Header.handle(frame), 0).encode(Unpooled.buffer());
            frame.release();
            ctx.channel().eventLoop().execute(() -> reply(ctx, answer));
        } else {
            ctx.write(frame);
        }
    }
}
