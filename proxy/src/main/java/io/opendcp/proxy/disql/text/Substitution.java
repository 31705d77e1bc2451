package io.opendcp.proxy.disql.text;

import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.TokenKind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of {@code &name}. A point right behind the name ends it and goes with it, as in
 * {@code &owner..T}. In statements, comments stay as they are; quotations do not.
 */
public final class Substitution {
    private final Pattern mark;
    private final Values values;

    /** Where values come from. */
    @FunctionalInterface
    public interface Values {
        /**
         * @param name in upper case
         * @param keep whether the value is to be known from now on ({@code &&name})
         * @throws NoValue if there is none to be had
         */
        String of(String name, boolean keep);
    }

    /** Nobody is there to say a value. */
    public static final class NoValue extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String name;

        public NoValue(String name) {
            super(name, null, false, false);
            this.name = name;
        }

        /** Whose value it is. */
        public String name() {
            return name;
        }
    }

    /** @param prefix before names, usually {@code &} */
    public Substitution(char prefix, Values values) {
        String quoted = Pattern.quote(String.valueOf(prefix));
        this.mark = Pattern.compile("(" + quoted + "{1,2})([\\w$#\\x{80}-\\x{ffff}]+)\\.?");
        this.values = values;
    }

    /** In a statement: everywhere but in comments. */
    public String inSql(String sql) {
        StringBuilder result = new StringBuilder();
        SqlScanner scanner = new SqlScanner(sql);
        int from = 0;
        while (scanner.next()) {
            if (scanner.kind() == TokenKind.COMMENT) {
                result.append(inLine(sql.substring(from, scanner.start()))).append(scanner.text());
                from = scanner.end();
            }
        }
        return result.append(inLine(sql.substring(from))).toString();
    }

    /** In a command. */
    public String inLine(String line) {
        Matcher matcher = mark.matcher(line);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            boolean keep = matcher.group(1).length() == 2;
            String value = values.of(matcher.group(2).toUpperCase(Locale.ROOT), keep);
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }
}
