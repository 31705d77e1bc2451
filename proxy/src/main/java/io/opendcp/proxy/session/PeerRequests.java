package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;

/**
 * Answers what peers ask. A peer is whoever has logged in as SYSDCPLOGIN, which is what all DCPs of an MPP know; a cancel
 * is for this DCP's sessions only, so that it never goes round.
 */
final class PeerRequests {
    private final Session session;
    private final Desk desk;
    private final OtherSessions others;

    PeerRequests(Session session, Desk desk, OtherSessions others) {
        this.session = session;
        this.desk = desk;
        this.others = others;
    }

    /** @throws DmException if it is no peer that asks, or no question of a peer's */
    void call(Errand errand) {
        Object asked =
                Fate.compiles(errand) || !desk.isPeer(session.client().kind().user())
                        ? null
                        : PeerText.read(errand.sql);
        if (asked instanceof PeerText.State state) {
            others.answer(
                    errand,
                    Outcome.rows(
                            StatementType.SELECT,
                            PeerText.row(desk.name(), desk.peers().knowledge().with(state.theirs())),
                            session.holding().status()));
        } else if (asked instanceof PeerText.Cancel cancel) {
            others.act(errand, cancel.id(), cancel.user(), cancel.close());
        } else {
            throw DmException.of(ErrorCode.NOT_THROUGH_DCP, "SP_DCP_*, SYSDCP*, V$DCP*");
        }
    }
}
