package io.opendcp.proxy.management;

import io.opendcp.protocol.statement.Descriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view of the management port, as the dictionary tells of it.
 *
 * @param id its number in SYSOBJECTS
 * @param columns those that SELECT * shows
 * @param standards default values, one a column
 * @param local what it was made from; null for those of the DCP's own
 */
record Relation(
        int id,
        String schema,
        String name,
        List<Descriptor> columns,
        List<@Nullable String> standards,
        @Nullable LocalTable local) {
    /** SYSOBJECTS.SUBTYPE$. */
    String subtype() {
        return local != null ? "UTAB" : name.startsWith("SYS") ? "STAB" : "VIEW";
    }
}
