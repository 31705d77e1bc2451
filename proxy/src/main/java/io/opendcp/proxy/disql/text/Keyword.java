package io.opendcp.proxy.disql.text;

import java.util.Locale;

/**
 * A word that may be cut short, written as manuals write it: {@code CONN[ECT]} is met by CONN, CONNE, CONNEC and CONNECT, in
 * any case.
 *
 * @param full in upper case
 * @param shortest its fewest characters
 */
public record Keyword(String full, int shortest) {
    public static Keyword of(String notation) {
        int bracket = notation.indexOf('[');
        return bracket < 0
                ? new Keyword(notation, notation.length())
                : new Keyword(notation.replace("[", "").replace("]", ""), bracket);
    }

    public boolean matches(String word) {
        return word.length() >= shortest && full.startsWith(word.toUpperCase(Locale.ROOT));
    }
}
