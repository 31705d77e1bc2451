package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.LobScan;
import io.opendcp.protocol.message.LobView;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.WireFormat;

/** Replaces the ids of LOBs in a reply by those that clients are told, {@link LobMark}. */
final class LobMarking implements LobScan.Found {
    private static final int IN_ROW = 1;
    private final ClientStatement statement;
    private final Holding holding;
    private final int epno;
    private final WireFormat format;

    /**
     * @param statement whose rows or values they are
     * @param epno of the EP that answers
     */
    LobMarking(ClientStatement statement, Holding holding, int epno, WireFormat format) {
        this.statement = statement;
        this.holding = holding;
        this.epno = epno;
        this.format = format;
    }

    @Override
    public void locator(ByteBuf bytes, int at, boolean ofTable) {
        long id = LobLocator.id(bytes, at);
        boolean shared = ofTable || LobLocator.table(bytes, at, format) > 0;
        boolean inRow = bytes.getByte(at) == IN_ROW;
        if (inRow && !shared) {
            return; // all of it is here, and nobody else has it
        }
        LobLocator.setId(bytes, at, LobMark.told(epno, shared ? 0 : holding.loan(), id, holding.lobNumbers()));
        if (!shared) {
            holding.onLobs(statement);
        }
    }

    /** The answer to a change of {@code lob} names the LOB too, and perhaps another one than before. */
    static void written(Command command, ByteBuf reply, LobMark lob, LobNumbers numbers, WireFormat format) {
        if (command == Command.WRITE_LOB) {
            long id = LobView.writtenId(reply);
            LobView.setWrittenId(reply, LobMark.told(lob.epno(), lob.loan(), id, numbers));
        } else {
            long id = LobView.truncatedId(reply, format);
            LobView.setTruncatedId(reply, LobMark.told(lob.epno(), lob.loan(), id, numbers), format);
        }
    }
}
