package io.opendcp.simulation.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows a violation: what happened, whose word that is, and the journal's part that proves it, a column for each party and a
 * row for each thing that happened, in order. What several parties did in between for others is left out.
 */
public final class Lanes {
    private static final int WIDTH = 116;
    private static final int TIME = 11;
    private static final int WIDEST = 34;
    private static final int MOST_LANES = 6;
    private static final int MOST_ROWS = 60;
    private static final int MOST_EVIDENCE = 12;
    private static final String TROUBLE = "trouble";

    private final List<JournalEntry> journal;

    public Lanes(List<JournalEntry> journal) {
        this.journal = journal;
    }

    public String show(Violation violation) {
        List<String> lines = new ArrayList<>();
        lines.add(violation.toString());
        violation.evidence().stream().limit(MOST_EVIDENCE).forEach(each -> lines.add(clipped(word(each), WIDTH)));
        if (!violation.evidence().isEmpty()) {
            lines.addAll(rows(violation.evidence()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String word(Evidence evidence) {
        String until = evidence.until() == evidence.from()
                ? ""
                : evidence.until() == Operation.NEVER ? " on" : " to " + seconds(evidence.until());
        return "  " + evidence.party() + " at " + seconds(evidence.from()) + until + ": " + evidence.text();
    }

    private List<String> rows(List<Evidence> evidence) {
        long from = evidence.stream().mapToLong(Evidence::from).min().orElseThrow();
        long until = evidence.stream()
                .mapToLong(each -> each.until() == Operation.NEVER ? each.from() : each.until())
                .max()
                .orElseThrow();
        Involved involved = new Involved(journal, evidence);
        List<JournalEntry> part = journal.stream()
                .takeWhile(entry -> entry.nanos() <= until)
                .filter(entry -> involved.concerns(entry) || entry.who().equals(TROUBLE))
                .filter(entry -> entry.nanos() >= from)
                .toList();
        List<String> lanes = part.stream()
                .map(JournalEntry::who)
                .filter(who -> !who.equals(TROUBLE))
                .distinct()
                .sorted(Comparator.comparingInt(Lanes::rank).thenComparing(Comparator.naturalOrder()))
                .limit(MOST_LANES)
                .toList();
        return lanes.isEmpty() ? List.of() : table(part, lanes, involved);
    }

    /** Clients left, EPs right, as requests go. */
    private static int rank(String party) {
        return party.startsWith("DCP") ? 1 : party.startsWith("EP") ? 2 : 0;
    }

    private static List<String> table(List<JournalEntry> part, List<String> lanes, Involved involved) {
        int width = Math.min(WIDEST, (WIDTH - TIME) / lanes.size());
        List<String> rows = new ArrayList<>();
        rows.add(padded("seconds", TIME)
                + lanes.stream().map(who -> padded(who, width)).collect(Collectors.joining()));
        int cut = part.size() - MOST_ROWS;
        for (int i = 0; i < part.size(); i++) {
            if (cut > 0 && i == MOST_ROWS / 2) {
                rows.add(" ".repeat(TIME) + "(" + cut + " more)");
                i += cut;
            }
            JournalEntry entry = part.get(i);
            String said = entry.words().stream().map(involved::named).collect(Collectors.joining(" "));
            int lane = lanes.indexOf(entry.who());
            if (lane >= 0) {
                rows.add(padded(seconds(entry.nanos()), TIME) + " ".repeat(lane * width) + clipped(said, width - 1));
            } else if (entry.who().equals(TROUBLE)) {
                rows.add(padded(seconds(entry.nanos()), TIME) + "-- " + clipped(said, WIDTH - TIME));
            }
        }
        return rows.stream().map(String::stripTrailing).toList();
    }

    /** To the microsecond. */
    private static String seconds(long nanos) {
        String all = JournalEntry.seconds(nanos);
        return all.substring(0, all.length() - 3);
    }

    private static String padded(String text, int width) {
        return clipped(text, width - 1) + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String clipped(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
