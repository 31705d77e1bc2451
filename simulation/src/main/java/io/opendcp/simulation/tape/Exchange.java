package io.opendcp.simulation.tape;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * A request and its reply.
 *
 * @param connection which of the driver's connections, counted from 1 in the order in which they were made
 * @param request a frame in hex
 * @param reply a frame in hex
 */
record Exchange(int connection, String request, String reply) {
    static Exchange of(int connection, String request, ByteBuf reply) {
        return new Exchange(connection, request, ByteBufUtil.hexDump(reply));
    }

    ByteBuf requestFrame() {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(request));
    }

    ByteBuf replyFrame() {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(reply));
    }

    @Override
    public String toString() {
        return connection + " " + request + " " + reply;
    }
}
