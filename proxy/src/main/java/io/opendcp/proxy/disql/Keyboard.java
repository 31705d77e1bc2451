package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Lines;
import org.jspecify.annotations.Nullable;

/** Where the person's lines come from. */
interface Keyboard extends Lines, AutoCloseable {
    /** A line that is not shown while it is typed; null at the end. */
    @Nullable
    String secret(String prompt);

    /** Whether a person sits at it, who can be asked again. */
    boolean interactive();

    @Override
    void close();
}
