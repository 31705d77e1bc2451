package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one sentence of {@link Faults}. */
final class Sentence {
    private static final List<String> BYTE_VERBS =
            List.of("reset", "swallow", "stall", "delay", "throttle", "slice", "garble", "cut");
    private static final List<String> POWER_VERBS =
            Arrays.stream(Power.values()).map(Power::word).toList();
    private static final List<String> VERBS = Stream.of(
                    List.of("refuse", "vanish", "lose"), POWER_VERBS, BYTE_VERBS, EpSentence.VERBS)
            .flatMap(List::stream)
            .toList();
    private static final List<String> MESSAGES =
            Arrays.stream(Messages.values()).map(Messages::many).toList();

    /** @param nth 0 for all */
    private record Bytes(Direction direction, int nth) {}

    private final Words words;

    Sentence(String text) {
        words = new Words(text);
    }

    Trigger read() {
        boolean condition = words.oneOf(List.of("on", "when")).equals("when");
        Trigger when = Trigger.now(words.nextEp(), Power.HEAL);
        if (condition) {
            when = condition(when.ep());
        }
        words.need(",");
        Effect effect = effect();
        int times = 1;
        if (words.skip(",")) {
            times = words.count(1);
            words.oneOf(List.of("times", "time"));
        }
        words.end();
        return new Trigger(when.ep(), when.direction(), when.count(), when.messages(), when.user(), effect, times);
    }

    Duration readDuration() {
        Duration duration = words.duration();
        words.end();
        return duration;
    }

    private Trigger condition(String ep) {
        words.need("has");
        Direction direction = Direction.REPLIES;
        if (words.oneOf(List.of("answered", "been")).equals("been")) {
            words.need("asked for");
            direction = Direction.REQUESTS;
        }
        int count = words.count(0);
        Messages messages = messages();
        String user = "";
        if (words.skip("of")) {
            words.need("user");
            user = folded(words.next("the name of a user", "用户名"));
        }
        return new Trigger(ep, direction, count, messages, user, Power.HEAL, 1);
    }

    private Messages messages() {
        FaultSyntaxException none = words.wrongIn(MESSAGES);
        return words.nextIfAny().flatMap(Messages::named).orElseThrow(() -> none);
    }

    private static String folded(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name.toUpperCase(Locale.ROOT);
    }

    private Effect effect() {
        String verb = words.oneOf(VERBS);
        if (POWER_VERBS.contains(verb)) {
            words.need("it");
            return Power.valueOf(verb.toUpperCase(Locale.ROOT));
        }
        Optional<EpFault> behindPort = new EpSentence(words).read(verb);
        if (behindPort.isPresent()) {
            return new Effect.OnPort(behindPort.get());
        }
        if (verb.equals("refuse")) {
            return new Effect.OnPort(new Refuse());
        }
        if (verb.equals("vanish")) {
            words.need("without a word");
            return new Effect.OnPort(new HalfOpen());
        }
        if (verb.equals("lose")) {
            words.need("its clients without a word");
            return new Effect.OnPort(new ClientsGone());
        }
        Bytes bytes = bytes();
        Directed fault = fault(verb, bytes.direction());
        return bytes.nth() == 0 ? new Effect.OnPort(fault) : new Effect.OnFrame(bytes.nth(), fault);
    }

    private Bytes bytes() {
        words.need("its");
        for (Direction direction : Direction.values()) {
            if (words.skip(direction.words())) {
                return new Bytes(direction, 0);
            }
        }
        int nth = words.ordinal();
        boolean reply = words.oneOf(List.of("request", "reply")).equals("reply");
        return new Bytes(reply ? Direction.REPLIES : Direction.REQUESTS, nth);
    }

    private Directed fault(String verb, Direction direction) {
        return switch (verb) {
            case "reset" -> new Reset(direction);
            case "swallow" -> new Blackhole(direction);
            case "stall" -> new Stall(direction);
            case "delay" -> delay(direction);
            case "throttle" -> throttle(direction);
            case "slice" -> slice(direction);
            case "garble" -> garble(direction);
            case "cut" -> cut(direction);
            default -> throw new IllegalStateException("a verb without a fault: " + verb);
        };
    }

    private Delay delay(Direction direction) {
        words.need("by");
        Duration by = words.duration();
        return new Delay(direction, by, words.jitter());
    }

    private Throttle throttle(Direction direction) {
        words.need("to");
        Throttle throttle = new Throttle(direction, (int) count(1, Integer.MAX_VALUE));
        words.need("a second");
        return throttle;
    }

    private Slice slice(Direction direction) {
        words.need("into pieces of");
        return new Slice(direction, (int) count(1, Integer.MAX_VALUE));
    }

    private Garble garble(Direction direction) {
        boolean after = words.oneOf(List.of("after", "within")).equals("after");
        long before = after ? count(0, Long.MAX_VALUE) : 0;
        boolean within = !after || words.skip("within");
        return new Garble(direction, before, within ? (int) count(1, Integer.MAX_VALUE) : 1);
    }

    private CutAfter cut(Direction direction) {
        words.need("after");
        return new CutAfter(direction, count(0, Long.MAX_VALUE));
    }

    private long count(long least, long most) {
        long count = words.number(least, most);
        words.oneOf(List.of("bytes", "byte"));
        return count;
    }
}
