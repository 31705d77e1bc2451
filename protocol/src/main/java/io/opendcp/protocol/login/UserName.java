package io.opendcp.protocol.login;

import java.util.Locale;

/** Names of users. */
public final class UserName {
    private UserName() {}

    /** As DM reads a name that is {@code typed}: folded to upper case, unless it is {@code "quoted"}. */
    public static String folded(String typed) {
        boolean quoted = typed.length() > 1 && typed.startsWith("\"") && typed.endsWith("\"");
        return quoted ? typed.substring(1, typed.length() - 1) : typed.toUpperCase(Locale.ROOT);
    }
}
