package io.opendcp.simulator.setup;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is typed behind a tool's name as {@code NAME=VALUE}, names in any case. */
final class Arguments {
    private final String tool;
    private final Map<String, String> values = new TreeMap<>();

    /**
     * @param known names that the tool takes
     * @throws SetupException if one is unknown, there twice, or no such pair
     */
    Arguments(String tool, List<String> typed, String... known) {
        this.tool = tool;
        for (String each : typed) {
            int at = each.indexOf('=');
            String name = (at < 0 ? each : each.substring(0, at)).toUpperCase(Locale.ROOT);
            if (at < 1 || !Arrays.asList(known).contains(name)) {
                String all = String.join(", ", known);
                throw new SetupException(
                        tool + " takes NAME=VALUE with " + all + ", not " + each,
                        tool + " 的参数为 名称=值，名称可为 " + all + "，而不是 " + each);
            }
            if (values.put(name, each.substring(at + 1)) != null) {
                throw new SetupException(tool + ": " + name + " is there twice", tool + ": 参数 " + name + " 重复");
            }
        }
    }

    /** Empty if it is not there. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** @throws SetupException if it is not there, or says nothing */
    String require(String name) {
        String value = get(name);
        if (value.isEmpty()) {
            throw new SetupException(tool + " needs " + name + "=...", tool + " 缺少参数 " + name + "=...");
        }
        return value;
    }

    /** @throws SetupException if it is there and is none of these, in any case */
    void allow(String name, String... allowed) {
        String value = get(name);
        if (values.containsKey(name) && Arrays.stream(allowed).noneMatch(value::equalsIgnoreCase)) {
            String all = String.join(", ", allowed);
            throw new SetupException(
                    "%s: %s=%s, but here it is %s".formatted(tool, name, value, all),
                    "%s: %s=%s，此处应为 %s".formatted(tool, name, value, all));
        }
    }
}
