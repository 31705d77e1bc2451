package io.opendcp.protocol.ini;

import io.opendcp.protocol.error.Language;
import java.util.List;
import java.util.stream.Collectors;

/** Which values a setting may have. */
public sealed interface Allowed {
    /** Whether {@code value} is one of them. */
    boolean accepts(String value);

    /** The values in words, for a message: {@code 1024..65534}. */
    String describe(Language language);

    /** 1024..65534, what DM allows a port to be. */
    static Numbers ports() {
        return numbers(1024, 65534);
    }

    /** {@code 0} or {@code 1}. */
    static Numbers flag() {
        return numbers(0, 1);
    }

    /** {@code min..max}, both included. */
    static Numbers numbers(long min, long max) {
        return new Numbers(min, max, false);
    }

    /** Any text of 1 to {@code maxLength} characters. */
    static Text text(int maxLength) {
        return new Text(maxLength, false);
    }

    /** Up to {@code most} different addresses: {@code host:port, host:port}. */
    static Addresses addresses(int most) {
        return new Addresses(most);
    }

    /** One of {@code words}, in any case. */
    static Words oneOf(String... words) {
        return new Words(List.of(words));
    }

    /** An IPv4 address: {@code 192.168.0.141}. */
    static Address ipv4() {
        return new Address(false);
    }

    /** An IPv4 address with a port: {@code 192.168.0.141:5253}. */
    static Address ipv4WithPort() {
        return new Address(true);
    }

    /** What {@code this} or {@code other} accepts. */
    default Allowed or(Allowed other) {
        return new Either(this, other);
    }

    /**
     * Whole numbers.
     *
     * @param zeroToo whether 0 is allowed below {@code min}, as "off"
     */
    record Numbers(long min, long max, boolean zeroToo) implements Allowed {
        /** The same, and 0. */
        Numbers orZero() {
            return new Numbers(min, max, true);
        }

        @Override
        public boolean accepts(String value) {
            if (value.length() > 19) {
                return false;
            }
            try {
                long number = Long.parseLong(value);
                return (number >= min && number <= max) || (zeroToo && number == 0);
            } catch (NumberFormatException e) {
                return false;
            }
        }

        @Override
        public String describe(Language language) {
            String range =
                    min + 1 == max ? min + (language == Language.CHINESE ? " 或 " : " or ") + max : min + ".." + max;
            return zeroToo ? "0" + (language == Language.CHINESE ? " 或 " : " or ") + range : range;
        }
    }

    /**
     * Text of 1 to {@code maxLength} characters.
     *
     * @param emptyToo whether it may be empty, as "none"
     */
    record Text(int maxLength, boolean emptyToo) implements Allowed {
        /** The same, and an empty one. */
        Text orEmpty() {
            return new Text(maxLength, true);
        }

        @Override
        public boolean accepts(String value) {
            return (emptyToo || !value.isEmpty()) && value.length() <= maxLength;
        }

        @Override
        public String describe(Language language) {
            int least = emptyToo ? 0 : 1;
            return language == Language.CHINESE
                    ? least + "到" + maxLength + "个字符"
                    : least + " to " + maxLength + " characters";
        }
    }

    /** A list of hosts with ports, each named once. */
    record Addresses(int most) implements Allowed {
        private static final int MOST_CHARACTERS = 4000;
        private static final String ONE = "([^\\s:,_]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]):([1-9]\\d{0,4})";

        @Override
        public boolean accepts(String value) {
            List<String> all = list(value);
            return value.length() <= MOST_CHARACTERS
                    && all.size() <= most
                    && all.stream().distinct().count() == all.size()
                    && all.stream().allMatch(Addresses::isOne);
        }

        private static boolean isOne(String address) {
            return address.matches(ONE) && Integer.parseInt(address.replaceAll(".*:", "")) <= 0xFFFF;
        }

        /** The addresses in a value. */
        public static List<String> list(String value) {
            return value.isBlank() ? List.of() : List.of(value.strip().split("\\s*,\\s*", -1));
        }

        @Override
        public String describe(Language language) {
            return language == Language.CHINESE
                    ? "至多" + most + "个地址，如 192.168.0.3:5236, 192.168.0.4:5236"
                    : "up to " + most + " addresses like 192.168.0.3:5236, 192.168.0.4:5236";
        }
    }

    /** One of some words, in any case. */
    record Words(List<String> words) implements Allowed {
        @Override
        public boolean accepts(String value) {
            return words.stream().anyMatch(value::equalsIgnoreCase);
        }

        @Override
        public String describe(Language language) {
            return words.stream().collect(Collectors.joining(", "));
        }
    }

    /** An IPv4 address, {@code withPort} with a port of 1024 to 65534 after a colon. */
    record Address(boolean withPort) implements Allowed {
        private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

        @Override
        public boolean accepts(String value) {
            int colon = withPort ? value.lastIndexOf(':') : value.length();
            return colon > 0
                    && value.substring(0, colon).matches(OCTET + "(\\." + OCTET + "){3}")
                    && (!withPort || ports().accepts(value.substring(colon + 1)));
        }

        @Override
        public String describe(Language language) {
            String shape = withPort ? "192.168.0.1:5236" : "192.168.0.1";
            return (language == Language.CHINESE ? "地址，如 " : "an address like ") + shape;
        }
    }

    /** Either of two. */
    record Either(Allowed one, Allowed other) implements Allowed {
        @Override
        public boolean accepts(String value) {
            return one.accepts(value) || other.accepts(value);
        }

        @Override
        public String describe(Language language) {
            return one.describe(language) + (language == Language.CHINESE ? " 或 " : " or ") + other.describe(language);
        }
    }
}
