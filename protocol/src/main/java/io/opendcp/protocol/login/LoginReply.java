package io.opendcp.protocol.login;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import java.nio.charset.Charset;

/**
 * A login that succeeded. Source: {@code docs/protocol/session.md} 7.2.
 *
 * @param server what is true of the server whoever logs in
 * @param isolation the session's level, 0 to 3
 * @param longLobs granted
 * @param schema current schema
 * @param lastAddress where the user last came from, and when; may be empty
 * @param sessionId needed for cancel
 */
public record LoginReply(
        ServerState server,
        int isolation,
        boolean longLobs,
        String schema,
        String lastAddress,
        String lastTime,
        long sessionId) {
    private static final int LONGEST = 4096;
    /** From here on the cluster's data are mandatory. */
    private static final int WITH_SITES = 9;

    private static final int RAFT_NODE_UNUSABLE = -3907;
    /** The driver's own table has this number for a login's answer. */
    private static final int COMMAND = 163;

    /**
     * Reads the reply to {@code LOGIN}.
     *
     * @throws DmException if it is an error; -3907 counts as one here
     * @throws io.opendcp.protocol.frame.ProtocolException if a field does not fit
     */
    public static LoginReply decode(Frame frame, Charset charset, int msgVersion) {
        ByteBuf head = frame.content();
        ByteBuf body = frame.body();
        String message = Wire.status(body, charset);
        if (Header.code(head) < 0) {
            String said = message.isEmpty() && Header.code(head) == RAFT_NODE_UNUSABLE ? "Raft node unusable" : message;
            throw DmException.relayed(Header.code(head), said);
        }
        String instance = Wire.text(body, charset, LONGEST, "instance name");
        String schema = Wire.text(body, charset, LONGEST, "schema");
        String lastAddress = Wire.text(body, charset, LONGEST, "last address");
        String lastTime = Wire.text(body, charset, LONGEST, "last time");
        Wire.need(body, 3 * Integer.BYTES, "login attempts");
        body.skipBytes(3 * Integer.BYTES);
        String guid = Wire.text(body, charset, LONGEST, "GUID");
        String database = Wire.text(body, charset, LONGEST, "database name");
        if (Header.u8(head, 42) == 1) {
            Wire.bytes(body, LONGEST, "standby host");
            Wire.need(body, 6, "standby port");
            body.skipBytes(6);
        }
        long sessionId = body.readableBytes() >= Long.BYTES ? body.readLongLE() : 0;
        return new LoginReply(
                ServerState.read(head, instance, database, guid, sites(body, charset, msgVersion)),
                Header.i32(head, 29),
                Header.u8(head, 51) == 1,
                schema,
                lastAddress,
                lastTime,
                sessionId);
    }

    /** Whether LOB locators and messages will tell table, column and row: a field of the reply to {@code LOGIN}. */
    public static boolean newLobs(Frame frame) {
        return Header.u8(frame.content(), ServerState.NEW_LOBS) == 1;
    }

    private static Sites sites(ByteBuf body, Charset charset, int msgVersion) {
        if (msgVersion < WITH_SITES) {
            return Sites.NONE;
        }
        Wire.need(body, 1, "date formats");
        body.skipBytes(1);
        for (int i = 0; i < 6; i++) { // five formats and the proxy client
            Wire.text1(body, charset, "format");
        }
        Wire.need(body, 1 + 3 * Integer.BYTES, "sites");
        body.skipBytes(1);
        return new Sites(body.readIntLE() != 0, body.readIntLE(), body.readIntLE());
    }

    /** Writes the frame to {@code out}, which must be empty; returns it. */
    public ByteBuf encode(ByteBuf out, Charset charset, int msgVersion) {
        Wire.open(out, COMMAND, 0);
        server.write(out);
        out.setIntLE(29, isolation);
        out.setBoolean(51, longLobs);
        Wire.status(out, "", charset);
        Wire.write(out, server.instance(), charset);
        Wire.write(out, schema, charset);
        Wire.write(out, lastAddress, charset);
        Wire.write(out, lastTime, charset);
        out.writeIntLE(0); // failed attempts
        out.writeIntLE(0); // no login warning
        out.writeIntLE(-1); // no grace time running
        Wire.write(out, server.guid(), charset);
        Wire.write(out, server.database(), charset);
        out.writeLongLE(sessionId);
        out.writeZero(8); // not Oracle's formats, five formats kept, no proxy client, a skipped byte
        if (msgVersion >= WITH_SITES) {
            out.writeIntLE(server.sites().mpp() ? 1 : 0);
            out.writeIntLE(server.sites().most());
            out.writeIntLE(server.sites().dpcMode());
        }
        return Wire.close(out);
    }

    /** Writes a refusal to {@code out}, which must be empty; returns it. Source: session.md 10.1. */
    public static ByteBuf refuse(ByteBuf out, DmException error, Language language, Charset charset) {
        Wire.open(out, Command.LOGIN.code(), error.code());
        Wire.status(out, error.message(language), charset);
        return Wire.close(out);
    }
}
