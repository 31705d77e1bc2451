package io.opendcp.simulation.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Exchanges of a driver with a server, in the order in which they ended; without those of logins, which have secrets; a password in a statement
 * (CREATE USER) is on the tape. As text a line
 * each, {@code CONNECTION REQUEST REPLY}, frames in hex; lines that begin with # are for people.
 */
public final class Tape {
    private static final Pattern LINE =
            Pattern.compile("([1-9][0-9]{0,8}) ((?:[0-9a-f]{2}){64,}) ((?:[0-9a-f]{2}){64,})");

    private final List<Exchange> exchanges;

    Tape(List<Exchange> exchanges) {
        this.exchanges = List.copyOf(exchanges);
    }

    /**
     * Reads what {@link #lines} writes.
     *
     * @throws IllegalArgumentException if a line is none of a tape; says which
     */
    public static Tape read(List<String> lines) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                exchanges.add(new Exchange(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
            } else if (!line.startsWith("#")) {
                throw new IllegalArgumentException(
                        "line %d: expected CONNECTION REQUEST REPLY, frames in hex".formatted(i + 1));
            }
        }
        return new Tape(exchanges);
    }

    public List<String> lines() {
        return exchanges.stream().map(Exchange::toString).toList();
    }

    List<Exchange> exchanges() {
        return exchanges;
    }
}
