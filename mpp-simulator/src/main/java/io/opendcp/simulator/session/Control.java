package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.Collections;
import java.util.List;
import org.h2.value.Value;

/** A statement about the session or its transaction, or a call. */
final class Control extends Compiled {
    /** What it does. */
    @FunctionalInterface
    interface Work {
        Effect run(EpSession session, List<Value> parameters);
    }

    private final Part part;
    private final int parameters;
    private final Work work;

    Control(String text, StatementType type, Part part, int parameters, Work work) {
        super(text, type);
        this.part = part;
        this.parameters = parameters;
        this.work = work;
    }

    /** Something outside transactions and without parameters. */
    static Control of(String text, StatementType type, Work work) {
        return new Control(text, type, Part.NONE, 0, work);
    }

    @Override
    Part part() {
        return part;
    }

    @Override
    public List<Descriptor> parameters() {
        return Collections.nCopies(parameters, Descriptor.parameter(new TypeSpec(DmType.VARCHAR, 32767, 0)));
    }

    @Override
    Effect run(EpSession session, List<Value> values, Limits limits) {
        return work.run(session, values);
    }
}
