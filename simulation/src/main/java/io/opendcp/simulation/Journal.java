package io.opendcp.simulation;

import io.opendcp.protocol.time.Time;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * What happened in a simulation, in order: a line each, {@code seconds who what ...}. Equal seeds give equal lines. ADR
 * 0401 lists them.
 */
public final class Journal {
    private static final long SECOND = 1_000_000_000L;
    private static final int TAIL = 60;

    private final Time time;
    private final List<String> lines = new ArrayList<>();

    public Journal(Time time) {
        this.time = time;
    }

    /** @param what has no line break in it */
    public void line(String who, String what) {
        long now = time.nanos();
        String fraction = Long.toString(SECOND + now % SECOND).substring(1);
        lines.add(now / SECOND + "." + fraction + " " + who + " " + what);
    }

    /** As it is now, for another thread. */
    public Journal copy() {
        Journal copy = new Journal(time);
        copy.lines.addAll(lines);
        return copy;
    }

    /** All of it. */
    public List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** How often {@code word} is the first word of what happened. */
    public long count(String word) {
        return lines.stream()
                .filter(line -> {
                    int who = line.indexOf(' ') + 1;
                    int what = line.indexOf(' ', who) + 1;
                    return line.startsWith(word, what)
                            && (line.length() == what + word.length() || line.charAt(what + word.length()) == ' ');
                })
                .count();
    }

    /** The last lines, for people. */
    public String tail() {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /** SHA-256 of all lines, each with a line feed, in hex. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
