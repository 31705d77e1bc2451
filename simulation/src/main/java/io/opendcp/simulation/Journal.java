package io.opendcp.simulation;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulation.check.JournalEntry;
import io.opendcp.simulator.watch.DataWatch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What happened in a simulation, in order; a line each. Equal seeds give equal lines. ADR 0401 lists them. */
public final class Journal {
    private static final int TAIL = 60;

    private final Time time;
    private final List<JournalEntry> entries = new ArrayList<>();

    private Consumer<JournalEntry> listener = entry -> {};

    public Journal(Time time) {
        this.time = time;
    }

    /** @param what has no line break in it */
    public void line(String who, String what) {
        JournalEntry entry = new JournalEntry(time.nanos(), who, what);
        entries.add(entry);
        listener.accept(entry);
    }

    /** Told of each line from now on, when it happens; there is one. */
    void listen(Consumer<JournalEntry> told) {
        listener = told;
    }

    /** From now on, what the monitor tells is in it too, without its tables. On the cluster's thread. */
    public void follow(DataWatch watch) {
        watch.listen(
                notice -> line("monitor", notice.english().lines().findFirst().orElse("")));
    }

    /** As it is now, for another thread. */
    public Journal copy() {
        Journal copy = new Journal(time);
        copy.entries.addAll(entries);
        return copy;
    }

    /** All of it. */
    public List<JournalEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** All of it, as text. */
    public List<String> lines() {
        return entries.stream().map(JournalEntry::text).toList();
    }

    /** How often {@code word} is the first word of what happened. */
    public long count(String word) {
        return entries.stream().filter(entry -> entry.kind().equals(word)).count();
    }

    /** The last lines, for people. */
    public String tail() {
        return entries.subList(Math.max(0, entries.size() - TAIL), entries.size()).stream()
                .map(JournalEntry::text)
                .collect(Collectors.joining("\n"));
    }

    /** SHA-256 of all lines, each with a line feed, in hex. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (JournalEntry entry : entries) {
                digest.update(entry.text().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
