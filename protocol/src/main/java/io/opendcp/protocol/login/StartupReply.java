package io.opendcp.protocol.login;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What a server is and what it grants. Source: {@code docs/protocol/session.md} 3.2.
 *
 * @param tls 0 none, 1 from now on, 2 for authentication only, 3 GM-SSL
 * @param series 3 enterprise
 * @param charset of all text from here on
 * @param compression granted, never more than was asked
 * @param keyExchange 0 none, 1 Diffie-Hellman
 * @param cipher of whole messages, 0 none
 * @param columnar granted
 * @param algorithm of compression that the client is to use: echo what it sent
 * @param crc granted
 * @param msgVersion the server's
 * @param version one to four numbers with dots, and nothing else
 * @param publicKey hex of the Diffie-Hellman key, empty without one
 */
public record StartupReply(
        int tls,
        int series,
        Charsets charset,
        int compression,
        int keyExchange,
        int cipher,
        int columnar,
        int algorithm,
        boolean crc,
        int msgVersion,
        String version,
        String publicKey) {
    private static final int LONGEST = 4096;
    /** What the field that no client reads was filled with by the server of the recorded frames. */
    private static final int UNREAD = 1;

    private static final int MD5 = 4352;
    /** The driver's own table has this number for a startup's answer. */
    private static final int COMMAND = 228;

    /**
     * Reads the reply to {@code STARTUP}.
     *
     * @throws DmException if it is an error
     * @throws io.opendcp.protocol.frame.ProtocolException if a field does not fit
     */
    public static StartupReply decode(Frame frame) {
        ByteBuf head = frame.content();
        ByteBuf body = frame.body();
        int code = Header.code(head);
        if (code < 0) {
            int said = Header.i32(head, 20);
            Charsets charset = Charsets.of(said > 0 ? said - 1 : Header.i32(head, 28));
            throw DmException.relayed(code, Wire.status(body, charset.charset()));
        }
        Charsets charset = Charsets.of(Header.i32(head, 28));
        Wire.status(body, charset.charset());
        String version = Wire.text(body, StandardCharsets.ISO_8859_1, LONGEST, "server version");
        int cipher = 0;
        if (Header.u8(head, 41) > 0) {
            Wire.need(body, Integer.BYTES, "cipher id");
            cipher = body.readIntLE();
        }
        int keyExchange = Header.u8(head, 40);
        return new StartupReply(
                Header.i32(head, 20),
                Header.i32(head, 24),
                charset,
                Header.i32(head, 32),
                keyExchange,
                cipher,
                Header.u8(head, 42),
                Header.u8(head, 43),
                Header.u8(head, 45) == 1,
                Header.u8(head, 48) | Header.u8(head, 49) << 8,
                version,
                keyExchange == 1 ? HexFormat.of().formatHex(Wire.bytes(body, LONGEST, "server's public key")) : "");
    }

    /** Writes the frame to {@code out}, which must be empty; returns it. */
    public ByteBuf encode(ByteBuf out) {
        Wire.open(out, COMMAND, 0);
        out.setIntLE(20, tls);
        out.setIntLE(24, series);
        out.setIntLE(28, charset.code());
        out.setIntLE(32, compression);
        out.setIntLE(36, UNREAD);
        out.setByte(40, keyExchange);
        out.setByte(41, cipher == 0 ? 0 : 2);
        out.setByte(42, columnar);
        out.setByte(43, algorithm);
        out.setBoolean(45, crc);
        out.setByte(46, 1); // named parameters
        out.setShortLE(48, msgVersion);
        Wire.status(out, "", charset.charset());
        Wire.write(out, version, StandardCharsets.ISO_8859_1);
        if (cipher != 0) {
            out.writeIntLE(cipher);
        }
        if (keyExchange == 1) {
            Wire.write(out, HexFormat.of().parseHex(publicKey));
        }
        if (cipher != 0) {
            out.writeIntLE(MD5);
        }
        return Wire.close(out);
    }

    /** Writes a refusal to {@code out}, which must be empty; returns it. Source: session.md 3.5. */
    public static ByteBuf refuse(ByteBuf out, DmException error, Language language, Charsets charset) {
        Wire.open(out, COMMAND, error.code());
        out.setIntLE(20, charset.code() + 1);
        out.setIntLE(28, charset.code());
        Wire.status(out, error.message(language), charset.charset());
        return Wire.close(out);
    }
}
