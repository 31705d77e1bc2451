package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.SetIsolation;

/** Requests that the session answers itself, unless an EP holds something that they are about. */
final class SimpleRequests {
    private static final int LEAST_ISOLATION = -1;
    private static final int GREATEST_ISOLATION = 3;
    private static final int DEFAULT_ISOLATION = 1;

    private final Session session;
    private final Desk desk;
    private final ClientStatements statements;
    private final Cursors cursors;

    SimpleRequests(Session session, Desk desk, ClientStatements statements, Cursors cursors) {
        this.session = session;
        this.desk = desk;
        this.statements = statements;
        this.cursors = cursors;
    }

    void allocate(Errand next) {
        ClientStatement statement = statements.allocate();
        next.answer(new AllocateReply(statement.handle(), desk.baseNames()).encode(buffer()));
    }

    /** Harmless for any handle: drivers free one twice, and free what was never used. */
    void free(Errand next) {
        ClientStatement statement = statements.find(next.handle());
        if (statement != null && statement.privateOnEp()) {
            cursors.relay(next, statement); // the EP frees its handle; ours goes when it has answered
            return;
        }
        if (statement != null) {
            statements.remove(statement);
            session.holding().unbind(statement);
        }
        done(next);
    }

    void close(Errand next) {
        ClientStatement statement = statements.find(next.handle());
        if (statement != null) {
            statement.lobs(false);
        }
        if (statement != null && statement.cursorOpen()) {
            cursors.relay(next, statement);
        } else {
            if (statement != null) {
                statement.rows(null);
            }
            done(next);
        }
    }

    void endTransaction(Errand next) {
        if (session.holding().transactionOpen()) {
            cursors.relay(next, null);
        } else {
            done(next);
        }
    }

    void isolation(Errand next) {
        int level = SetIsolation.decode(new Frame(next.frame())).level();
        if (level < LEAST_ISOLATION || level > GREATEST_ISOLATION) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, level);
        }
        if (session.seat().backend() != null) {
            cursors.relay(next, null); // it must hold there too, and the EP knows whether it may be changed now
            return;
        }
        Holding holding = session.holding();
        int wanted = level == LEAST_ISOLATION ? DEFAULT_ISOLATION : level;
        holding.settingsWanted(holding.settings().withIsolation(wanted));
        done(next);
    }

    void done(Errand next) {
        next.answer(new EmptyReply(next.command(), next.handle(), 0).encode(buffer()));
    }

    private ByteBuf buffer() {
        return session.replies().allocator().buffer();
    }
}
