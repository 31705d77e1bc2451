package io.opendcp.protocol.login;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Who wants in, and how. Source: {@code docs/protocol/session.md} 7.1.
 *
 * @param client kind of client, see {@link LoginClient}
 * @param wishes what the session should be like
 * @param user as typed, not folded
 * @param standbyOfPair whether this is the standby connection of a read/write-separated pair
 * @param options server options, {@code a=1, b=2}
 */
public record LoginRequest(
        LoginClient client, LoginWishes wishes, String user, Password password, boolean standbyOfPair, String options) {
    /** The longest user name or password, in bytes, before encryption. */
    public static final int LONGEST_FIELD = 128;

    private static final int LONGEST = 1024;

    public Language language() {
        return Language.ofWire(wishes.language());
    }

    /**
     * Reads a LOGIN.
     *
     * @param cipher of user and password, null if they travel in clear
     * @throws ProtocolException if a field does not fit
     */
    public static LoginRequest decode(Frame frame, Charset charset, @Nullable FieldCipher cipher) {
        ByteBuf head = frame.content();
        ByteBuf body = frame.body();
        byte[] user = Wire.bytes(body, LONGEST_FIELD, "user name");
        byte[] password = Wire.bytes(body, LONGEST_FIELD, "password");
        String application = Wire.text(body, charset, LONGEST, "application name");
        String system = Wire.text(body, charset, LONGEST, "operating system");
        String host = Wire.text(body, charset, LONGEST, "client host name");
        boolean standby = body.isReadable() && body.readUnsignedByte() == 1;
        String options = body.readableBytes() >= Short.BYTES ? Wire.text2(body, charset, "server options") : "";
        return new LoginRequest(
                new LoginClient(Header.i32(head, 20), application, system, host),
                LoginWishes.read(head),
                new String(cipher == null ? user : cipher.decrypt(user), charset),
                Password.of(cipher == null ? password : cipher.decrypt(password)),
                standby,
                options);
    }

    /** Writes the frame to {@code out}, which must be empty; returns it. */
    public ByteBuf encode(ByteBuf out, Charset charset, @Nullable FieldCipher cipher) {
        Wire.open(out, Command.LOGIN.code(), 0);
        out.setIntLE(20, client.type());
        wishes.write(out);
        byte[] userBytes = user.getBytes(charset);
        Wire.write(out, cipher == null ? userBytes : cipher.encrypt(userBytes));
        byte[] passwordBytes = password.bytes();
        Wire.write(out, cipher == null ? passwordBytes : cipher.encrypt(passwordBytes));
        Wire.write(out, client.application(), charset);
        Wire.write(out, client.system(), charset);
        Wire.write(out, client.host(), charset);
        out.writeBoolean(standbyOfPair);
        Wire.write2(out, options, charset);
        return Wire.close(out);
    }
}
