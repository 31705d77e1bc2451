package io.opendcp.proxy.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.Replies;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An EP that answers each statement with the same frame, at once. */
final class CannedEp implements Door {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 128, 0);

    /** The port that the cluster's views say. */
    volatile int port;

    @Override
    public StartupTerms terms() {
        return StartupTerms.OURS;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        ServerState state = ServerState.open("EP01", new Sites(true, 2, 0));
        byte[] row = frame(visit.format(), List.of(Descriptor.column("C", INTEGER)), new @Nullable Object[] {7});
        visit.accept(
                new LoginReply(state, 1, true, "APP", "", "", 1), replies -> new Canned(visit.format(), row, replies));
    }

    @Override
    public void onDefect(Throwable defect) {
        throw new AssertionError(defect);
    }

    private static byte[] frame(WireFormat format, List<Descriptor> columns, @Nullable Object[] row) {
        Outcome outcome = Outcome.rows(
                StatementType.SELECT, new RowSet(columns, Collections.singletonList(row)), TransactionStatus.NONE);
        ByteBuf out = ExecuteReply.of(Command.PREPARE, 0, 1, outcome)
                .encode(Unpooled.buffer(), 32_640, ReplyContext.plain(true), format);
        return ByteBufUtil.getBytes(out);
    }

    private final class Canned implements FrameSession {
        private final WireFormat format;
        private final byte[] row;
        private final Replies replies;

        Canned(WireFormat format, byte[] row, Replies replies) {
            this.format = format;
            this.row = row;
            this.replies = replies;
        }

        @Override
        public void onFrame(Frame frame) {
            ByteBuf out = replies.allocator().buffer(256);
            switch (frame.command()) {
                case ALLOCATE_STATEMENT -> new AllocateReply(1, true).encode(out);
                case PREPARE -> answer(frame, out);
                default -> new EmptyReply(frame.command(), frame.handle(), 0).encode(out);
            }
            frame.release();
            replies.send(out);
        }

        private void answer(Frame frame, ByteBuf out) {
            if (PrepareView.sql(frame.content(), format).contains("V$MPP_CFG_ITEM")) {
                List<Descriptor> columns = List.of(
                        Descriptor.column("NAME", TEXT),
                        Descriptor.column("EPNO", INTEGER),
                        Descriptor.column("HOST", TEXT),
                        Descriptor.column("PORT", INTEGER));
                out.writeBytes(frame(format, columns, new @Nullable Object[] {"EP01", 0, "127.0.0.1", port}));
            } else {
                out.writeBytes(row);
            }
            Header.rehandle(out, frame.handle());
        }

        @Override
        public void onClosed() {}
    }
}
