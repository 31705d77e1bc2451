package io.opendcp.simulator.http;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.fault.FaultSyntaxException;
import io.opendcp.simulator.fault.Faults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What can be asked of an MPP. A body is plain text, one sentence of {@link Faults} a line; either all of it is done or nothing.
 * Confined to the MPP's event loop.
 */
final class Resources {
    /** Faults and triggers at a time. */
    static final int TROUBLES_MAX = 1_000;

    private static final Duration STEP_MAX = Duration.ofDays(366);
    private static final int LAST_USUAL = 100;
    private static final int LAST_MAX = 1_000;
    private static final String LAST = "last=";

    /** @param number in the body, from 1 */
    private record Line(int number, String words) {}

    private final SimulatedMpp mpp;
    private final Time time;

    Resources(SimulatedMpp mpp, Time time) {
        this.mpp = mpp;
        this.time = time;
    }

    /**
     * Answers a request.
     *
     * @param query what is behind the question mark; may be empty
     * @param language of what is told about wrong sentences
     */
    Answer answer(String method, String path, String query, String body, Language language) {
        return switch (path) {
            case "/faults" ->
                switch (method) {
                    case "GET" -> faults();
                    case "POST" -> suffers(body, language);
                    case "DELETE" -> heals(body, language);
                    default -> notAllowed(method, "GET, POST, DELETE");
                };
            case "/clock" ->
                switch (method) {
                    case "GET" -> clock();
                    case "POST" -> turn(body);
                    default -> notAllowed(method, "GET, POST");
                };
            case "/activity" -> method.equals("GET") ? activity(query) : notAllowed(method, "GET");
            default -> Answer.error(Answer.NOT_FOUND, "there are /faults, /clock and /activity, not " + path);
        };
    }

    private static Answer notAllowed(String method, String allowed) {
        return Answer.error(Answer.METHOD_NOT_ALLOWED, "%s, not %s".formatted(allowed, method));
    }

    private Answer faults() {
        Map<String, Object> bites = new LinkedHashMap<>();
        mpp.eps().forEach(ep -> bites.put(ep.spec().instanceName(), ep.faults().bites()));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("faults", mpp.troubles());
        all.put("bites", bites);
        String plain = Stream.concat(
                        mpp.troubles().stream(),
                        mpp.eps().stream()
                                .filter(ep -> !ep.faults().bites().isEmpty())
                                .map(ep -> ep.spec().instanceName() + " so far: "
                                        + counts(ep.faults().bites())))
                .collect(Collectors.joining("\n"));
        return Answer.ok(all, plain);
    }

    private static String counts(Map<String, Long> bites) {
        return bites.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private Answer suffers(String body, Language language) {
        List<Line> sentences = sentences(body);
        if (sentences.isEmpty()) {
            return Answer.error(Answer.BAD_REQUEST, "a sentence is wanted, as: on EP01, kill it");
        }
        if (mpp.troubles().size() + sentences.size() > TROUBLES_MAX) {
            return Answer.error(Answer.CONFLICT, "more than %d faults at a time".formatted(TROUBLES_MAX));
        }
        return each(sentences, language, mpp::suffers);
    }

    private Answer heals(String body, Language language) {
        List<Line> sentences = sentences(body);
        if (sentences.isEmpty()) {
            mpp.heal();
            return faults();
        }
        return each(sentences, language, mpp::heals);
    }

    /** Those of a body that are not empty. */
    private static List<Line> sentences(String body) {
        List<String> all = body.lines().map(String::strip).toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> new Line(i + 1, all.get(i)))
                .filter(line -> !line.words().isEmpty())
                .toList();
    }

    private Answer each(List<Line> sentences, Language language, Consumer<String> action) {
        for (Line line : sentences) {
            try {
                mpp.check(line.words());
            } catch (FaultSyntaxException e) {
                return Answer.error(e.message(language), line.number(), e.position());
            } catch (IllegalArgumentException e) {
                return Answer.error(Answer.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        }
        sentences.forEach(line -> action.accept(line.words()));
        return faults();
    }

    private Answer clock() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("now", time.now().toString());
        told.put("turned", time instanceof TurnedTime);
        return Answer.ok(told);
    }

    private Answer turn(String body) {
        if (!(time instanceof TurnedTime turned)) {
            return Answer.error(Answer.CONFLICT, "time passes by itself here; start with --turned to turn it");
        }
        Duration step;
        try {
            step = Faults.duration(body.strip());
        } catch (FaultSyntaxException e) {
            return Answer.error(String.valueOf(e.getMessage()), 1, e.position());
        }
        if (step.compareTo(STEP_MAX) > 0) {
            return Answer.error(Answer.BAD_REQUEST, "at most %d s at a time".formatted(STEP_MAX.toSeconds()));
        }
        turned.turn(step);
        return clock();
    }

    private Answer activity(String query) {
        int last = LAST_USUAL;
        if (!query.isEmpty()) {
            String number = query.startsWith(LAST) ? query.substring(LAST.length()) : "";
            last = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
            if (last < 1 || last > LAST_MAX) {
                return Answer.error(
                        Answer.BAD_REQUEST, "last=1 to last=%d is wanted, not %s".formatted(LAST_MAX, query));
            }
        }
        Map<String, Object> told = new LinkedHashMap<>();
        for (var ep : mpp.eps()) {
            List<Activity.Entry> entries = ep.activity().entries();
            told.put(
                    ep.spec().instanceName(),
                    entries.subList(Math.max(0, entries.size() - last), entries.size()).stream()
                            .map(Resources::entry)
                            .toList());
        }
        return Answer.ok(told);
    }

    private static Map<String, Object> entry(Activity.Entry entry) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", entry.kind().name());
        told.put("session", Long.toString(entry.session())); // more digits than a number has in JavaScript
        told.put("user", entry.user());
        told.put("text", entry.text());
        told.put("rows", entry.rows());
        told.put("code", entry.code());
        return told;
    }
}
