package io.opendcp.simulation.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the pool of each proxy kept its bounds: never more connections open than DCP_CONN_POOL_SIZE, and to an EP than DCP_POOL_EP_LIMIT; lent is only what is
 * free or new, and what is free was lent or is new.
 */
public final class PoolBounds {
    private static final String CHECKER = "pool bounds";

    private enum State {
        NEW,
        LENT,
        FREE
    }

    private record Connection(State state, JournalEntry last) {}

    private final int size;
    private final int epLimit;
    private final Map<String, Connection> open = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private PoolBounds(int size, int epLimit) {
        this.size = size;
        this.epLimit = epLimit;
    }

    /**
     * @param size DCP_CONN_POOL_SIZE of each proxy
     * @param epLimit its DCP_POOL_EP_LIMIT; 0 for none
     */
    public static List<Violation> check(List<JournalEntry> journal, int size, int epLimit) {
        Map<String, PoolBounds> proxies = new TreeMap<>();
        for (JournalEntry entry : journal) {
            switch (entry.kind()) {
                case "opened", "lent", "free", "evicted", "closed" ->
                    proxies.computeIfAbsent(entry.who(), who -> new PoolBounds(size, epLimit))
                            .look(entry);
                default -> {}
            }
        }
        return proxies.values().stream()
                .flatMap(proxy -> proxy.violations.stream())
                .toList();
    }

    private void look(JournalEntry entry) {
        List<String> words = entry.words();
        String id = words.get(1) + " " + words.get(2);
        Connection known = open.get(id);
        switch (entry.kind()) {
            case "opened" -> {
                require(known == null, "is opened, and is open", entry, known);
                open.put(id, new Connection(State.NEW, entry));
                crowded(entry, "", "", size);
                if (epLimit > 0) {
                    crowded(entry, words.get(1) + " ", " to EP " + words.get(1), epLimit);
                }
            }
            case "lent" -> {
                require(known != null && known.state() != State.LENT, "is lent, but is not free", entry, known);
                open.put(id, new Connection(State.LENT, entry));
            }
            case "free" -> {
                require(known != null && known.state() != State.FREE, "comes back, but was not lent", entry, known);
                open.put(id, new Connection(State.FREE, entry));
            }
            case "evicted" ->
                require(known != null && known.state() == State.FREE, "makes room, but is not free", entry, known);
            default -> {
                require(known != null, "is closed, but is not open", entry, known);
                open.remove(id);
            }
        }
    }

    /** @param which how the connections that count begin */
    private void crowded(JournalEntry entry, String which, String where, int most) {
        List<JournalEntry> all = open.entrySet().stream()
                .filter(each -> each.getKey().startsWith(which))
                .map(each -> each.getValue().last())
                .toList();
        if (all.size() > most) {
            violations.add(Violation.of(
                    CHECKER,
                    "%s has %d connections open%s; at most %d".formatted(entry.who(), all.size(), where, most),
                    all));
        }
    }

    private void require(boolean right, String otherwise, JournalEntry entry, @Nullable Connection known) {
        if (!right) {
            List<JournalEntry> involved = known == null ? List.of(entry) : List.of(known.last(), entry);
            violations.add(Violation.of(
                    CHECKER, "a connection of %s %s: %s".formatted(entry.who(), otherwise, entry.what()), involved));
        }
    }
}
