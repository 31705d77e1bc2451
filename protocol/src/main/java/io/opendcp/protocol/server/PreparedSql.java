package io.opendcp.protocol.server;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.StatementType;
import java.util.List;

/** A compiled statement. Its implementation belongs to the {@link SqlSession} that made it. */
public interface PreparedSql {
    StatementType type();

    /** One per {@code ?}; a type that could not be told is VARCHAR, and clients may bind another. */
    List<Descriptor> parameters();

    /** Result columns; empty for what returns no rows. */
    List<Descriptor> columns();
}
