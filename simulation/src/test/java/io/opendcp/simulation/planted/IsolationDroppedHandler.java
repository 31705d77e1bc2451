package io.opendcp.simulation.planted;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;

/** Whatever isolation is asked for, the EP keeps READ COMMITTED. */
final class IsolationDroppedHandler extends FrameTapHandler {
    private static final int LEVEL = 20;
    private static final int READ_COMMITTED = 1;

    @Override
    void request(ChannelHandlerContext ctx, ByteBuf frame) {
        if (Header.command(frame) == Command.SET_ISOLATION) {
            Header.setI32(frame, LEVEL, READ_COMMITTED);
        }
        ctx.write(frame);
    }
}
