package io.opendcp.proxy.disql;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of {@code &names}: those that DEFINE and ACCEPT set, and the arguments of a script. Names in any case. */
final class Defines {
    private final Map<String, String> values = new TreeMap<>();

    @Nullable
    String get(String name) {
        return values.get(name.toUpperCase(Locale.ROOT));
    }

    void set(String name, String value) {
        values.put(name.toUpperCase(Locale.ROOT), value);
    }

    /** Whether there was one. */
    boolean remove(String name) {
        return values.remove(name.toUpperCase(Locale.ROOT)) != null;
    }

    /** All of them, by name. */
    Map<String, String> all() {
        return new TreeMap<>(values);
    }

    /** Runs {@code script} while {@code &1}, {@code &2} ... stand for {@code arguments}; afterwards for what they did before. */
    void with(Iterable<String> arguments, Runnable script) {
        Map<String, String> before = all();
        before.keySet().removeIf(name -> !name.matches("\\d+"));
        values.keySet().removeAll(before.keySet());
        int number = 1;
        for (String argument : arguments) {
            set(Integer.toString(number++), argument);
        }
        try {
            script.run();
        } finally {
            values.keySet().removeIf(name -> name.matches("\\d+"));
            values.putAll(before);
        }
    }
}
