package io.opendcp.protocol.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IniFileTest {
    private final Path dir;

    IniFileTest(@TempDir Path dir) {
        this.dir = dir;
    }

    private static IniFile parse(String text) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.parse(Path.of("x.ini"), text, problems);
        assertThat(problems.warningsOrThrow()).isEmpty();
        return ini;
    }

    @Test
    void settings_keep_their_lines_and_sections() {
        IniFile ini = parse("""
                # a comment
                A = 1        ## another
                b=x y

                [ One ]
                C = p=q
                [Two]
                D =
                """);

        assertThat(ini.globals())
                .isEqualTo(new IniSection(
                        "", 0, java.util.List.of(new IniSetting(2, "A", "1"), new IniSetting(3, "b", "x y"))));
        assertThat(ini.sections())
                .containsExactly(
                        new IniSection("One", 5, java.util.List.of(new IniSetting(6, "C", "p=q"))),
                        new IniSection("Two", 7, java.util.List.of(new IniSetting(8, "D", ""))));
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(parse("A = 1\r\nB = 2\r\n").globals().settings())
                .containsExactly(new IniSetting(1, "A", "1"), new IniSetting(2, "B", "2"));
    }

    @Test
    void chinese_is_read_in_either_encoding() throws IOException {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, Charset.forName("GB18030")}) {
            Path file = Files.writeString(dir.resolve("x.ini"), "NAME = 实例一 # 说明\n", charset);

            IniFile ini = IniFile.read(file, new IniProblems());

            assertThat(ini.globals().settings()).containsExactly(new IniSetting(1, "NAME", "实例一"));
        }
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_name() throws IOException {
        Path file = Files.writeString(dir.resolve("x.ini"), "\uFEFFA = 1\n");

        assertThat(IniFile.read(file, new IniProblems()).globals().settings())
                .containsExactly(new IniSetting(1, "A", "1"));
    }

    @Test
    void every_line_that_cannot_be_read_is_told_in_both_languages() {
        IniProblems problems = new IniProblems();
        IniFile.parse(Path.of("x.ini"), "A = 1\nwhat\n= 2\n[open\n[]\n", problems);

        assertThatThrownBy(problems::warningsOrThrow).isInstanceOfSatisfying(IniException.class, e -> {
            assertThat(e.message(Language.ENGLISH)).isEqualTo("""
                    x.ini, line 2: what: is neither KEY = VALUE nor [NAME]
                    x.ini, line 3: = 2: is neither KEY = VALUE nor [NAME]
                    x.ini, line 4: [open: is not a section heading: [NAME]
                    x.ini, line 5: []: is not a section heading: [NAME]""");
            assertThat(e.message(Language.CHINESE)).startsWith("x.ini 第2行: what: 应为 KEY = VALUE 或 [NAME]\n");
        });
    }

    @Test
    void a_missing_file_and_one_too_long_are_named() throws IOException {
        Path missing = dir.resolve("missing.ini");
        Path longer = Files.writeString(dir.resolve("long.ini"), "#".repeat(IniFile.MAX_BYTES + 1));

        assertThatThrownBy(() -> IniFile.read(missing, new IniProblems()))
                .isInstanceOf(IniException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> IniFile.read(longer, new IniProblems()))
                .isInstanceOf(IniException.class)
                .hasMessage(longer + ": longer than 1048576 bytes");
        assertThatThrownBy(() -> IniFile.read(dir, new IniProblems()))
                .isInstanceOf(IniException.class)
                .hasMessageStartingWith(dir + ": cannot be read");
    }
}
