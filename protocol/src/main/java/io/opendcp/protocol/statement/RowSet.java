package io.opendcp.protocol.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A complete result set in memory: each row has one value per column, of the column type's Java class. */
public record RowSet(List<Descriptor> columns, List<@Nullable Object[]> rows) {}
