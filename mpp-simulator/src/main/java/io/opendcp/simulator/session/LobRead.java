package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.simulator.catalog.TableDef;
import java.util.List;
import java.util.Set;
import org.h2.value.Value;

/** Reading a LOB of a table. It begins no transaction: nothing that it answers with would tell the client of one. */
final class LobRead extends LobStatement {
    LobRead(LobOwner owner, long id) {
        super("READ", StatementType.SELECT, owner, id);
    }

    @Override
    Part part() {
        return Part.NONE;
    }

    @Override
    Effect run(EpSession session, List<Value> parameters, Limits limits) {
        TableDef table = table(session);
        session.compiler().rights().requireSelect(Set.of(table.name()));
        becomes(current(session, table, site(session, table), false));
        return Effect.NOTHING;
    }
}
