package io.opendcp.protocol.ini;

import io.opendcp.protocol.ini.IniProblem.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a file while it is read, so that all of it can be told at once. */
public final class IniProblems {
    private final List<IniProblem> problems = new ArrayList<>();

    /** The file cannot be used. */
    public void error(Path file, int line, String what, String chinese, String english) {
        problems.add(new IniProblem(Severity.ERROR, file, line, what, chinese, english));
    }

    /** The file can be used, but its owner should look. */
    public void warning(Path file, int line, String what, String chinese, String english) {
        problems.add(new IniProblem(Severity.WARNING, file, line, what, chinese, english));
    }

    /** Takes over what was found elsewhere. */
    public void addAll(List<IniProblem> found) {
        problems.addAll(found);
    }

    /**
     * The warnings, when there is nothing worse.
     *
     * @throws IniException with all problems by line, when one of them is an error
     */
    public List<IniProblem> warningsOrThrow() {
        List<IniProblem> sorted = problems.stream()
                .sorted(Comparator.comparing(IniProblem::file).thenComparingInt(IniProblem::line))
                .toList();
        if (sorted.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new IniException(sorted);
        }
        return sorted;
    }
}
