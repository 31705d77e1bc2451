package io.opendcp.simulation.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a journal in order and knows whose affairs an entry is: that of sessions of proxies, by the connections that
 * are lent to them, and of these sessions' clients.
 */
final class Involved {
    private final Set<String> parties = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Map<String, String> clients = new HashMap<>();
    /** Connections to EPs that are lent, and to whom. */
    private final Map<String, String> borrowers = new HashMap<>();

    Involved(List<JournalEntry> journal, List<Evidence> evidence) {
        for (Evidence each : evidence) {
            parties.add(each.party());
            words.addAll(ids(List.of(each.text().split(" ", -1))));
        }
        for (JournalEntry entry : journal) {
            if (entry.kind().equals("connected") && entry.words().size() == 2) {
                clients.put(entry.words().get(1), entry.who());
            }
        }
        words.stream().map(clients::get).filter(Objects::nonNull).forEach(parties::add);
    }

    /** Numbers of sessions; other words are shorter. */
    private static List<String> ids(List<String> words) {
        return words.stream().filter(Involved::isId).toList();
    }

    static boolean isId(String word) {
        return word.length() > 8 && word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** The client whose session it is; else the word, shortened if it is an id. */
    String named(String word) {
        String client = clients.get(word);
        if (client != null) {
            return client;
        }
        return isId(word) ? "…" + word.substring(word.length() - 5) : word;
    }

    /** Asked of every entry, in order; whether it belongs to the proof. */
    boolean concerns(JournalEntry entry) {
        List<String> said = entry.words();
        if (entry.kind().equals("lent")) {
            borrowers.put(said.get(2), said.get(3));
        }
        boolean ours = parties.contains(entry.who()) && clientsOwn(entry)
                || said.stream().anyMatch(word -> mine(word) || mine(borrowers.get(word)));
        if (entry.kind().equals("free") || entry.kind().equals("closed")) {
            borrowers.remove(said.get(2));
        }
        return ours;
    }

    private boolean clientsOwn(JournalEntry entry) {
        return clients.containsValue(entry.who());
    }

    private boolean mine(@Nullable String id) {
        return id != null && (words.contains(id) || parties.contains(clients.getOrDefault(id, "")));
    }
}
