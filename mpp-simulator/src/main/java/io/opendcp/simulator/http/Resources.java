package io.opendcp.simulator.http;

import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.fault.FaultException;
import io.opendcp.simulator.fault.Faults;
import io.opendcp.simulator.monitor.MonitorConsole;
import io.opendcp.simulator.setup.SetupConsole;
import io.opendcp.simulator.setup.SetupException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    private final Supplier<Optional<MonitorConsole>> monitor;
    private final Optional<SetupConsole> console;

    Resources(SimulatedMpp mpp, Time time, Supplier<Optional<MonitorConsole>> monitor, Optional<SetupConsole> console) {
        this.mpp = mpp;
        this.monitor = monitor;
        this.console = console;
        this.time = time;
    }

    /**
     * Answers a request.
     *
     * @param query what is behind the question mark; may be empty
     * @param language of what is told about what is wrong
     */
    Answer answer(String method, String path, String query, String body, Language language) {
        if (!query.isEmpty() && !path.equals("/activity")) {
            return Answer.error(
                    Answer.BAD_REQUEST,
                    language,
                    path + " takes nothing behind a question mark: " + query,
                    path + " 不接受问号后的参数: " + query);
        }
        return switch (path) {
            case "/faults" ->
                switch (method) {
                    case "GET" -> faults();
                    case "POST" -> suffers(body, language);
                    case "DELETE" -> heals(body, language);
                    default -> notAllowed(method, "GET, POST, DELETE", language);
                };
            case "/clock" ->
                switch (method) {
                    case "GET" -> clock();
                    case "POST" -> turn(body, language);
                    default -> notAllowed(method, "GET, POST", language);
                };
            case "/activity" -> method.equals("GET") ? activity(query, language) : notAllowed(method, "GET", language);
            case "/monitor" -> method.equals("POST") ? monitor(body, language) : notAllowed(method, "POST", language);
            case "/console" -> method.equals("POST") ? console(body, language) : notAllowed(method, "POST", language);
            default ->
                Answer.error(
                        Answer.NOT_FOUND,
                        language,
                        "there are /faults, /clock, /activity, /monitor and /console, not " + path,
                        "只有 /faults、/clock、/activity、/monitor 和 /console，没有 " + path);
        };
    }

    private static Answer notAllowed(String method, String allowed, Language language) {
        return Answer.error(
                Answer.METHOD_NOT_ALLOWED, language, allowed + ", not " + method, "应为 " + allowed + "，而不是 " + method);
    }

    private Answer faults() {
        Map<String, Object> bites = new LinkedHashMap<>();
        mpp.instances()
                .forEach(ep -> bites.put(ep.spec().instanceName(), ep.faults().bites()));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("faults", mpp.troubles());
        all.put("bites", bites);
        String plain = Stream.concat(
                        mpp.troubles().stream(),
                        mpp.instances().stream()
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
            return Answer.error(
                    Answer.BAD_REQUEST,
                    language,
                    "a sentence is wanted, as: on EP01, kill it",
                    "缺少故障语句，例如: on EP01, kill it");
        }
        if (mpp.troubles().size() + sentences.size() > TROUBLES_MAX) {
            return Answer.error(
                    Answer.CONFLICT,
                    language,
                    "more than %d faults at a time".formatted(TROUBLES_MAX),
                    "同时存在的故障不能超过 %d 个".formatted(TROUBLES_MAX));
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
            } catch (FaultException e) {
                return Answer.wrong(e, line.number(), language);
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

    private Answer turn(String body, Language language) {
        if (!(time instanceof TurnedTime turned)) {
            return Answer.error(
                    Answer.CONFLICT,
                    language,
                    "time passes by itself here; start with --turned to turn it",
                    "此处时间自行流逝；以 --turned 启动才能拨动时钟");
        }
        Duration step;
        try {
            step = Faults.duration(body.strip());
        } catch (FaultException e) {
            return Answer.wrong(e, 1, language);
        }
        if (step.compareTo(STEP_MAX) > 0) {
            return Answer.error(
                    Answer.BAD_REQUEST,
                    language,
                    "at most %d s at a time".formatted(STEP_MAX.toSeconds()),
                    "每次最多拨动 %d s".formatted(STEP_MAX.toSeconds()));
        }
        turned.turn(step);
        return clock();
    }

    /** What the console answers to each line. */
    private Answer monitor(String body, Language language) {
        MonitorConsole there = monitor.get().orElse(null);
        if (there == null) {
            return mpp.spec().standbys().isEmpty()
                    ? Answer.error(
                            Answer.CONFLICT, language, "there are no standbys here, and no monitor", "此处没有备库，也没有监视器")
                    : Answer.error(
                            Answer.CONFLICT,
                            language,
                            "the monitor has not been started: dmmppmon, at the console",
                            "监视器尚未启动：请在控制台执行 dmmppmon");
        }
        String told = body.lines()
                .map(line -> there.answer(line, language))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        return Answer.ok(Map.of("answer", told), told);
    }

    /** What the console on the machines answers to each line, up to the first that cannot be done. */
    private Answer console(String body, Language language) {
        if (console.isEmpty()) {
            return Answer.error(Answer.CONFLICT, language, "there is no console here", "此处没有控制台");
        }
        StringJoiner told = new StringJoiner("\n");
        for (Line line : sentences(body)) {
            try {
                String answer = console.get().require(line.words(), language);
                if (!answer.isEmpty()) {
                    told.add(answer);
                }
            } catch (SetupException wrong) {
                return Answer.stopped(told.toString(), line.number(), wrong.text(language));
            }
        }
        return Answer.ok(Map.of("answer", told.toString()), told.toString());
    }

    private Answer activity(String query, Language language) {
        int last = LAST_USUAL;
        if (!query.isEmpty()) {
            String number = query.startsWith(LAST) ? query.substring(LAST.length()) : "";
            last = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
            if (last < 1 || last > LAST_MAX) {
                return Answer.error(
                        Answer.BAD_REQUEST,
                        language,
                        "last=1 to last=%d is wanted, not %s".formatted(LAST_MAX, query),
                        "应为 last=1 到 last=%d，而不是 %s".formatted(LAST_MAX, query));
            }
        }
        Map<String, Object> told = new LinkedHashMap<>();
        for (var ep : mpp.instances()) {
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
