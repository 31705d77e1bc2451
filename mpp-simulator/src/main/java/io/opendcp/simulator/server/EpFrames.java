package io.opendcp.simulator.server;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.distribution.DistributionReply;
import io.opendcp.protocol.distribution.DistributionRequest;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.Replies;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import java.util.List;
import java.util.Objects;

/** A session's frames on an EP: the statement kit's, and message 112, which only EPs of an MPP answer. */
final class EpFrames implements FrameSession {
    private final FrameSession statements;
    private final Ep ep;
    private final WireFormat format;
    private final Replies replies;

    EpFrames(FrameSession statements, Ep ep, WireFormat format, Replies replies) {
        this.statements = statements;
        this.ep = ep;
        this.format = format;
        this.replies = replies;
    }

    @Override
    public void onFrame(Frame frame) {
        if (frame.command() != Command.TABLE_DISTRIBUTION) {
            statements.onFrame(frame);
            return;
        }
        try {
            replies.send(distribution(frame));
        } finally {
            frame.release();
        }
    }

    private ByteBuf distribution(Frame frame) {
        ByteBuf out = replies.allocator().buffer();
        try {
            DistributionRequest asked = DistributionRequest.decode(frame.body(), format.charset());
            DistributionReply reply = ep.distributionOf(asked.schema(), asked.table())
                    .map(this::reply)
                    .orElse(DistributionReply.keyless(List.of(), DistributionReply.NONE));
            Header.open(out, Command.TABLE_DISTRIBUTION, frame.handle(), 0);
            reply.encode(out, format.charset());
            return Header.close(out);
        } catch (ProtocolException e) {
            ErrorReply error = new ErrorReply(
                    Command.TABLE_DISTRIBUTION,
                    frame.handle(),
                    ErrorReply.Layout.OTHER,
                    ErrorCode.BAD_MESSAGE.code(),
                    ErrorCode.BAD_MESSAGE.text(format.language()).formatted(e.getMessage()),
                    TransactionStatus.NONE);
            return error.encode(out, format);
        }
    }

    /** FULLY has no known number; it is told as not distributed, and the dictionary has the word for it. */
    private DistributionReply reply(TableDistribution table) {
        return switch (table.kind()) {
            case HASH -> DistributionReply.hash(eps(), table.keys(), Objects.requireNonNull(table.map()));
            case RANDOM -> DistributionReply.keyless(eps(), DistributionReply.RANDOM);
            case FULLY, RANGE, LIST, LOCAL -> DistributionReply.keyless(eps(), DistributionReply.NONE);
        };
    }

    private List<DistributionReply.Ep> eps() {
        return ep.members().stream()
                .map(each -> new DistributionReply.Ep(each.epno(), host(each), each.instancePort()))
                .toList();
    }

    private static String host(EpSpec each) {
        return each.instanceHost().isEmpty() ? each.malHost() : each.instanceHost();
    }

    @Override
    public void onWritable(boolean writable) {
        statements.onWritable(writable);
    }

    @Override
    public void onClosed() {
        statements.onClosed();
    }
}
