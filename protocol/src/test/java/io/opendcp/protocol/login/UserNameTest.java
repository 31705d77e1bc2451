package io.opendcp.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How names of users are read. */
class UserNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {"app, APP", "\"App\", App", "\"a, \"A", "\", \"", "\"\", ''", "'', ''"})
    void names_are_folded_unless_quoted(String typed, String folded) {
        assertThat(UserName.folded(typed)).isEqualTo(folded);
    }
}
