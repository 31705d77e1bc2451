package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTextTest {
    private static final List<String> LINES =
            CaseText.write(Case.draw(Profile.BANK, 7, 400)).lines().toList();

    @Test
    void what_is_written_is_read() {
        for (long seed = 1; seed <= 50; seed++) {
            Case drawn = Case.draw(Profile.BANK, seed, 1000);

            assertThat(CaseText.read(CaseText.write(drawn).lines().toList())).isEqualTo(drawn);
        }
    }

    @Test
    void comments_and_empty_lines_are_for_people() {
        List<String> lines = new ArrayList<>(LINES);
        lines.add(0, "# transfers kept: [a], expected []");
        lines.add(3, "");

        assertThat(CaseText.read(lines)).isEqualTo(CaseText.read(LINES));
    }

    private static void refused(List<String> lines, String why) {
        assertThatThrownBy(() -> CaseText.read(lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static List<String> with(String line) {
        List<String> lines = new ArrayList<>(LINES);
        lines.add(line);
        return lines;
    }

    private static List<String> with(List<String> lines, String name, String value) {
        return lines.stream()
                .map(line -> line.startsWith(name + " = ") ? name + " = " + value : line)
                .toList();
    }

    @Test
    void what_is_wrong_is_told_with_its_place() {
        refused(LINES.subList(1, LINES.size()), "profile is missing");
        refused(with("colour = blue"), "unknown: colour");
        refused(with("seed = 8"), "line " + (LINES.size() + 1) + ": a second time");
        refused(with("1 s, for 2 s: on EP01, dance"), "line " + (LINES.size() + 1) + ": ");
        refused(with(LINES, "eps", "4294967298"), "eps = 4294967298: 1 to");
        refused(with(LINES, "pool", "0"), "pool = 0: 1 to");
        refused(with(LINES, "limit", "9223372036854775807"), "limit = 9223372036854775807: 0 to");
        refused(with(LINES, "standbys", "yes"), "standbys is neither true nor false: yes");
        refused(with(LINES, "seed", "many"), "seed is no whole number: many");
        refused(with(LINES, "rare", "NOTHING"), "no named point is called NOTHING; there are [LENT_");
        refused(with("soon: on EP01, kill it"), "expected 'SECONDS s, for SECONDS s: SENTENCE'");
        refused(List.of("profile = casino"), "no profile is called casino; there are bank");
    }
}
