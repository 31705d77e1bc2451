package io.opendcp.simulation.search;

import io.opendcp.proxy.journal.Point;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A {@link Case} as text: lines {@code name = value}, each once, then a line for each trouble. Lines that begin with # and empty ones
 * are for people. Times are in microseconds.
 *
 * <pre>
 *   profile = bank
 *   seed = 17
 *   ...
 *   0.0213 s, for 0.5 s: on EP02, stall its replies
 * </pre>
 */
public final class CaseText {
    private static final long MICROSECOND = 1_000;
    private static final long LONGEST_MICROS = 1_000_000_000_000L;
    private static final int MOST = 10_000_000;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();

    private CaseText() {}

    /** What {@link #read} reads. */
    public static String write(Case each) {
        SimulationSpec spec = each.spec();
        StringBuilder text = new StringBuilder();
        line(text, "profile", each.profile().word());
        line(text, "seed", spec.seed());
        line(text, "eps", spec.eps());
        line(text, "proxies", spec.proxies());
        line(text, "pool", spec.poolSize());
        line(text, "ep limit", spec.epLimit());
        line(text, "least", micros(spec.least()));
        line(text, "most", micros(spec.most()));
        line(text, "limit", micros(spec.limit()));
        line(text, "rare", spec.rare().stream().map(Point::name).collect(Collectors.joining(" ")));
        line(text, "standbys", spec.standbys());
        line(text, "clients", each.clients());
        line(text, "operations", each.operations());
        spec.troubles().forEach(trouble -> text.append(trouble).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(" = ").append(value).append('\n');
    }

    private static long micros(Duration time) {
        return time.toNanos() / MICROSECOND;
    }

    /**
     * Reads a case.
     *
     * @throws IllegalArgumentException if something is wrong with it; says in which line, or which name has a wrong value or none
     */
    public static Case read(List<String> lines) {
        CaseText text = new CaseText();
        for (int i = 0; i < lines.size(); i++) {
            try {
                text.line(lines.get(i).strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        Case read = text.read();
        if (!text.values.isEmpty()) {
            throw new IllegalArgumentException("unknown: " + String.join(", ", text.values.keySet()));
        }
        return read;
    }

    private void line(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals < 0 || Character.isDigit(line.charAt(0))) {
            troubles.add(Trouble.parse(line));
        } else if (values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip())
                != null) {
            throw new IllegalArgumentException("a second time: " + line);
        }
    }

    private Case read() {
        Profile profile = Profile.named(value("profile"));
        SimulationSpec spec = new SimulationSpec(
                count("eps"),
                count("proxies"),
                count("pool"),
                values.containsKey("ep limit") ? (int) number("ep limit") : 0,
                time("least"),
                time("most"),
                time("limit"),
                troubles,
                rare(),
                flag("standbys"),
                false,
                number("seed"));
        return new Case(profile, spec, count("clients"), count("operations"));
    }

    private List<Point> rare() {
        List<Point> points = new ArrayList<>();
        for (String name : value("rare").split(" ", -1)) {
            if (!name.isEmpty()) {
                points.add(point(name));
            }
        }
        return points;
    }

    private static Point point(String name) {
        return Arrays.stream(Point.values())
                .filter(point -> point.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no named point is called " + name + "; there are " + Arrays.toString(Point.values())));
    }

    private String value(String name) {
        String value = values.remove(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private Duration time(String name) {
        long micros = number(name);
        if (micros < 0 || micros > LONGEST_MICROS) {
            throw new IllegalArgumentException(name + " = " + micros + ": 0 to " + LONGEST_MICROS);
        }
        return Duration.ofNanos(micros * MICROSECOND);
    }

    private boolean flag(String name) {
        String value = value(name);
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + " is neither true nor false: " + value);
        }
        return value.equals("true");
    }

    private int count(String name) {
        long number = number(name);
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(name + " = " + number + ": 1 to " + MOST);
        }
        return (int) number;
    }

    private long number(String name) {
        String value = value(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no whole number: " + value, e);
        }
    }
}
