package io.opendcp.simulation.tape;

import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;

/**
 * A request and its reply, as frames.
 *
 * @param connection which of the driver's connections, counted from 1 in the order in which they were made
 */
record Exchange(int connection, byte[] request, byte[] reply) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Exchange exchange
                && connection == exchange.connection
                && Arrays.equals(request, exchange.request)
                && Arrays.equals(reply, exchange.reply);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * connection + Arrays.hashCode(request)) + Arrays.hashCode(reply);
    }

    @Override
    public String toString() {
        return connection + " " + ByteBufUtil.hexDump(request) + " " + ByteBufUtil.hexDump(reply);
    }
}
