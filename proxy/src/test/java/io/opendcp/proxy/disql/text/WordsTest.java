package io.opendcp.proxy.disql.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void words_in_quotes_keep_their_blanks() {
        assertThat(Words.of("  a 'b c' \"d e\"  'it''s' '' ")).containsExactly("a", "b c", "d e", "it's", "");
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of("'open")).containsExactly("open");
    }

    @Test
    void the_rest_is_as_written() {
        Words words = new Words("a 'b'  c ");

        assertThat(words.nextUpper()).isEqualTo("A");
        assertThat(words.rest()).isEqualTo("'b'  c ");
        assertThat(words.next()).isEmpty();
        assertThat(new Words(" 'a b' c").quotedOrRest()).isEqualTo("a b");
        assertThat(new Words(" a b ").quotedOrRest()).isEqualTo("a b");
    }

    @Test
    void keywords_may_be_cut_short_to_the_bracket() {
        Keyword conn = Keyword.of("CONN[ECT]");

        assertThat(conn.matches("conn")).isTrue();
        assertThat(conn.matches("Connec")).isTrue();
        assertThat(conn.matches("CONNECT")).isTrue();
        assertThat(conn.matches("CON")).isFalse();
        assertThat(conn.matches("CONNECTS")).isFalse();
        assertThat(conn.matches("CONNX")).isFalse();
        assertThat(Keyword.of("EXIT").matches("EXI")).isFalse();
    }
}
