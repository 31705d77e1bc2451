package io.opendcp.proxy.session;

import io.netty.buffer.ByteBufAllocator;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests about what one EP has already: cursors, their names, values that were sent ahead. */
final class Cursors {
    private final Session session;
    private final Seat seat;
    private final Running running;

    Cursors(Session session, Seat seat, Running running) {
        this.session = session;
        this.seat = seat;
        this.running = running;
    }

    /**
     * A cursor gets a name by which other statements may call it. That is state of one EP's session, so the connection is
     * kept from now on.
     */
    void name(Errand errand, ClientStatement statement) {
        if (seat.backend() != null && statement.ep() != null) {
            relay(errand, statement);
        } else {
            errand.statement = statement;
            running.anywhere(errand);
        }
    }

    /** Values that are sent ahead of their execution: all of it on one connection. */
    void stream(Errand errand, ClientStatement statement) {
        errand.statement = statement;
        Prepared prepared = statement.prepared();
        if (prepared == null || errand.command() != Command.PRE_EXECUTE && !statement.streaming()) {
            throw DmException.of(ErrorCode.UNKNOWN_HANDLE, Integer.toUnsignedString(errand.handle()));
        }
        errand.sql = prepared.sql();
        running.anywhere(errand);
    }

    /** What is asked of a cursor, where that is. */
    void onCursor(Errand errand, ClientStatement statement) {
        if (errand.command() == Command.FETCH && answeredHere(errand, statement)) {
            return;
        }
        DmException gone = statement.rowsGone();
        if (gone != null && errand.command() != Command.CLOSE_STATEMENT) {
            throw gone;
        }
        if (statement.ep() != null && seat.backend() != null) {
            relay(errand, statement);
            return;
        }
        if (errand.command() == Command.FETCH) {
            throw DmException.of(ErrorCode.INVALID_CURSOR_OPERATION);
        }
        int code = errand.command() == Command.MORE_RESULTS ? EmptyReply.NO_MORE_RESULTS : 0;
        errand.answer(new EmptyReply(errand.command(), errand.handle(), code)
                .encode(session.replies().allocator().buffer()));
    }

    /** Whether a FETCH is one for rows that have been read ahead. */
    static boolean here(Errand errand, @Nullable ClientStatement statement) {
        RowsLeft rows = statement == null ? null : statement.rows();
        return errand.command() == Command.FETCH
                && rows != null
                && Fetch.decode(new Frame(errand.frame())).resultSet() == 1
                && rows.answers(Fetch.decode(new Frame(errand.frame())).first());
    }

    private boolean answeredHere(Errand errand, ClientStatement statement) {
        RowsLeft rows = statement.rows();
        if (rows == null) {
            return false;
        }
        ByteBufAllocator allocator = session.replies().allocator();
        Fetch fetch = Fetch.decode(new Frame(errand.frame()));
        rows.wants(fetch.bufferKilobytes());
        if (here(errand, statement)) {
            errand.answer(rows.take(fetch.first(), errand.handle(), allocator));
            return true;
        }
        if (fetch.first() == Long.MAX_VALUE && rows.total() != ReplyView.UNKNOWN) {
            errand.answer(new FetchReply(errand.handle(), rows.total(), 0, List.of(), List.of())
                    .encode(allocator.buffer(), 0, session.client().format()));
            return true;
        }
        if (rows.any() && fetch.first() != Long.MAX_VALUE) {
            throw DmException.of(ErrorCode.INVALID_CURSOR_OPERATION); // neither the EP's place nor one of ours
        }
        return false;
    }

    /** Passes a request on to the connection that is held. */
    void relay(Errand errand, @Nullable ClientStatement statement) {
        errand.statement = statement;
        Backend backend = seat.backend();
        EpStatement ep = statement == null ? null : statement.ep();
        if (backend == null || statement != null && ep == null) {
            throw DmException.of(ErrorCode.INVALID_CURSOR_OPERATION);
        }
        errand.send(backend, ep == null ? 0 : ep.handle());
    }
}
