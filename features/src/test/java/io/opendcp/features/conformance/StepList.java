package io.opendcp.features.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code conformance/statements.txt}, whose first lines tell how it is written. */
final class StepList {
    private static final String FILE = "/conformance/statements.txt";
    private static final String RESULT = "> ";
    private static final String COLUMNS = "?> ";
    private static final String SECTION = "## ";
    private static final String BINDS = " :: ";

    private StepList() {}

    static List<Step> read() {
        try (InputStream in = StepList.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not there");
            }
            return steps(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Step> steps(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(SECTION)) {
                section = line.substring(SECTION.length());
            } else if (line.startsWith(RESULT) || line.startsWith(COLUMNS)) {
                int from = i + 1;
                int to = from;
                while (to < lines.size() && !lines.get(to).isEmpty()) {
                    to++;
                }
                steps.add(step(i + 1, section, line, lines.subList(from, to)));
                i = to;
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalStateException(FILE + ", line " + (i + 1) + ": belongs to no statement: " + line);
            }
        }
        return steps;
    }

    private static Step step(int number, String section, String line, List<String> expected) {
        if (expected.isEmpty()) {
            throw new IllegalStateException(FILE + ", line " + number + ": nothing is expected");
        }
        Step.Ask ask = line.startsWith(RESULT) ? Step.Ask.RESULT : Step.Ask.COLUMNS;
        String text = line.substring(line.indexOf(' ') + 1);
        int at = text.indexOf(BINDS);
        List<String> binds = at < 0
                ? List.of()
                : Arrays.asList(text.substring(at + BINDS.length()).split(", "));
        return new Step(number, section, ask, at < 0 ? text : text.substring(0, at), binds, expected);
    }
}
