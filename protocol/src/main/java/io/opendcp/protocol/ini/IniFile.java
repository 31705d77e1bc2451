package io.opendcp.protocol.ini;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of settings as DM writes them: one {@code KEY = value} a line, {@code #} starts a comment, {@code [NAME]} starts
 * a section. What the settings mean is not known here. Source: {@code docs/configuration.md}.
 *
 * @param globals what stands before the first section
 */
public record IniFile(Path file, IniSection globals, List<IniSection> sections) {
    /** Far above a complete dm.ini with all comments (about 80 KB). */
    public static final int MAX_BYTES = 1 << 20;

    private static final Charset GB18030 = Charset.forName("GB18030");

    public IniFile {
        sections = List.copyOf(sections);
    }

    /**
     * Reads {@code file}: UTF-8 with or without a byte order mark or, where that does not fit, GB18030.
     *
     * @throws IniException when it cannot be read, or is too long
     */
    public static IniFile read(Path file, IniProblems problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable(file, "文件过大，最大" + MAX_BYTES + "字节", "longer than " + MAX_BYTES + " bytes");
            }
            return parse(file, decode(Files.readAllBytes(file)), problems);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "文件不存在", "there is no such file");
        } catch (IOException e) {
            throw unreadable(file, "无法读取文件: " + e.getMessage(), "cannot be read: " + e.getMessage());
        }
    }

    /** Reads {@code text}; lines that are neither setting, section, comment nor blank become problems. */
    public static IniFile parse(Path file, String text, IniProblems problems) {
        Parser parser = new Parser(file, problems);
        text.lines().forEach(parser::line);
        return parser.finish();
    }

    private static IniException unreadable(Path file, String chinese, String english) {
        return new IniException(List.of(new IniProblem(IniProblem.Severity.ERROR, file, 0, "", chinese, english)));
    }

    private static String decode(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(bytes, GB18030);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static final class Parser {
        private final Path file;
        private final IniProblems problems;
        private final List<IniSection> done = new ArrayList<>();
        private final List<IniSetting> settings = new ArrayList<>();
        private String section = "";
        private int sectionLine;
        private int lineNumber;

        Parser(Path file, IniProblems problems) {
            this.file = file;
            this.problems = problems;
        }

        void line(String raw) {
            lineNumber++;
            int comment = raw.indexOf('#');
            String text = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            if (text.isEmpty()) {
                return;
            }
            if (text.startsWith("[")) {
                heading(text);
                return;
            }
            int equals = text.indexOf('=');
            if (equals <= 0) {
                problems.error(file, lineNumber, text, "应为 KEY = VALUE 或 [NAME]", "is neither KEY = VALUE nor [NAME]");
                return;
            }
            settings.add(new IniSetting(
                    lineNumber,
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip()));
        }

        private void heading(String text) {
            String name =
                    text.endsWith("]") ? text.substring(1, text.length() - 1).strip() : "";
            if (name.isEmpty()) {
                problems.error(file, lineNumber, text, "节标题应为 [NAME]", "is not a section heading: [NAME]");
            }
            endSection();
            section = name;
            sectionLine = lineNumber;
        }

        private void endSection() {
            done.add(new IniSection(section, sectionLine, settings));
            settings.clear();
        }

        IniFile finish() {
            endSection();
            return new IniFile(file, done.get(0), done.subList(1, done.size()));
        }
    }
}
