package io.opendcp.simulator.session;

import java.util.List;
import org.h2.value.Value;

/** Conditions that H2 has printed name their parameters {@code ?1, ?2}; where they run there are fewer. */
final class ParameterText {
    private ParameterText() {}

    /** {@code text} with plain {@code ?} for its parameters, whose values are added to {@code used} in order. */
    static String renumbered(String text, List<Value> values, List<Value> used) {
        StringBuilder out = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '?') {
                int end = i + 1;
                while (end < text.length() && Character.isDigit(text.charAt(end))) {
                    end++;
                }
                used.add(values.get(Integer.parseInt(text.substring(i + 1, end)) - 1));
                i = end - 1;
            }
            out.append(c);
        }
        return out.toString();
    }
}
