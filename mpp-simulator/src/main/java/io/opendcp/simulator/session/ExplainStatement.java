package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.StatementType;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.store.Rows;
import java.util.List;
import org.h2.value.Value;

/** EXPLAIN: H2's plan in the workspace. The text is H2's, not DM's tree of operators. */
final class ExplainStatement extends Compiled {
    private final String h2;

    ExplainStatement(EpSession session, String original, Text text) {
        super(original, StatementType.EXPLAIN);
        text.expect("EXPLAIN");
        text.accept("FOR");
        String explained = text.sourceInPlace(text.position());
        // Compiling it checks names and rights.
        session.compiler().compile(explained);
        h2 = session.compiler().rewritten(explained).h2();
    }

    @Override
    Part part() {
        return Part.NONE;
    }

    @Override
    Effect run(EpSession session, List<Value> values, Limits limits) {
        Rows rows = session.sites().workspace().query("EXPLAIN " + h2);
        return Effect.detail(rows.rows().get(0).get(0).getString());
    }
}
