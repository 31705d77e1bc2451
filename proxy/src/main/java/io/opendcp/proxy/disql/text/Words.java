package io.opendcp.proxy.disql.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The arguments of a command, word by word; words in quotes may have blanks in them, a doubled quote stands for itself. */
public final class Words {
    private final String line;
    private int at;

    public Words(String line) {
        this.line = line;
    }

    /** All words of a line. */
    public static List<String> of(String line) {
        Words words = new Words(line);
        List<String> all = new ArrayList<>();
        while (words.more()) {
            all.add(words.next());
        }
        return all;
    }

    public boolean more() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at < line.length();
    }

    /** The next word without its quotes; empty at the end. */
    public String next() {
        if (!more()) {
            return "";
        }
        char first = line.charAt(at);
        return first == '\'' || first == '"' ? quoted(first) : plain();
    }

    /** The next word in upper case. */
    public String nextUpper() {
        return next().toUpperCase(Locale.ROOT);
    }

    /** The next word if it stands in quotes, else all that is left. */
    public String quotedOrRest() {
        return more() && (line.charAt(at) == '\'' || line.charAt(at) == '"') ? next() : rest().strip();
    }

    /** All that is left, as it is written. */
    public String rest() {
        more();
        String rest = line.substring(at);
        at = line.length();
        return rest;
    }

    private String plain() {
        int from = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return line.substring(from, at);
    }

    private String quoted(char quote) {
        StringBuilder word = new StringBuilder();
        at++;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c != quote) {
                word.append(c);
            } else if (at < line.length() && line.charAt(at) == quote) {
                word.append(quote);
                at++;
            } else {
                break;
            }
        }
        return word.toString();
    }
}
