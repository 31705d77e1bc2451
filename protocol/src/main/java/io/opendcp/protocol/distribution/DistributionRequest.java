package io.opendcp.protocol.distribution;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.charset.Charset;

/** Body of message 112: asks how a table is distributed. Source: {@code docs/protocol/distribution.md} 6.2. */
public record DistributionRequest(String schema, String table) {
    /** Longest name, in bytes. */
    public static final int NAME_BYTES_MAX = 128;

    /** Appends the body; {@link IllegalArgumentException} for a name longer than {@link #NAME_BYTES_MAX}. */
    public void encode(ByteBuf body, Charset charset) {
        DistributionReply.writeText(body, schema, charset, NAME_BYTES_MAX);
        DistributionReply.writeText(body, table, charset, NAME_BYTES_MAX);
    }

    /** Reads the body; {@link ProtocolException} if it is cut short or a name is too long. */
    public static DistributionRequest decode(ByteBuf body, Charset charset) {
        String schema = DistributionReply.readText(body, charset, NAME_BYTES_MAX);
        return new DistributionRequest(schema, DistributionReply.readText(body, charset, NAME_BYTES_MAX));
    }
}
