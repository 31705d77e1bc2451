package io.opendcp.proxy.disql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code user[/password][*LOCAL][@server][#{name=value,...}]}. Users and passwords with signs in them stand in double
 * quotes, in which a doubled quote stands for itself; user and password together may stand in single quotes, as a shell wants
 * them. Source: DIsql's manual.
 */
final class LogonText {
    private static final int LONGEST_SEPARATOR = 7;
    /** What would make something else of the driver's URL. */
    private static final String NOT_IN_SERVERS = "?/&@'\"";

    private final String text;
    private int at;

    private LogonText(String text) {
        this.text = text;
    }

    /**
     * @throws Told for what it cannot be, or what is not supported
     */
    static Logon parse(String text) {
        LogonText reader = new LogonText(unquoted(text.strip()));
        return reader.logon();
    }

    private Logon logon() {
        String user = part("/@*#");
        @Nullable String password = null;
        if (take('/')) {
            if (user.isEmpty() && (end() || peek() == '@' || peek() == ' ')) {
                throw notSupported("/");
            }
            password = part("@*#");
        }
        boolean local = false;
        if (take('*')) {
            local = mppType(part("@#"));
        }
        String server = take('@') ? part("*#") : "";
        if (take('*')) {
            local = mppType(part("#"));
        }
        Map<String, String> options = Map.of();
        if (take('#')) {
            options = options(text.substring(at));
            local |= mppType(options.getOrDefault("MPP_TYPE", "GLOBAL"));
            at = text.length();
        }
        if (!end() || server.chars().anyMatch(c -> Character.isWhitespace(c) || NOT_IN_SERVERS.indexOf(c) >= 0)) {
            throw new Told("无效的登录串", "not a logon: user/password@host:port is expected");
        }
        return new Logon(user, password, server.isEmpty() ? Logon.DEFAULT_SERVER : server, local)
                .withTls(options.getOrDefault("SSL_PATH", ""), options.getOrDefault("SSL_PWD", ""));
    }

    /** Up to one of {@code ends}, or what is in double quotes. */
    private String part(String ends) {
        if (!end() && peek() == '"') {
            return quoted();
        }
        int from = at;
        while (!end() && !(ends.indexOf(peek()) >= 0 && separates())) {
            at++;
        }
        return text.substring(from, at);
    }

    /** A star or a hash may be part of a password: they separate only before what they introduce. */
    private boolean separates() {
        String from = text.substring(at, Math.min(text.length(), at + LONGEST_SEPARATOR))
                .toUpperCase(Locale.ROOT);
        return switch (peek()) {
            case '*' -> from.startsWith("*LOCAL") || from.startsWith("*GLOBAL");
            case '#' -> from.startsWith("#{") || from.startsWith("#\"{");
            default -> true;
        };
    }

    private String quoted() {
        StringBuilder part = new StringBuilder();
        at++;
        while (!end()) {
            char c = text.charAt(at++);
            if (c != '"') {
                part.append(c);
            } else if (!end() && peek() == '"') {
                part.append('"');
                at++;
            } else {
                return part.toString();
            }
        }
        throw new Told("双引号没有结束", "a double quote is not closed");
    }

    /** By name in upper case. */
    private static Map<String, String> options(String braces) {
        String inner = braces.replaceFirst("^\"?\\{", "").replaceFirst("}\"?$", "");
        Map<String, String> values = new HashMap<>();
        for (String option : inner.split(",", -1)) {
            int equals = option.indexOf('=');
            String name =
                    (equals < 0 ? option : option.substring(0, equals)).strip().toUpperCase(Locale.ROOT);
            String value = equals < 0 ? "" : option.substring(equals + 1).strip();
            switch (name) {
                case "MPP_TYPE", "SSL_PATH", "SSL_PWD" -> values.put(name, value);
                case "INET_TYPE" -> {
                    if (!value.equalsIgnoreCase("TCP")) {
                        throw notSupported(option.strip());
                    }
                }
                default -> throw notSupported(option.strip());
            }
        }
        return values;
    }

    /** Whether an MPP type, as typed, means LOCAL. */
    static boolean mppType(String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "LOCAL" -> true;
            case "GLOBAL", "" -> false;
            default -> throw new Told("无效的MPP类型: " + type, "MPP type is GLOBAL or LOCAL, not " + type);
        };
    }

    private static Told notSupported(String what) {
        return new Told("不支持的登录方式: " + what, "this way to log in is not supported: " + what);
    }

    /** {@code 'user/"password"'@host} without the single quotes. */
    private static String unquoted(String text) {
        int close = text.startsWith("'") ? text.indexOf('\'', 1) : -1;
        return close < 0 ? text : text.substring(1, close) + text.substring(close + 1);
    }

    private boolean take(char c) {
        if (!end() && peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private char peek() {
        return text.charAt(at);
    }

    private boolean end() {
        return at >= text.length();
    }
}
