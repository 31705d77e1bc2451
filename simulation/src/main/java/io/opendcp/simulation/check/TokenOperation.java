package io.opendcp.simulation.check;

import java.util.List;

/** What a client does with tokens, each of which is used once. */
public sealed interface TokenOperation {
    /** Writes a token down. */
    record Put(String token) implements TokenOperation {
        @Override
        public String toString() {
            return "put " + token;
        }
    }

    /** Sends a token along, and gets {@code answer}; empty if there was none. */
    record Ask(String token, String answer) implements TokenOperation {
        @Override
        public String toString() {
            return "ask " + token + ", answered '" + answer + "'";
        }
    }

    /** Reads all that were written down, at the end. */
    record Count(List<String> tokens) implements TokenOperation {
        @Override
        public String toString() {
            return "count " + tokens.size() + " tokens";
        }
    }
}
