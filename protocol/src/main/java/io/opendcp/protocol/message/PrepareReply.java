package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import java.util.List;

/**
 * What a compiled statement takes and gives (answer to a plain 5, and to 90). Source: {@code docs/protocol/statements.md} 3.2.
 *
 * @param command that of the request
 */
public record PrepareReply(
        Command command,
        int handle,
        StatementType type,
        List<Descriptor> parameters,
        List<Descriptor> columns,
        TransactionStatus transaction) {
    static final int TYPE = 20;
    static final int PARAMETERS = 22;
    static final int COLUMNS = 24;
    static final int TRANSACTION = 34;

    /** @param baseNames whether the statement's ALLOCATE promised base column names */
    public static PrepareReply decode(Frame frame, boolean baseNames, WireFormat format) {
        ByteBuf bytes = frame.content();
        ByteBuf body = frame.body();
        return new PrepareReply(
                frame.command(),
                frame.handle(),
                StatementType.of(Header.u16(bytes, TYPE)),
                DescriptorCodec.readParameters(body, Header.u16(bytes, PARAMETERS), format),
                DescriptorCodec.readColumns(body, Header.u16(bytes, COLUMNS), baseNames, format),
                TransactionStatus.of(Header.i32(bytes, TRANSACTION)));
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out, boolean baseNames, WireFormat format) {
        Header.open(out, command, handle, 0);
        Header.setU16(out, TYPE, type.code());
        Header.setU16(out, PARAMETERS, parameters.size());
        Header.setU16(out, COLUMNS, columns.size());
        Header.setI32(out, TRANSACTION, transaction.code());
        DescriptorCodec.writeParameters(out, parameters, format);
        DescriptorCodec.writeColumns(out, columns, baseNames, format);
        return Header.close(out);
    }
}
