package io.opendcp.protocol.ini;

import io.opendcp.protocol.error.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One section's settings, checked against the keys it may have. Whatever is wrong goes to the problems, and a value
 * that fits is given all the same, so that the checks after it can go on.
 */
final class CheckedSettings {
    private final Path file;
    private final IniSection section;
    private final IniProblems problems;
    private final Map<String, IniSetting> byName = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private final Map<String, List<IniSetting>> further = new HashMap<>();

    /** @param misprints known wrong names, upper case, with the right ones */
    CheckedSettings(
            Path file, IniSection section, List<IniKey> known, Map<String, String> misprints, IniProblems problems) {
        this.file = file;
        this.section = section;
        this.problems = problems;
        Map<String, IniKey> keys = known.stream().collect(Collectors.toMap(IniKey::name, key -> key));
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
            IniKey key = keys.get(name);
            if (key == null) {
                unknown.add(setting);
            } else {
                put(key, setting);
            }
        }
        tellUnknown(unknown);
        known.forEach(this::check);
    }

    private void put(IniKey key, IniSetting setting) {
        present.add(key.name());
        IniSetting first = byName.putIfAbsent(key.name(), setting);
        if (first == null) {
            return;
        }
        List<IniSetting> others = further.computeIfAbsent(key.name(), x -> new ArrayList<>());
        Optional<IniSetting> same = Stream.concat(Stream.of(first), others.stream())
                .filter(other -> !key.repeatable() || other.value().equalsIgnoreCase(setting.value()))
                .findFirst();
        if (same.isPresent()) {
            int line = same.get().line();
            error(setting, "重复的配置项，已在第" + line + "行设置", "is set already in line " + line);
        } else {
            others.add(setting);
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
        if (!byName.containsKey(key.name())) {
            if (key.defaultValue() == null) {
                missing(key);
            }
            return;
        }
        List<IniSetting> wrong = all(key).stream()
                .filter(setting -> !key.allowed().accepts(setting.value()))
                .toList();
        for (IniSetting setting : wrong) {
            error(
                    setting,
                    "取值范围为 " + key.allowed().describe(Language.CHINESE),
                    "must be " + key.allowed().describe(Language.ENGLISH));
            byName.remove(key.name(), setting);
        }
        further.computeIfPresent(key.name(), (name, others) -> {
            others.removeAll(wrong);
            return others;
        });
    }

    /** Notes that a key which may be left out elsewhere is missing here, and why. */
    void needed(IniKey key, String chinese, String english) {
        if (!isSet(key)) {
            problems.error(file, section.line(), place(key), chinese, english);
        }
    }

    /** Notes that {@code key} is set where it has no place, and why not. */
    void unwanted(IniKey key, String chinese, String english) {
        setting(key).ifPresent(setting -> error(setting, chinese, english));
    }

    private String place(IniKey key) {
        return section.name().isEmpty() ? key.name() : "[" + section.name() + "] " + key.name();
    }

    private void missing(IniKey key) {
        problems.error(
                file,
                section.line(),
                place(key),
                "缺少此配置项，取值范围为 " + key.allowed().describe(Language.CHINESE),
                "is missing; must be " + key.allowed().describe(Language.ENGLISH));
    }

    /** Whether the file sets {@code key}, be it to a value that is not allowed. */
    boolean isSet(IniKey key) {
        return present.contains(key.name());
    }

    /** The setting as it stands in the file, if it does and its value is allowed. */
    Optional<IniSetting> setting(IniKey key) {
        return Optional.ofNullable(byName.get(key.name()));
    }

    /** All lines that set a key which may be set several times, those with a value that is not allowed left out. */
    List<IniSetting> all(IniKey key) {
        return Stream.concat(setting(key).stream(), further.getOrDefault(key.name(), List.of()).stream())
                .toList();
    }

    /** The value, else the default, else (a problem is noted then) an empty text. */
    String text(IniKey key) {
        return setting(key)
                .map(IniSetting::value)
                .orElseGet(() -> Optional.ofNullable(key.defaultValue()).orElse(""));
    }

    /** The value, else the default, else (a problem is noted then) -1. */
    int number(IniKey key) {
        return Math.toIntExact(longNumber(key));
    }

    /** The same, where an int is too short. */
    long longNumber(IniKey key) {
        String text = text(key);
        return text.isEmpty() ? -1 : Long.parseLong(text);
    }

    /** The number of seconds, else -1 s as with {@link #number}. */
    Duration seconds(IniKey key) {
        return Duration.ofSeconds(number(key));
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
                        setting -> error(setting, chinese, english),
                        () -> problems.error(file, section.line(), key.name() + " = " + text(key), chinese, english));
    }

    /** Notes a warning about {@code key} at its line; nothing if the file does not set it. */
    void warning(IniKey key, String chinese, String english) {
        setting(key).ifPresent(setting -> problems.warning(file, setting.line(), shown(setting), chinese, english));
    }

    private void error(IniSetting setting, String chinese, String english) {
        problems.error(file, setting.line(), shown(setting), chinese, english);
    }

    private static String shown(IniSetting setting) {
        return setting.key() + " = " + setting.value();
    }
}
