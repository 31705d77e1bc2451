package io.opendcp.simulation.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a journal should have: entries like {@code EP01 COMMIT *}, who and the words of what; {@code *} is any word, and
 * further words do not matter.
 */
public final class Expectation {
    private static final String ANY = "*";
    private static final int MOST_NEAR = 5;

    private final List<JournalEntry> journal;
    private final List<String> pattern;

    private Expectation(List<JournalEntry> journal, String pattern) {
        this.journal = journal;
        this.pattern = List.of(pattern.split(" ", -1));
    }

    private record Near(JournalEntry entry, int agreeing) {}

    /**
     * At least one entry is like that.
     *
     * @throws AssertionError with the nearest entries, if there is none
     */
    public static void expect(List<JournalEntry> journal, String like) {
        Expectation expected = new Expectation(journal, like);
        if (expected.matching().isEmpty()) {
            throw new AssertionError("no entry is like '%s'; nearest:%n%s".formatted(like, expected.nearest()));
        }
    }

    /**
     * So many entries are like that.
     *
     * @throws AssertionError with those that are and with the nearest, if there are more or fewer
     */
    public static void expect(List<JournalEntry> journal, int times, String like) {
        Expectation expected = new Expectation(journal, like);
        List<JournalEntry> matching = expected.matching();
        if (matching.size() != times) {
            throw new AssertionError("%d entries are like '%s', expected %d:%n%s%nnearest of the others:%n%s"
                    .formatted(matching.size(), like, times, text(matching), expected.nearest()));
        }
    }

    private List<JournalEntry> matching() {
        return journal.stream().filter(this::matches).toList();
    }

    private boolean matches(JournalEntry entry) {
        return agreeing(entry) == pattern.size();
    }

    private static List<String> parts(JournalEntry entry) {
        List<String> parts = new ArrayList<>(List.of(entry.who()));
        parts.addAll(entry.words());
        return parts;
    }

    /** How many words of the pattern agree. */
    private int agreeing(JournalEntry entry) {
        List<String> parts = parts(entry);
        int count = 0;
        for (int i = 0; i < Math.min(parts.size(), pattern.size()); i++) {
            count += pattern.get(i).equals(ANY) || pattern.get(i).equals(parts.get(i)) ? 1 : 0;
        }
        return count;
    }

    /** Who and kind weigh more than the rest. */
    private int weight(JournalEntry entry) {
        List<String> parts = parts(entry);
        boolean who = parts.get(0).equals(pattern.get(0));
        boolean kind = pattern.size() > 1 && parts.get(1).equals(pattern.get(1));
        return agreeing(entry) + (who ? pattern.size() : 0) + (kind ? pattern.size() : 0);
    }

    private String nearest() {
        return text(journal.stream()
                .filter(entry -> !matches(entry))
                .map(entry -> new Near(entry, weight(entry)))
                .filter(near -> near.agreeing() > 0)
                .sorted(Comparator.comparingInt(Near::agreeing).reversed())
                .limit(MOST_NEAR)
                .map(Near::entry)
                .toList());
    }

    private static String text(List<JournalEntry> entries) {
        return entries.isEmpty()
                ? "  (none)"
                : entries.stream().map(entry -> "  " + entry.text()).collect(Collectors.joining("\n"));
    }
}
