package io.opendcp.protocol.ini;

import java.nio.file.Path;
import java.util.List;

/**
 * What a watcher is told, by a dmmwatch.ini or a dmwatcher.ini.
 *
 * @param groups in the file's order; at least one
 * @param warnings what its owner should look at
 */
public record WatchIni(Path file, List<WatchGroup> groups, List<IniProblem> warnings) {
    /** The longest name of a group. */
    static final int MAX_NAME = 16;

    public WatchIni {
        groups = List.copyOf(groups);
        warnings = List.copyOf(warnings);
    }

    /** How its watcher talks: equal for all groups of a file. */
    public WatchTransport.Kind kind() {
        return groups.get(0).transport().kind();
    }

    /** Notes a group's name that is too long. */
    static void checkName(Path file, IniSection section, IniProblems problems) {
        if (section.name().length() > MAX_NAME) {
            problems.error(
                    file,
                    section.line(),
                    "[" + section.name() + "]",
                    "组名最长 " + MAX_NAME + " 个字符",
                    "is longer than the " + MAX_NAME + " characters of a group's name");
        }
    }
}
