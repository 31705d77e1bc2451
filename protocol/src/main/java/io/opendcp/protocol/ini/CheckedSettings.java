package io.opendcp.protocol.ini;

import io.opendcp.protocol.error.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One section's settings, checked against the keys it may have. Whatever is wrong goes to the problems, and a value
 * that fits is given all the same, so that the checks after it can go on.
 */
final class CheckedSettings {
    private final Path file;
    private final IniSection section;
    private final IniProblems problems;
    private final Map<String, IniSetting> byName = new HashMap<>();

    /** @param misprints known wrong names, upper case, with the right ones */
    CheckedSettings(
            Path file, IniSection section, List<IniKey> known, Map<String, String> misprints, IniProblems problems) {
        this.file = file;
        this.section = section;
        this.problems = problems;
        List<String> names = known.stream().map(IniKey::name).toList();
        List<IniSetting> unknown = new ArrayList<>();
        for (IniSetting setting : section.settings()) {
            String name = setting.key().toUpperCase(Locale.ROOT);
            String meant = misprints.get(name);
            if (meant != null) {
                problems.warning(
                        file,
                        setting.line(),
                        shown(setting),
                        "名称有误，按 " + meant + " 处理",
                        "is not a known name; taken for " + meant);
                name = meant;
            }
            if (names.contains(name)) {
                put(name, setting);
            } else {
                unknown.add(setting);
            }
        }
        tellUnknown(unknown);
        known.forEach(this::check);
    }

    private void put(String name, IniSetting setting) {
        IniSetting first = byName.putIfAbsent(name, setting);
        if (first != null) {
            problems.error(
                    file,
                    setting.line(),
                    shown(setting),
                    "重复的配置项，已在第" + first.line() + "行设置",
                    "is set already in line " + first.line());
        }
    }

    /** One line for all of them: a complete dm.ini has hundreds of settings that mean nothing here. */
    private void tellUnknown(List<IniSetting> unknown) {
        if (!unknown.isEmpty()) {
            String names = unknown.stream()
                    .map(setting -> setting.key() + " (" + setting.line() + ")")
                    .collect(Collectors.joining(", "));
            problems.warning(
                    file, unknown.get(0).line(), "", "未知的配置项，已忽略: " + names, "unknown settings, ignored: " + names);
        }
    }

    private void check(IniKey key) {
        IniSetting setting = byName.get(key.name());
        if (setting == null) {
            if (key.defaultValue() == null) {
                missing(key);
            }
        } else if (!key.allowed().accepts(setting.value())) {
            problems.error(
                    file,
                    setting.line(),
                    shown(setting),
                    "取值范围为 " + key.allowed().describe(Language.CHINESE),
                    "must be " + key.allowed().describe(Language.ENGLISH));
            byName.remove(key.name());
        }
    }

    private void missing(IniKey key) {
        problems.error(
                file,
                section.line(),
                section.name().isEmpty() ? key.name() : "[" + section.name() + "] " + key.name(),
                "缺少此配置项，取值范围为 " + key.allowed().describe(Language.CHINESE),
                "is missing; must be " + key.allowed().describe(Language.ENGLISH));
    }

    /** The setting as it stands in the file, if it does and its value is allowed. */
    Optional<IniSetting> setting(IniKey key) {
        return Optional.ofNullable(byName.get(key.name()));
    }

    /** The value, else the default, else (a problem is noted then) an empty text. */
    String text(IniKey key) {
        return setting(key)
                .map(IniSetting::value)
                .orElseGet(() -> Optional.ofNullable(key.defaultValue()).orElse(""));
    }

    /** The value, else the default, else (a problem is noted then) -1. */
    int number(IniKey key) {
        String text = text(key);
        return text.isEmpty() ? -1 : Math.toIntExact(Long.parseLong(text));
    }

    boolean flag(IniKey key) {
        return number(key) == 1;
    }

    /** The line that sets each setting, by its proper name. */
    Map<String, Integer> lines() {
        return byName.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().line()));
    }

    /** The line that sets {@code key}, for another problem to point at. */
    int line(IniKey key) {
        return setting(key).map(IniSetting::line).orElse(section.line());
    }

    /** Notes an error about {@code key} at its line or, if the file does not set it, about the section. */
    void error(IniKey key, String chinese, String english) {
        setting(key)
                .ifPresentOrElse(
                        setting -> problems.error(file, setting.line(), shown(setting), chinese, english),
                        () -> problems.error(file, section.line(), key.name() + " = " + text(key), chinese, english));
    }

    private static String shown(IniSetting setting) {
        return setting.key() + " = " + setting.value();
    }
}
