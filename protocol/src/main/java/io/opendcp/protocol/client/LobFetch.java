package io.opendcp.protocol.client;

import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.LobPosition;
import io.opendcp.protocol.message.ReadLob;
import io.opendcp.protocol.message.ReadLobReply;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.WireFormat;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads LOBs that were sent as locators, and puts their values in the locators' places in rows. */
final class LobFetch {
    /** Bytes or characters asked for at a time: what the official driver asks for. */
    private static final int PIECE = 16_000;

    private final List<Descriptor> columns;
    private final List<@Nullable Object[]> rows;
    private final int longest;
    private final WireFormat format;
    private int row;
    private int column;
    private long offset;
    private LobPosition position = new LobPosition(0, 0, 0);
    private ByteArrayOutputStream read = new ByteArrayOutputStream();

    /** @param longest more bytes of one LOB end the connection */
    LobFetch(List<Descriptor> columns, List<@Nullable Object[]> rows, int longest, WireFormat format) {
        this.columns = columns;
        this.rows = rows;
        this.longest = longest;
        this.format = format;
    }

    /** The next request; {@code null} if all are read. */
    @Nullable
    ReadLob next() {
        for (; row < rows.size(); row++, column = 0) {
            for (; column < columns.size(); column++) {
                if (rows.get(row)[column] instanceof LobLocator locator) {
                    return request(locator);
                }
            }
        }
        return null;
    }

    private ReadLob request(LobLocator locator) {
        if (offset == 0) {
            position =
                    new LobPosition(locator.address().file(), locator.address().page(), 0);
        }
        return new ReadLob(
                true, text(), locator.address(), locator.owner(), position, offset, PIECE, locator.freePage());
    }

    private boolean text() {
        return columns.get(column).spec().type() == DmType.CLOB;
    }

    /** The answer to it. */
    void reply(Frame frame) {
        ReadLobReply reply = ReadLobReply.decode(frame, format);
        byte[] data = new byte[reply.data().remaining()];
        reply.data().duplicate().get(data);
        if (data.length > longest - read.size()) {
            throw new ProtocolException("a LOB of more than " + longest + " bytes");
        }
        read.writeBytes(data);
        position = reply.position();
        boolean counted = text() && reply.characters() != ReadLobReply.NOT_COUNTED;
        offset += counted ? reply.characters() : text() ? new String(data, format.charset()).length() : data.length;
        if (reply.end() || data.length == 0) {
            Object value = text() ? read.toString(format.charset()) : read.toByteArray();
            rows.get(row)[column] = value;
            read = new ByteArrayOutputStream();
            offset = 0;
        }
    }
}
