package io.opendcp.proxy.management;

import io.opendcp.protocol.server.SqlSession.Completion;
import java.time.Duration;

/** SP_DCP_PAUSE and SP_DCP_RESUME, ours: new transactions wait for a while. {@code docs/management.md}. */
final class PauseProcedures {
    private static final int MOST_SECONDS = 86_400;
    private static final int NAME = 128;

    private PauseProcedures() {}

    /** {@code (SECONDS)}; answered when no transaction is under way any more. */
    static void pause(ManagementSession session, Arguments arguments, Completion completion) {
        Duration within = Duration.ofSeconds(arguments.exactly(1).number(0, 1, MOST_SECONDS));
        session.office().state().pause().begin(session.user(), within, refusal -> {
            if (refusal == null) {
                completion.done(Procedures.done());
            } else {
                completion.failed(refusal);
            }
        });
    }

    /** {@code ()} ends one's own, {@code (OWNER)} somebody else's. */
    static void resume(ManagementSession session, Arguments arguments, Completion completion) {
        boolean named = arguments.count() == 1;
        String owner = named ? arguments.text(0, NAME) : session.user();
        arguments.exactly(named ? 1 : 0);
        session.office().state().pause().resume(owner);
        completion.done(Procedures.done());
    }
}
