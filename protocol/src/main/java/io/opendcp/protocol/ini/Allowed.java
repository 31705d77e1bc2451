package io.opendcp.protocol.ini;

import io.opendcp.protocol.error.Language;

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
        return new Text(maxLength);
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

    /** Text of 1 to {@code maxLength} characters. */
    record Text(int maxLength) implements Allowed {
        @Override
        public boolean accepts(String value) {
            return !value.isEmpty() && value.length() <= maxLength;
        }

        @Override
        public String describe(Language language) {
            return language == Language.CHINESE ? "1到" + maxLength + "个字符" : "1 to " + maxLength + " characters";
        }
    }
}
