package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A sentence word by word; commas are words. */
final class Words {
    private static final Pattern WORD = Pattern.compile(",|\"[^\"]+\"|[^\\s,]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final List<String> UNITS =
            Arrays.stream(Lengths.Unit.values()).map(Lengths.Unit::word).toList();

    private final String text;
    private final List<String> words;
    private int at;

    Words(String text) {
        this.text = text;
        words = WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private String peek() {
        return at < words.size() ? words.get(at) : "";
    }

    /** Whether the next word is {@code word}, which is then behind us. */
    boolean skip(String word) {
        boolean there = peek().equalsIgnoreCase(word);
        at += there ? 1 : 0;
        return there;
    }

    /** Whether the next words are these two, which are then behind us. */
    boolean skip(String word, String after) {
        boolean there = peek().equalsIgnoreCase(word)
                && at + 1 < words.size()
                && words.get(at + 1).equalsIgnoreCase(after);
        at += there ? 2 : 0;
        return there;
    }

    boolean isNumber() {
        return NUMBER.matcher(peek()).matches();
    }

    Duration duration() {
        int first = at;
        long number = number(0, Long.MAX_VALUE);
        Lengths.Unit unit = Lengths.Unit.valueOf(oneOf(UNITS).toUpperCase(Locale.ROOT));
        if (number > unit.most()) {
            at = first;
            number(0, unit.most()); // says so
        }
        return unit.of(number);
    }

    /** {@code and up to DURATION more}, or nothing, which is zero. */
    Duration jitter() {
        if (!skip("and")) {
            return Duration.ZERO;
        }
        need("up to");
        Duration jitter = duration();
        need("more");
        return jitter;
    }

    /** The next words must be these. */
    void need(String phrase) {
        for (String word : phrase.split(" ", -1)) {
            if (!skip(word)) {
                throw wrongIn(List.of(word));
            }
        }
    }

    /** The next word as it is; {@code english} and {@code chinese} say what it is to be. */
    String next(String english, String chinese) {
        if (peek().isEmpty() || peek().equals(",")) {
            throw wrong(english, chinese);
        }
        return words.get(at++);
    }

    String nextEp() {
        return next("the name of an EP", "EP 的名称");
    }

    /** The next word as it is; empty if there is none. */
    Optional<String> nextIfAny() {
        return at < words.size() ? Optional.of(words.get(at++)) : Optional.empty();
    }

    /** The next word in lower case, which must be one of these. */
    String oneOf(List<String> choices) {
        String word = peek().toLowerCase(Locale.ROOT);
        if (!choices.contains(word)) {
            throw wrongIn(choices);
        }
        at++;
        return word;
    }

    /** A number from {@code least} to {@code most}. */
    long number(long least, long most) {
        long number = NUMBER.matcher(peek()).matches() ? Long.parseLong(peek()) : -1;
        if (number < Math.max(0, least) || number > most) {
            throw most == Long.MAX_VALUE
                    ? wrong("a number, at least " + least, "不小于 %d 的数".formatted(least))
                    : wrong("a number from %d to %d".formatted(least, most), "%d 到 %d 的数".formatted(least, most));
        }
        at++;
        return number;
    }

    int count(int least) {
        return (int) number(least, Integer.MAX_VALUE);
    }

    /** A number with its ending: 4th. */
    int ordinal() {
        String word = peek().toLowerCase(Locale.ROOT);
        String digits = word.replaceFirst("(st|nd|rd|th)$", "");
        if (digits.length() == word.length() || !digits.matches("[0-9]{1,9}") || Integer.parseInt(digits) < 1) {
            throw wrong("'requests', 'replies' or a number like '4th'", "'requests'、'replies' 或 '4th' 这样的序数");
        }
        at++;
        return Integer.parseInt(digits);
    }

    void end() {
        if (at < words.size()) {
            throw wrong("the end", "结尾");
        }
    }

    /** One of these words was expected. */
    FaultSyntaxException wrongIn(List<String> choices) {
        if (choices.size() == 1) {
            String only = "'" + choices.get(0) + "'";
            return wrong(only, only);
        }
        String all = String.join(", ", choices);
        return wrong("one of " + all, "以下之一: " + all);
    }

    FaultSyntaxException wrong(String english, String chinese) {
        return new FaultSyntaxException(text, at + 1, peek(), english, chinese);
    }
}
