package io.opendcp.protocol.ini;

import org.jspecify.annotations.Nullable;

/**
 * One setting that a file may hold.
 *
 * @param defaultValue what holds when the file does not say; null when it must say
 * @param repeatable whether it may be set several times, each time to another value
 * @param dynamic whether a running server takes a new value ("dynamic INI parameter")
 * @param chinese what it is, in a line
 * @param english the same
 */
public record IniKey(
        String name,
        Allowed allowed,
        @Nullable String defaultValue,
        boolean repeatable,
        boolean dynamic,
        String chinese,
        String english) {
    /** A setting that a file must hold. */
    static IniKey required(String name, Allowed allowed, String chinese, String english) {
        return new IniKey(name, allowed, null, false, false, chinese, english);
    }

    /** A setting that a file may leave out; read at start only. */
    static IniKey optional(String name, Allowed allowed, Object defaultValue, String chinese, String english) {
        return new IniKey(name, allowed, defaultValue.toString(), false, false, chinese, english);
    }

    /** The same setting, changeable while the server runs. */
    IniKey changeable() {
        return new IniKey(name, allowed, defaultValue, repeatable, true, chinese, english);
    }

    /** The same setting, for as many lines as one likes. */
    IniKey severalTimes() {
        return new IniKey(name, allowed, defaultValue, true, dynamic, chinese, english);
    }
}
