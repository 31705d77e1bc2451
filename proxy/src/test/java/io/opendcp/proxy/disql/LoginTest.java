package io.opendcp.proxy.disql;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import org.junit.jupiter.api.Test;

class LoginTest {
    private final ConsoleUnderTest test = new ConsoleUnderTest("login", Language.ENGLISH);

    @Test
    void user_and_password_are_asked_for() {
        test.type("SA", "");

        assertThat(test.console.login().enter(null, false)).isTrue();

        assertThat(test.shown()).isEqualTo("""
                        user name:password:Server[LOCALHOST:5236]:mode is normal, state is open
                        login used time : 0.415(ms)
                        disql V8
                        """);
    }

    @Test
    void a_person_has_three_tries() {
        test.interactive = true;
        test.type("SA", "b", "SA", "c", "SA", "");

        assertThat(test.console.login().enter(new Logon("SA", "a", "h:1", false), false))
                .isFalse();
        assertThat(test.shown().split("\\[-2501]:", -1)).hasSize(4);
        assertThat(test.console.ask("left: ")).isEqualTo("SA");
    }

    @Test
    void the_second_try_goes_to_the_same_server() {
        test.interactive = true;
        test.type("SA", "");

        assertThat(test.console.login().enter(new Logon("SA", "a", "h:1", false), false))
                .isTrue();
        assertThat(test.shown()).contains("Server[h:1]:");
    }

    @Test
    void input_that_is_no_person_is_never_taken_for_a_password() {
        test.type("select 1;", "select 2;");

        assertThat(test.console.login().enter(new Logon("SA", "a", "h:1", false), false))
                .isFalse();
        assertThat(test.console.ask("")).isEqualTo("select 1;");
    }

    @Test
    void one_try_is_enough_if_so_said() {
        test.interactive = true;
        test.type("SA", "");

        assertThat(test.console.login().enter(new Logon("SA", "a", "h:1", false), true))
                .isFalse();
    }

    @Test
    void the_end_of_input_ends_the_asking() {
        test.interactive = true;

        assertThat(test.console.login().enter(null, false)).isFalse();
        test.type("SA");
        assertThat(test.console.login().enter(null, false)).isFalse();
    }

    @Test
    void an_unreachable_server_is_told_as_disql_does() {
        test.reachable = false;

        test.console.login().login(new Logon("SA", "", "h:1", false));

        assertThat(test.shown()).isEqualTo("[-70028]:Failed to create socket connection.\n");
    }
}
