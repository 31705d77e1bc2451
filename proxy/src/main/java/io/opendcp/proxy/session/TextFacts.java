package io.opendcp.proxy.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a text before it is run.
 *
 * @param kind what it is to the proxy
 * @param argument session id of a cancel, 1 or 0 of read-only, else 0
 * @param repeatable whether it is proved to be a plain SELECT
 * @param traces what it may leave behind in its session on an EP
 */
public record TextFacts(Kind kind, long argument, boolean repeatable, Traces traces) {
    public TextFacts(Kind kind, long argument, boolean repeatable) {
        this(kind, argument, repeatable, Traces.NONE);
    }

    /**
     * @param tables temporary ones ON COMMIT PRESERVE ROWS that it names: their rows are its session's
     * @param empties the one of these that it drops or truncates, or null
     * @param current the schema that its session must be in for that to be so; null if the text says it
     * @param locks whether it is a SELECT ... FOR UPDATE
     */
    public record Traces(
            Set<String> tables,
            @Nullable String empties,
            @Nullable String current,
            boolean locks) {
        public static final Traces NONE = new Traces(Set.of(), null, null, false);

        public Traces {
            tables = Set.copyOf(tables);
        }
    }

    public enum Kind {
        /** To be run where its data is. */
        ORDINARY,
        /** Changes session state that is carried along; begins no transaction. */
        SETTING,
        /** {@code SP_SET_SESSION_READONLY(n)}: a setting whose reply does not tell it. */
        READ_ONLY,
        /** Changes session state that cannot be carried: the connection is kept. */
        SESSION_CHANGE,
        /** {@code SP_CANCEL_SESSION_OPERATION(id)}. */
        CANCEL,
        /** {@code SP_CLOSE_SESSION(id)}. */
        CLOSE_SESSION,
        /** Names an object that exists on the management port only. */
        MANAGEMENT
    }

    /** Of a text that is too long to be looked at: it may change anything. */
    static final TextFacts UNREAD = new TextFacts(Kind.SESSION_CHANGE, 0, false);

    public static final TextFacts ORDINARY = new TextFacts(Kind.ORDINARY, 0, false);
}
