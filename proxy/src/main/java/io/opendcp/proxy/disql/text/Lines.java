package io.opendcp.proxy.disql.text;

import org.jspecify.annotations.Nullable;

/** Where lines come from: a terminal, a pipe, a script. */
public interface Lines {
    /**
     * The next line, null at the end.
     *
     * @throws Discarded when the person wants to begin anew
     */
    @Nullable
    String read(String prompt);

    /** What was typed so far is not wanted (Ctrl-C). */
    final class Discarded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Discarded() {
            super(null, null, false, false);
        }
    }
}
