package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.LobColumns;
import io.opendcp.protocol.message.LobScan;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import io.opendcp.proxy.pool.ReplyTaker;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what is left of a session's result sets where nothing else keeps its connection, so that this is free for others
 * before the client has read all. One FETCH after the other, as far as there is room; when the client wants the EP itself, it
 * waits for the answer to one.
 */
final class ReadAhead implements ReplyTaker {
    private final Session session;
    private final Desk desk;
    private final Holding holding;
    private final Interlude interlude;
    private final RowMemory.Share memory;
    private @Nullable ClientStatement reading;
    private @Nullable Backend asked;
    /** A message that comes in pieces, as far as it has come. */
    private @Nullable ByteBuf pieces;

    ReadAhead(Session session, Desk desk, Holding holding) {
        this.session = session;
        this.desk = desk;
        this.holding = holding;
        interlude = holding.interlude();
        memory = desk.sessions().rowMemory().new Share();
    }

    /** The memory that this session's rows take. */
    RowMemory.Share memory() {
        return memory;
    }

    /** Whether an EP is being asked. */
    boolean underWay() {
        return reading != null;
    }

    /** Begins, if only rows keep the connection and there is room for some; returns whether an EP is being asked now. */
    boolean begin() {
        if (!underWay() && holding.bonds().equals(EnumSet.of(Bond.ROWS))) {
            next(true);
        }
        return underWay();
    }

    /** Asks for more, if that is of use; returns whether it did. */
    private boolean next(boolean first) {
        Backend backend = holding.backend();
        ClientStatement statement = backend == null ? null : holding.continues();
        RowsLeft rows = statement == null ? null : statement.rows();
        EpStatement ep = statement == null ? null : statement.ep();
        Fetch fetch = rows == null || ep == null ? null : rows.fetch(ep.handle(), memory.left(desk.limits()));
        if (backend == null || fetch == null) {
            return false;
        }
        if (first) {
            interlude.begin();
        }
        reading = statement;
        asked = backend;
        backend.ask(fetch.encode(backend.allocator().buffer(), session.client().format()), this);
        return true;
    }

    @Override
    public void onReply(Frame frame) {
        try {
            Trailer.cut(frame);
            if (frame.whole()) {
                answered(ByteBufUtil.getBytes(frame.content()));
            } else {
                begins(frame);
            }
        } finally {
            frame.release();
        }
    }

    /** A row longer than messages are: it is kept if there is room for it. */
    private void begins(Frame frame) {
        int length = frame.content().readableBytes() + frame.following();
        if (memory.fits(length, desk.limits())) {
            pieces = Unpooled.buffer(length).writeBytes(frame.content().duplicate());
            return;
        }
        ClientStatement statement = reading;
        if (statement != null) {
            long most = desk.limits().readAheadTotal() >> 20;
            statement.rowsGone(DmException.of(ErrorCode.LIMIT, "DCP_RESULT_MEMORY", most + " MB"));
        }
        if (asked != null) {
            asked.close();
        }
    }

    @Override
    public void onReplyChunk(FrameChunk chunk) {
        ByteBuf message = pieces;
        if (message != null) {
            message.writeBytes(chunk.content());
        }
        chunk.release();
        if (chunk.last() && message != null) {
            pieces = null;
            answered(ByteBufUtil.getBytes(message, 0, message.readableBytes(), false));
        } else if (chunk.last()) {
            onLost();
        }
    }

    private void answered(byte[] bytes) {
        Backend backend = holding.backend();
        ClientStatement statement = reading;
        RowsLeft rows = statement == null ? null : statement.rows();
        if (statement == null || rows == null || backend == null || backend != asked) {
            onLost(); // the session has left, or its time was up
            return;
        }
        ByteBuf frame = Unpooled.wrappedBuffer(bytes);
        int code = ReplyView.code(frame);
        if (Trouble.refuses(code)) {
            desk.room().refused(backend.epno(), backend.login().server().instance(), refusal(frame));
            onLost();
            return;
        }
        Errand waits = session.errand();
        if (code == ErrorCode.SWITCH_EP.code()) {
            statement.rowsGone(DmException.of(ErrorCode.NOT_MOVED));
        } else if (code < 0 && waits != null && waits.stopped()) {
            rows.fails(); // as it was told to, and who waits is told
        } else {
            if (code >= 0) {
                mark(frame, statement, backend);
            }
            rows.add(bytes, frame);
            EpStatement ep = statement.ep();
            if (ep != null) {
                ep.cursorOpen(!rows.ended());
            }
        }
        if (interlude.waits() || !next(false)) {
            end();
        }
    }

    /** LOBs get the ids that clients are told. */
    private void mark(ByteBuf frame, ClientStatement statement, Backend from) {
        LobColumns lobs = statement.lobColumns();
        if (lobs.any()) {
            WireFormat format = session.client().format();
            LobMarking marking = new LobMarking(statement, holding, from.epno(), format);
            LobScan.fetched(frame, lobs, format, marking).pass(frame, true); // the same bytes: none are held back
        }
    }

    private DmException refusal(ByteBuf frame) {
        ErrorReply reply = ErrorReply.decode(
                new Frame(frame), ErrorReply.Layout.OTHER, session.client().format());
        return DmException.relayed(reply.code(), reply.message());
    }

    @Override
    public void onLost() {
        if (!underWay()) {
            return;
        }
        Backend lost = holding.backend();
        pieces = null;
        if (lost != null && lost == asked) {
            desk.onBackendLost(lost.epno());
            holding.onLost();
        }
        end();
    }

    /** Whoever waits goes on, where nothing ties him any more on any EP. */
    private void end() {
        reading = null;
        asked = null;
        Runnable waited = interlude.end();
        if (session.gone()) {
            return;
        }
        if (waited != null) {
            holding.release();
            waited.run();
        } else if (!session.busy() && !interlude.open()) {
            session.rest(null);
        }
    }
}
