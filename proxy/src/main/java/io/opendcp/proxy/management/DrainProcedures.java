package io.opendcp.proxy.management;

import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.proxy.session.DrainOrder;
import io.opendcp.proxy.session.Followers;
import io.opendcp.proxy.session.Peer;
import java.time.Duration;
import java.util.List;

/** SP_DCP_DRAIN and SP_DCP_CLEAR_DRAIN, ours: before a DCP is stopped. {@code docs/management.md}. */
final class DrainProcedures {
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_CHARACTERS = 8000;

    private DrainProcedures() {}

    /** {@code (SECONDS)} or {@code (SECONDS, PEERS, FOLLOWERS)}. */
    static void drain(ManagementSession session, Arguments arguments, Completion completion) {
        boolean moving = arguments.count() == 3;
        arguments.exactly(moving ? 3 : 1);
        Duration within = Duration.ofSeconds(arguments.number(0, 0, MOST_SECONDS));
        List<Peer> peers = moving ? Peer.list(arguments.text(1, MOST_CHARACTERS)) : List.of();
        Followers followers = moving ? Followers.of(arguments.text(2, MOST_CHARACTERS)) : Followers.NONE;
        session.office().state().drain().begin(new DrainOrder(within, peers, followers), refusal -> {
            if (refusal == null) {
                completion.done(Procedures.done());
            } else {
                completion.failed(refusal);
            }
        });
    }

    static void clear(ManagementSession session, Arguments arguments, Completion completion) {
        arguments.exactly(0);
        session.office().state().drain().clear();
        completion.done(Procedures.done());
    }
}
