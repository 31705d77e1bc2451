package io.opendcp.simulation.check;

import java.util.List;
import java.util.stream.Stream;

/** Journals written by hand. */
final class Entries {
    private static final long MILLISECOND = 1_000_000L;

    private Entries() {}

    /** @param lines {@code milliseconds who what} */
    static List<JournalEntry> of(String... lines) {
        return Stream.of(lines)
                .map(line -> line.split(" ", 3))
                .map(parts -> new JournalEntry(Long.parseLong(parts[0]) * MILLISECOND, parts[1], parts[2]))
                .toList();
    }
}
