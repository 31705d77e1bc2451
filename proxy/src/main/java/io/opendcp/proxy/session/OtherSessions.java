package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.message.BindReader;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import org.jspecify.annotations.Nullable;

/**
 * {@code SP_CANCEL_SESSION_OPERATION} and {@code SP_CLOSE_SESSION}: the session ids that clients know are the proxy's, so
 * no EP can be asked; a driver's cancel comes on a connection of its own, perhaps to another DCP. Source: {@code docs/protocol/session.md} 11.
 */
final class OtherSessions {
    private static final int ROOM = 32_640;
    private static final String ADMINISTRATOR = "SYSDBA";

    private final Session session;
    private final Desk desk;

    OtherSessions(Session session, Desk desk) {
        this.session = session;
        this.desk = desk;
    }

    /**
     * Does what {@code errand} asks for, here or at the DCP whose session it is, and answers it.
     *
     * @throws DmException if there is no such session, or it is another user's
     */
    void call(Errand errand, @Nullable BindReader binds) {
        long id = argument(errand, binds);
        String user = session.client().kind().user();
        boolean close = errand.facts.kind() == TextFacts.Kind.CLOSE_SESSION;
        if (desk.sessions().with(id) != null) {
            act(errand, id, user, close);
            return;
        }
        desk.peers()
                .cancel(
                        id,
                        user,
                        close,
                        error -> session.later(() -> {
                            if (error == null) {
                                answer(errand);
                            } else {
                                session.fail(errand, error);
                            }
                        }));
    }

    /**
     * Does it to one of this DCP's sessions.
     *
     * @param user who wants it
     * @throws DmException if there is no such session, or it is another user's
     */
    void act(Errand errand, long id, String user, boolean close) {
        Session other = desk.sessions().with(id);
        if (other == null) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, id);
        }
        if (!user.equals(ADMINISTRATOR) && !user.equals(other.client().kind().user())) {
            throw DmException.of(ErrorCode.NO_EXECUTE_RIGHT, "SP_CANCEL_SESSION_OPERATION, SP_CLOSE_SESSION");
        }
        if (close) {
            answer(errand);
            other.end();
        } else {
            other.cancel(() -> answer(errand));
        }
    }

    private static long argument(Errand errand, @Nullable BindReader binds) {
        Object bound = binds == null || binds.rows() == 0 || binds.parameters() == 0 ? null : binds.value(0, 0);
        return bound instanceof Number number ? number.longValue() : errand.facts.argument();
    }

    private void answer(Errand errand) {
        answer(errand, Outcome.done(StatementType.CALL, session.holding().status()));
    }

    void answer(Errand errand, Outcome outcome) {
        if (errand.over()) {
            return;
        }
        errand.answer(ExecuteReply.of(errand.command(), errand.handle(), 0, outcome)
                .encode(
                        session.replies().allocator().buffer(),
                        ROOM,
                        ReplyContext.plain(desk.baseNames()),
                        session.client().format()));
    }
}
