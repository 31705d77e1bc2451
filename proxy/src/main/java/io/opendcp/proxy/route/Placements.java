package io.opendcp.proxy.route;

import io.opendcp.protocol.distribution.TableDistribution;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows how tables are distributed, or finds out. Called on one event loop, and answers there. */
public interface Placements {
    /**
     * @param told is given the distribution, or null if it is not known; before this returns, or later
     */
    void find(String schema, String table, Consumer<@Nullable TableDistribution> told);

    /** What was learned of a table may be wrong now. There need not be a table of that name. */
    void forget(String schema, String table);

    /** What was learned of any table may be wrong now. */
    void forgetAll();
}
