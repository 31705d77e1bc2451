package io.opendcp.simulation;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import java.util.List;

/**
 * A text with ? in it that a client has prepared on its connection, under a handle of its own.
 *
 * @param reply what it takes and gives
 */
record PreparedText(AllocateReply handle, PrepareReply reply) {
    private static final int INTEGER_BYTES = 4;
    private static final int TEXT_BYTES = 1000;

    /** @param values numbers of 32 bits, and texts */
    ByteBuf execute(ByteBuf out, List<?> values, boolean autoCommit, WireFormat format) {
        List<Declaration> declared =
                values.stream().map(PreparedText::declaration).toList();
        Binds binds = new Binds(declared, List.of(new Object[][] {values.toArray()}));
        return new Execute(handle.handle(), ExecuteOptions.plain(autoCommit), KeyRequest.NONE, binds)
                .encode(out, format);
    }

    private static Declaration declaration(Object value) {
        return Declaration.in(
                value instanceof Integer
                        ? new TypeSpec(DmType.INTEGER, INTEGER_BYTES, 0)
                        : new TypeSpec(DmType.VARCHAR, TEXT_BYTES, 0));
    }

    /** With the rows that come at once. */
    Outcome outcome(Frame frame, WireFormat format) {
        ReplyContext context = new ReplyContext(handle.baseNames(), List.of(), KeyRequest.NONE, reply.columns());
        return ExecuteReply.decode(frame, context, format).outcome();
    }
}
