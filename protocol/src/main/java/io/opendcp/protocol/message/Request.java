package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.type.WireFormat;

/**
 * What a client asks once it is logged in, of the statement half. Each is read from a whole frame and written as one;
 * XA is not among them yet. Source: {@code docs/protocol/statements.md} 1, 2, 7.3, 8 and 9.
 */
public sealed interface Request
        permits Allocate,
                CloseCursor,
                Commit,
                Execute,
                ExecuteDirect,
                Fetch,
                Free,
                GetLobs,
                LobLength,
                MoreResults,
                PreExecute,
                Prepare,
                PutData,
                PutData2,
                ReadLob,
                Rollback,
                SetCursorName,
                SetIsolation,
                TruncateLob,
                WriteLob {

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    ByteBuf encode(ByteBuf out, WireFormat format);
}
