package io.opendcp.protocol.ini;

import io.opendcp.protocol.error.Language;
import java.util.List;
import java.util.stream.Collectors;

/** A file, or a set of files that belong together, cannot be used; says everything that is wrong, at once. */
public final class IniException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<IniProblem> problems;

    /** @param problems at least one, warnings among them */
    public IniException(List<IniProblem> problems) {
        super(lines(problems, Language.ENGLISH), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** All problems in the order of files and lines, warnings included. */
    public List<IniProblem> problems() {
        return problems;
    }

    /** One line a problem. */
    public String message(Language language) {
        return lines(problems, language);
    }

    private static String lines(List<IniProblem> problems, Language language) {
        return problems.stream().map(problem -> problem.text(language)).collect(Collectors.joining("\n"));
    }
}
