package io.opendcp.protocol.ini;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Finds values that may stand only once in a file, in whatever case, and do so twice. */
final class Unique {
    private final String what;
    private final Map<String, Integer> seen = new HashMap<>();

    Unique(String what) {
        this.what = what;
    }

    /** Notes {@code value}, which {@code key} sets; a value that is missing or wrong has its own problem already. */
    void see(String value, CheckedSettings settings, IniKey key) {
        if (settings.setting(key).isEmpty()) {
            return;
        }
        Integer first = seen.putIfAbsent(value.toUpperCase(Locale.ROOT), settings.line(key));
        if (first != null) {
            settings.error(key, "重复的 " + what + "，已在第" + first + "行设置", what + " is used already in line " + first);
        }
    }
}
