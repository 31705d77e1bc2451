package io.opendcp.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happened on one EP, in order: logins, statements, ends of transactions. Kept for tests to assert on; the oldest
 * entries go when there are too many.
 */
public final class Activity {
    /** Most entries kept. */
    public static final int ENTRIES_MAX = 200_000;

    /** What kind of thing happened. */
    public enum Kind {
        LOGIN,
        LOGIN_REFUSED,
        STATEMENT,
        STATEMENT_FAILED,
        COMMIT,
        ROLLBACK,
        CLOSE
    }

    /**
     * One thing that happened.
     *
     * @param session SESS_ID, 0 for a refused login
     * @param user folded name
     * @param text the statement as the client sent it, else empty
     * @param rows rows returned or changed
     * @param code the error's code, 0 for none
     */
    public record Entry(Kind kind, long session, String user, String text, long rows, int code) {}

    private final List<Entry> entries = new ArrayList<>();
    private Consumer<Entry> listener = entry -> {};

    public void add(Entry entry) {
        if (entries.size() >= ENTRIES_MAX) {
            entries.subList(0, ENTRIES_MAX / 2).clear();
        }
        entries.add(entry);
        listener.accept(entry);
    }

    /** From now on {@code told} is told of each entry, in place of whoever was before. */
    public void listen(Consumer<Entry> told) {
        listener = told;
    }

    /** Everything kept, oldest first. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** Statements that clients ran here and that succeeded, oldest first. */
    public List<String> statements() {
        return entries.stream()
                .filter(entry -> entry.kind() == Kind.STATEMENT)
                .map(Entry::text)
                .toList();
    }

    /** How many entries of a kind there are. */
    public long count(Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    public void clear() {
        entries.clear();
    }
}
