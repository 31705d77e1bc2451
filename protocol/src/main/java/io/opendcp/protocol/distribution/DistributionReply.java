package io.opendcp.protocol.distribution;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Body of the answer to message 112. Source: {@code docs/protocol/distribution.md} 6.2.
 *
 * @param eps the EPs; without any, nothing follows
 * @param kind {@link #NONE} (nothing follows), {@link #RANDOM}, {@link #HASH}; other numbers are not known
 * @param columnIds distribution columns
 * @param bounds the block that describes RANGE and LIST, unread
 * @param map EP numbers by hash; empty for what is not hashed
 */
public record DistributionReply(List<Ep> eps, int kind, List<Integer> columnIds, ByteBuffer bounds, List<Integer> map) {
    public static final int NONE = 0;
    public static final int RANDOM = 1;
    public static final int HASH = 2;

    private static final int ADDRESS_BYTES_MAX = 1024;
    private static final int EPS_MAX = 1024;
    private static final int COLUMNS_MAX = 16;
    private static final int BOUNDS_BYTES_MAX = 1 << 20;

    /** An EP and where it listens. */
    public record Ep(int epno, String address, int port) {}

    public DistributionReply {
        eps = List.copyOf(eps);
        columnIds = List.copyOf(columnIds);
        bounds = bounds.asReadOnlyBuffer();
        map = List.copyOf(map);
    }

    /** A table that is spread by hash. */
    public static DistributionReply hash(List<Ep> eps, List<Integer> columnIds, HashMapping map) {
        return new DistributionReply(eps, HASH, columnIds, ByteBuffer.allocate(0), map.epnos());
    }

    /** A table of a kind without distribution columns, {@link #NONE} or {@link #RANDOM}. */
    public static DistributionReply keyless(List<Ep> eps, int kind) {
        return new DistributionReply(eps, kind, List.of(), ByteBuffer.allocate(0), List.of());
    }

    /** Appends the body. */
    public void encode(ByteBuf body, Charset charset) {
        body.writeShortLE(eps.size());
        for (Ep ep : eps) {
            body.writeShortLE(ep.epno());
            writeText(body, ep.address(), charset, ADDRESS_BYTES_MAX);
            body.writeIntLE(ep.port());
        }
        if (eps.isEmpty()) {
            return;
        }
        body.writeShortLE(kind);
        if (kind == NONE) {
            return;
        }
        body.writeShortLE(columnIds.size());
        columnIds.forEach(body::writeShortLE);
        body.writeIntLE(bounds.remaining());
        body.writeBytes(bounds.duplicate());
        body.writeIntLE(map.size());
        map.forEach(body::writeShortLE);
    }

    /** Reads the body; {@link ProtocolException} if it is cut short or a count is out of its limit. */
    public static DistributionReply decode(ByteBuf body, Charset charset) {
        List<Ep> eps = new ArrayList<>();
        int epCount = readCount(body, Short.BYTES, EPS_MAX, "EPs");
        for (int i = 0; i < epCount; i++) {
            need(body, Short.BYTES);
            int epno = body.readUnsignedShortLE();
            String address = readText(body, charset, ADDRESS_BYTES_MAX);
            need(body, Integer.BYTES);
            eps.add(new Ep(epno, address, body.readIntLE()));
        }
        if (eps.isEmpty()) {
            return keyless(eps, NONE);
        }
        need(body, Short.BYTES);
        int kind = body.readShortLE();
        if (kind == NONE) {
            return keyless(eps, NONE);
        }
        List<Integer> columnIds = readShorts(body, readCount(body, Short.BYTES, COLUMNS_MAX, "columns"));
        byte[] bounds = new byte[readCount(body, Integer.BYTES, BOUNDS_BYTES_MAX, "bytes of bounds")];
        need(body, bounds.length);
        body.readBytes(bounds);
        int length = readCount(body, Integer.BYTES, HashMapping.LENGTH_MAX, "hash map entries");
        return new DistributionReply(eps, kind, columnIds, ByteBuffer.wrap(bounds), readShorts(body, length));
    }

    static void writeText(ByteBuf body, String text, Charset charset, int bytesMax) {
        byte[] bytes = text.getBytes(charset);
        if (bytes.length > bytesMax) {
            throw new IllegalArgumentException("text of " + bytes.length + " bytes; at most " + bytesMax);
        }
        body.writeShortLE(bytes.length);
        body.writeBytes(bytes);
    }

    static String readText(ByteBuf body, Charset charset, int bytesMax) {
        int length = readCount(body, Short.BYTES, bytesMax, "bytes of text");
        need(body, length);
        return body.readCharSequence(length, charset).toString();
    }

    /** A count of {@code width} bytes; a negative one is 0, as it is for the driver. */
    private static int readCount(ByteBuf body, int width, int most, String what) {
        need(body, width);
        int count = width == Short.BYTES ? body.readShortLE() : body.readIntLE();
        if (count > most) {
            throw new ProtocolException(count + " " + what + "; at most " + most);
        }
        return Math.max(count, 0);
    }

    private static List<Integer> readShorts(ByteBuf body, int count) {
        need(body, count * Short.BYTES);
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(body.readUnsignedShortLE());
        }
        return numbers;
    }

    private static void need(ByteBuf body, int count) {
        if (body.readableBytes() < count) {
            throw new ProtocolException("message 112 needs " + count + " bytes, " + body.readableBytes() + " are left");
        }
    }
}
