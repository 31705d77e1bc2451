package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.StatementType;
import java.util.List;
import java.util.function.Consumer;
import org.h2.value.Value;

/** DDL: commits what is open, is done on all databases or on none, and commits itself. */
final class Definition extends Compiled {
    private final Consumer<EpSession> work;

    /**
     * @param work checks rights and names, then does it; run when the statement is
     */
    Definition(String text, StatementType type, Consumer<EpSession> work) {
        super(text, type);
        this.work = work;
    }

    @Override
    Part part() {
        return Part.COMMITS;
    }

    @Override
    Effect run(EpSession session, List<Value> values, Limits limits) {
        Targets.requireWritable(session);
        if (session.reach().isLocal()
                && session.cluster().eps().size() > 1
                && !session.settings().localDdl()) {
            throw DmException.of(ErrorCode.LOCAL_DDL);
        }
        if (!session.reach().isLocal()) {
            session.running().reaches(session.cluster().eps().keySet());
        }
        session.cluster().eps().values().forEach(ep -> ep.disk().require());
        work.accept(session);
        return Effect.NOTHING;
    }
}
