package io.opendcp.proxy.session;

import io.opendcp.protocol.message.BindReader;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Knows texts, and where they should run. */
public interface Guide {
    /** An EP number that means "any EP". */
    int ANY = -1;

    TextFacts facts(String sql);

    /**
     * Tells the EP that holds what the text is about, {@link #ANY} if no single one is known to; at once or later, on
     * the same loop. {@code binds} is used only until this method returns.
     *
     * @param schema the session's current one
     */
    void route(String sql, @Nullable BindReader binds, String schema, IntConsumer told);

    /** A DDL statement has run in {@code schema}: what was learned about tables may be wrong now. */
    void onDdl(String sql, String schema);
}
