package io.opendcp.protocol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlScannerTest {
    static final String[] PIECES = {
        "'", "\"", "--", "//", "/*", "*/", "q'[", "]'", "N'", "0x", "1.5e", "..", ".", ":", ":=", "?", ";", "\n", " ",
        "SELECT", "中文", "a", "@", "(", ")", "-", "\0", "\ud83d", "\u3000", "9", "e+", "||", "<>", "{", "VALUES", ","
    };

    @Test
    void tells_names_literals_and_marks_apart() {
        String sql = "SELECT t.a,\"B b\" FROM \"S\".t1 WHERE x>=1.5e-3 AND y<>.5 AND z=0xFF";

        assertThat(tokens(sql))
                .containsExactly(
                        "WORD SELECT",
                        "WORD t",
                        "SYMBOL .",
                        "WORD a",
                        "SYMBOL ,",
                        "QUOTED_WORD \"B b\"",
                        "WORD FROM",
                        "QUOTED_WORD \"S\"",
                        "SYMBOL .",
                        "WORD t1",
                        "WORD WHERE",
                        "WORD x",
                        "SYMBOL >=",
                        "NUMBER 1.5e-3",
                        "WORD AND",
                        "WORD y",
                        "SYMBOL <>",
                        "NUMBER .5",
                        "WORD AND",
                        "WORD z",
                        "SYMBOL =",
                        "HEX 0xFF");
    }

    @Test
    void a_range_in_a_loop_is_two_numbers() {
        assertThat(tokens("1..10")).containsExactly("NUMBER 1", "SYMBOL ..", "NUMBER 10");
    }

    @Test
    void quotes_within_quotations_do_not_end_them() {
        assertThat(tokens("'it''s' N'x' q'[it's]' Q'!a'b!' \"a\"\"b\""))
                .containsExactly(
                        "STRING 'it''s'",
                        "STRING N'x'",
                        "STRING q'[it's]'",
                        "STRING Q'!a'b!'",
                        "QUOTED_WORD \"a\"\"b\"");
    }

    @Test
    void what_looks_like_more_is_hidden_in_comments() {
        assertThat(tokens("a -- '?\nb // ?\r\nc /* ' ; */ d")).containsExactly("WORD a", "WORD b", "WORD c", "WORD d");
    }

    @Test
    void parameters_have_marks_or_names() {
        assertThat(tokens("? :a :1 x:=y"))
                .containsExactly(
                        "PARAMETER ?", "NAMED_PARAMETER :a", "NAMED_PARAMETER :1", "WORD x", "SYMBOL :=", "WORD y");
    }

    @Test
    void what_is_not_closed_is_broken_to_the_end() {
        assertThat(tokens("a 'b")).containsExactly("WORD a", "BROKEN 'b");
        assertThat(tokens("/* b")).containsExactly("BROKEN /* b");
        assertThat(tokens("q'[b]")).containsExactly("BROKEN q'[b]");
        assertThat(tokens("\"")).containsExactly("BROKEN \"");
    }

    @Test
    void names_are_folded_unless_quoted() {
        assertThat(names("t1 \"t1\" \"a\"\"b\" 表")).containsExactly("T1", "t1", "a\"b", "表");
    }

    @Test
    void every_character_of_any_text_is_in_exactly_one_token() {
        for (int seed = 0; seed < 20_000; seed++) {
            String sql = anything(new Random(seed), 40);
            SqlScanner scanner = new SqlScanner(sql);
            int at = 0;
            while (scanner.next()) {
                assertThat(scanner.start()).as("seed %d", seed).isEqualTo(at);
                assertThat(scanner.end()).as("seed %d", seed).isGreaterThan(at);
                at = scanner.end();
            }
            assertThat(at).as("seed %d", seed).isEqualTo(sql.length());
        }
    }

    static String anything(Random random, int pieces) {
        StringBuilder sql = new StringBuilder();
        for (int i = random.nextInt(pieces); i >= 0; i--) {
            sql.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return sql.toString();
    }

    private static List<String> tokens(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        List<String> tokens = new ArrayList<>();
        while (scanner.nextSignificant()) {
            tokens.add(scanner.kind() + " " + scanner.text());
        }
        return tokens;
    }

    private static List<String> names(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        List<String> names = new ArrayList<>();
        while (scanner.nextSignificant()) {
            names.add(scanner.name());
        }
        return names;
    }
}
