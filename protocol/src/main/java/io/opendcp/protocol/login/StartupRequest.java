package io.opendcp.protocol.login;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The first message of a connection: what a client can do and wants. Source: {@code docs/protocol/session.md} 3.1.
 *
 * @param compression wanted: 0 none, 1 every message, 2 automatic
 * @param keyExchange wanted: 0 none, 1 Diffie-Hellman, 2 by an external library
 * @param encryption what the client understands: 0 none, 2 cipher and hash id, 3 external
 * @param columnar wanted result layout: 0 rows, 2 columns
 * @param algorithm of compression: 0 zlib, 1 snappy
 * @param rsa whether the login's fields will be RSA encrypted
 * @param socketMarks wanted
 * @param crc whether the client understands a body CRC
 * @param msgVersion the client's, 0 for the oldest
 * @param version the client's version, for people
 * @param uKey kind of UKey authentication, 0 none
 * @param publicKey hex of the Diffie-Hellman key, empty without one
 */
public record StartupRequest(
        int compression,
        int keyExchange,
        int encryption,
        int columnar,
        int algorithm,
        boolean rsa,
        boolean socketMarks,
        boolean crc,
        int msgVersion,
        String version,
        int uKey,
        String publicKey) {
    private static final int LONGEST = 4096;

    /** What our own client sends: nothing it could do without. */
    public static StartupRequest ours(KeyExchange keys, int msgVersion, String version) {
        return new StartupRequest(
                0,
                1,
                2,
                0,
                0,
                false,
                false,
                false,
                msgVersion,
                version,
                0,
                HexFormat.of().formatHex(keys.publicKey()));
    }

    /**
     * Reads a STARTUP; unknown bytes after the known fields are ignored.
     *
     * @throws ProtocolException if a field does not fit
     */
    public static StartupRequest decode(Frame frame) {
        ByteBuf head = frame.content();
        ByteBuf body = frame.body();
        int keyExchange = Header.u8(head, 28);
        String version = Wire.text(body, StandardCharsets.ISO_8859_1, LONGEST, "client version");
        Wire.need(body, 1, "UKey type");
        int uKey = body.readUnsignedByte();
        if (uKey != 0) {
            Wire.bytes(body, LONGEST, "UKey name");
            Wire.bytes(body, LONGEST, "UKey certificate");
        }
        return new StartupRequest(
                Header.i32(head, 24),
                keyExchange,
                Header.u8(head, 29),
                Header.u8(head, 30),
                Header.u8(head, 31),
                Header.u8(head, 32) == 1,
                Header.u8(head, 33) == 1,
                Header.u8(head, 34) == 1,
                Header.u8(head, 35) | Header.u8(head, 36) << 8,
                version,
                uKey,
                keyExchange == 1 ? HexFormat.of().formatHex(Wire.bytes(body, LONGEST, "client's public key")) : "");
    }

    /** Writes the frame to the end of {@code out}, which must be empty; returns it. */
    public ByteBuf encode(ByteBuf out) {
        Wire.open(out, Command.STARTUP.code(), 0);
        out.setIntLE(24, compression);
        out.setByte(28, keyExchange);
        out.setByte(29, encryption);
        out.setByte(30, columnar);
        out.setByte(31, algorithm);
        out.setBoolean(32, rsa);
        out.setBoolean(33, socketMarks);
        out.setBoolean(34, crc);
        out.setShortLE(35, msgVersion);
        Wire.write(out, version, StandardCharsets.ISO_8859_1);
        out.writeByte(uKey);
        if (keyExchange == 1) {
            Wire.write(out, HexFormat.of().parseHex(publicKey));
        }
        return Wire.close(out);
    }
}
