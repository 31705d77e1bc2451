package io.opendcp.protocol.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete result set in memory: each row has one value per column, of the column type's Java class. A BLOB or CLOB may
 * also be a {@link io.opendcp.protocol.type.TableLob}, or the {@link io.opendcp.protocol.type.LobLocator} of data that are
 * out of the row.
 */
public record RowSet(List<Descriptor> columns, List<@Nullable Object[]> rows) {}
