package io.opendcp.proxy.disql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void without_arguments_user_and_password_are_asked_for() {
        CommandLine line = CommandLine.parse();

        assertThat(line.connect()).isTrue();
        assertThat(line.logon()).isNull();
        assertThat(line.script()).isEmpty();
        assertThat(line.sql()).isNull();
    }

    @Test
    void options_are_taken_in_any_case() {
        CommandLine line = CommandLine.parse("-l", "-S", "u/p@h", "#{mpp_type=local}", "-E", "select 1;select 2");

        assertThat(line.once()).isTrue();
        assertThat(line.silent()).isTrue();
        assertThat(line.logon()).isEqualTo(new Logon("u", "p", "h", true));
        assertThat(line.sql()).isEqualTo("select 1;select 2");
        assertThat(CommandLine.parse("-h").help()).isTrue();
        assertThat(CommandLine.parse("help").help()).isTrue();
        assertThat(CommandLine.parse("/nolog").connect()).isFalse();
    }

    @Test
    void everything_behind_a_script_belongs_to_it() {
        assertThat(CommandLine.parse("u/p", "`/a b.sql", "x", "-S").script()).containsExactly("/a b.sql", "x", "-S");
        assertThat(CommandLine.parse("u/p", "start", "a.sql").script()).containsExactly("a.sql");
        assertThat(CommandLine.parse("u/p", "start", "a.sql", "-S").silent()).isFalse();
    }

    @Test
    void settings_may_be_several() {
        assertThat(CommandLine.parse("u/p", "-C", "SET TIMING OFF; COLUMN A FORMAT A5;", "-C", "SET ECHO OFF")
                        .settings())
                .containsExactly("SET TIMING OFF", "COLUMN A FORMAT A5", "SET ECHO OFF");
    }

    @Test
    void what_is_wrong_is_named() {
        assertThatThrownBy(() -> CommandLine.parse("-x")).hasMessage("unknown argument: -x");
        assertThatThrownBy(() -> CommandLine.parse("u/p", "v/p")).hasMessage("unknown argument: v/p");
        assertThatThrownBy(() -> CommandLine.parse("u/p", "-E")).hasMessage("a value is missing behind -E");
        assertThatThrownBy(() -> CommandLine.parse("u/p", "AS", "SYSDBA")).hasMessageContaining("not supported");
    }
}
