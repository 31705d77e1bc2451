package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import java.nio.charset.Charset;

/** The few frames that the proxy makes itself, to clients and to EPs. */
final class OwnFrames {
    private static final int TYPE = 20;

    private OwnFrames() {}

    /** A frame without a body. */
    static ByteBuf empty(ByteBufAllocator allocator, Command command, int handle) {
        ByteBuf out = open(allocator, command, handle, 0);
        Header.seal(out);
        return out;
    }

    /** The answer to a procedure that the proxy ran itself. */
    static ByteBuf called(ByteBufAllocator allocator, Command command, int handle, boolean transactionOpen) {
        ByteBuf out = open(allocator, command, handle, 0);
        out.setShortLE(TYPE, StatementType.CALL.code());
        ReplyView.status(out, status(transactionOpen));
        Header.seal(out);
        return out;
    }

    /** An error, with the transaction's state where execute replies have it. Source: session.md 10. */
    static ByteBuf error(
            ByteBufAllocator allocator,
            Command command,
            int handle,
            DmException error,
            WireFormat format,
            int transactionStatus) {
        ByteBuf out = open(allocator, command, handle, error.code());
        ReplyView.status(out, transactionStatus);
        byte[] text = error.message(format.language()).getBytes(format.charset());
        out.writeZero(3 * Integer.BYTES).writeIntLE(text.length).writeBytes(text);
        return sealed(out);
    }

    /** A text to be executed at once, committing only if nothing is open: our own settings. */
    static ByteBuf direct(ByteBufAllocator allocator, int handle, String sql, Charset charset) {
        ByteBuf out = open(allocator, Command.PREPARE, handle, 0);
        out.setByte(20, 1); // auto-commit
        out.setByte(21, 1); // direct
        out.setByte(23, 1); // forward-only
        out.setLongLE(27, Long.MAX_VALUE); // max rows
        out.setByte(45, 1); // inner
        out.writeBytes(sql.getBytes(charset)).writeByte(0);
        return sealed(out);
    }

    /** SET ISOLATION. */
    static ByteBuf isolation(ByteBufAllocator allocator, int level) {
        ByteBuf out = open(allocator, Command.SET_ISOLATION, 0, 0);
        out.setIntLE(20, level);
        return sealed(out);
    }

    static int status(boolean transactionOpen) {
        return (transactionOpen ? TransactionStatus.OPEN : TransactionStatus.NONE).code();
    }

    private static ByteBuf open(ByteBufAllocator allocator, Command command, int handle, int code) {
        ByteBuf out = allocator.buffer(Header.LENGTH).writeZero(Header.LENGTH);
        out.setIntLE(0, handle);
        out.setShortLE(4, command.code());
        out.setIntLE(10, code);
        return out;
    }

    private static ByteBuf sealed(ByteBuf out) {
        out.setIntLE(6, out.readableBytes() - Header.LENGTH);
        Header.seal(out);
        return out;
    }
}
