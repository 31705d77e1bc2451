package io.opendcp.protocol.ini;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file's sections, of which there must be some, each name once. */
record Sections(Path file, List<IniSection> sections, IniProblems problems) {
    /** The sections whose name was not there before; notes the others, or that there are none. */
    List<IniSection> distinct() {
        if (sections.isEmpty()) {
            problems.error(file, 0, "", "没有任何 [NAME] 节", "has no [NAME] section");
        }
        Map<String, Integer> lines = new HashMap<>();
        List<IniSection> distinct = new ArrayList<>();
        for (IniSection section : sections) {
            Integer first = lines.putIfAbsent(section.name().toUpperCase(Locale.ROOT), section.line());
            if (first == null) {
                distinct.add(section);
            } else {
                problems.error(
                        file,
                        section.line(),
                        "[" + section.name() + "]",
                        "重复的节，已在第" + first + "行出现",
                        "is there already in line " + first);
            }
        }
        return distinct;
    }
}
