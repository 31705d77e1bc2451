package io.opendcp.protocol.ini;

/**
 * One {@code KEY = value} of a file.
 *
 * @param line counted from 1
 * @param key as it is written; keys are not case-sensitive
 * @param value without blanks around it and without a comment; may be empty
 */
public record IniSetting(int line, String key, String value) {
    /** Whether this setting is called {@code name}, in any case. */
    public boolean is(String name) {
        return key.equalsIgnoreCase(name);
    }
}
