package io.opendcp.simulation.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether borrowers of each proxy's pool were served in the order in which they came, and whether nobody waited too long for
 * a connection while those who came later got theirs.
 */
public final class FairWaiting {
    private static final String CHECKER = "fair waiting";

    private final long longest;
    private final boolean lineOfEachEp;
    /** Who stands in line, first come first. */
    private final Map<String, JournalEntry> line = new LinkedHashMap<>();
    /** Who has stood in line and has no connection yet, first come first. */
    private final Map<String, JournalEntry> unserved = new LinkedHashMap<>();

    private final Set<JournalEntry> accused = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    private FairWaiting(Duration longest, boolean lineOfEachEp) {
        this.longest = longest.toNanos();
        this.lineOfEachEp = lineOfEachEp;
    }

    /**
     * @param longest time from coming to having a connection, while later comers get theirs
     * @param lineOfEachEp whether those who wait for another EP may be passed, as where one EP's connections are limited
     */
    public static List<Violation> check(List<JournalEntry> journal, Duration longest, boolean lineOfEachEp) {
        Map<String, FairWaiting> proxies = new TreeMap<>();
        for (JournalEntry entry : journal) {
            switch (entry.kind()) {
                case "waits", "turn", "left", "lent" ->
                    proxies.computeIfAbsent(entry.who(), who -> new FairWaiting(longest, lineOfEachEp))
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
        switch (entry.kind()) {
            case "waits" -> {
                comes(line, words.get(1), entry);
                comes(unserved, words.get(1), entry);
            }
            case "turn" -> turn(words.get(1), entry);
            case "left" -> {
                line.remove(words.get(1));
                unserved.remove(words.get(1));
            }
            default -> lent(words.get(words.size() - 1), entry);
        }
    }

    /** At the end, even if it has been there before. */
    private static void comes(Map<String, JournalEntry> queue, String session, JournalEntry entry) {
        queue.remove(session);
        queue.put(session, entry);
    }

    private void turn(String session, JournalEntry entry) {
        JournalEntry came = line.get(session);
        if (came == null) {
            violations.add(Violation.of(
                    CHECKER, "it is the turn of " + session + ", which does not stand in line", List.of(entry)));
            return;
        }
        Map.Entry<String, JournalEntry> first = line.entrySet().stream()
                .filter(each -> !lineOfEachEp || ep(each.getValue()).equals(ep(came)))
                .findFirst()
                .orElseThrow();
        if (!first.getKey().equals(session)) {
            violations.add(Violation.of(
                    CHECKER,
                    "%s came before %s, whose turn it is".formatted(first.getKey(), session),
                    List.of(first.getValue(), came, entry)));
        }
        line.remove(session);
    }

    private static String ep(JournalEntry waits) {
        return waits.words().get(2);
    }

    private void lent(String session, JournalEntry entry) {
        for (Map.Entry<String, JournalEntry> each : unserved.entrySet()) {
            JournalEntry waiting = each.getValue();
            if (each.getKey().equals(session) || entry.nanos() - waiting.nanos() <= longest) {
                break; // those behind came later still
            }
            if (accused.add(waiting)) {
                violations.add(Violation.of(
                        CHECKER,
                        "%s waits longer than %s, and %s, which came later, gets a connection"
                                .formatted(each.getKey(), Duration.ofNanos(longest), session),
                        List.of(waiting, entry)));
            }
        }
        unserved.remove(session);
    }
}
