package io.opendcp.simulation.search;

import io.opendcp.protocol.ini.Allowed;
import io.opendcp.protocol.ini.IniKey;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values at the edges of what a setting may be, as literals of SQL.
 *
 * @param taken its bounds
 * @param refused one below and one above
 * @param usual its default; empty if there is none that could be said
 */
record ParameterValues(List<String> taken, List<String> refused, List<String> usual) {
    /** @throws IllegalArgumentException if it has neither a range nor a length nor a number of addresses */
    static ParameterValues of(IniKey key) {
        if (key.allowed() instanceof Allowed.Numbers numbers) {
            long below = numbers.accepts(Long.toString(numbers.min() - 1)) ? -1 : numbers.min() - 1;
            return new ParameterValues(
                    List.of(Long.toString(numbers.min()), Long.toString(numbers.max())),
                    List.of(Long.toString(below), Long.toString(numbers.max() + 1)),
                    usual(key, ""));
        }
        if (key.allowed() instanceof Allowed.Text text) {
            String longest = "'" + "X".repeat(text.maxLength()) + "'";
            String tooLong = "'" + "X".repeat(text.maxLength() + 1) + "'";
            return text.emptyToo()
                    ? new ParameterValues(List.of("''", longest), List.of(tooLong), List.of("''"))
                    : new ParameterValues(List.of("'X'", longest), List.of("''", tooLong), usual(key, "'"));
        }
        if (key.allowed() instanceof Allowed.Addresses list) {
            return new ParameterValues(
                    List.of(addresses(1), addresses(list.most()), addresses(0)),
                    List.of("'192.168.0.3'", addresses(list.most() + 1)),
                    List.of());
        }
        throw new IllegalArgumentException(key.name() + " has no bounds that can be tried");
    }

    private static String addresses(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(each -> "192.168.0." + each + ":5236")
                .collect(Collectors.joining(", ", "'", "'"));
    }

    private static List<String> usual(IniKey key, String quote) {
        String value = key.defaultValue();
        return value == null || value.isEmpty() ? List.of() : List.of(quote + value + quote);
    }

    /** Any value within the bounds, but for a few settings one under which a transaction need not fail. */
    static String drawn(IniKey key, RandomGenerator chance) {
        if (key.allowed() instanceof Allowed.Addresses list) {
            return addresses(chance.nextInt(list.most() + 1));
        }
        if (!(key.allowed() instanceof Allowed.Numbers numbers)) {
            throw new IllegalArgumentException(key.name() + " is no number");
        }
        long least = key.name().equals("DCP_POOL_WAIT") ? 10_000 : numbers.min();
        long most = numbers.max();
        // small values are the hard ones
        long span = Math.min(most - least, 1L << chance.nextInt(20));
        return Long.toString(least + chance.nextLong(span + 1));
    }
}
