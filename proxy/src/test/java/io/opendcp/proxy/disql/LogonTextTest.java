package io.opendcp.proxy.disql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogonTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SYSDBA/SYSDBA@192.168.0.3:5239 | SYSDBA | SYSDBA | 192.168.0.3:5239 | false",
                "SYSDBA/SYSDBA | SYSDBA | SYSDBA | LOCALHOST:5236 | false",
                "SYSDBA/SYSDBA@dcp | SYSDBA | SYSDBA | dcp | false",
                "u/p@[fe80::1]:5236 | u | p | [fe80::1]:5236 | false",
                "SYSDBA/\"a@b/c\"@h:1 | SYSDBA | a@b/c | h:1 | false",
                "'SYSDBA/\"a@b\"'@h:1 | SYSDBA | a@b | h:1 | false",
                "SYSDBA/\"say \"\"x\"\"\"@h | SYSDBA | say \"x\" | h | false",
                "\"u/1\"/p@h | u/1 | p | h | false",
                "u/p#1*2@h | u | p#1*2 | h | false",
                "u/p*LOCAL@h:5236 | u | p | h:5236 | true",
                "u/p*local | u | p | LOCALHOST:5236 | true",
                "u/p@h:1#{mpp_type=local} | u | p | h:1 | true",
                "u/p@h:1#\"{MPP_TYPE=LOCAL, inet_type=TCP}\" | u | p | h:1 | true",
                "u/p@h:1#{mpp_type=global} | u | p | h:1 | false",
            })
    void user_password_and_server_are_told_apart(
            String text, String user, String password, String server, boolean local) {
        assertThat(LogonText.parse(text)).isEqualTo(new Logon(user, password, server, local));
    }

    @Test
    void a_missing_password_is_to_be_asked_for() {
        assertThat(LogonText.parse("SYSDBA@h").password()).isNull();
        assertThat(LogonText.parse("SYSDBA/@h").password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u/p@h?autoCommit=true",
                "u/p@h/SCHEMA",
                "u/p@a@b",
                "u/p@h x",
                "u/\"p@h",
                "u/\"p\"x@h",
                "/",
                "/@h",
                "u/p@h#{mpp_type=none}",
                "u/p@h#{ukey_name=x}",
                "u/p@h#{inet_type=UDP}"
            })
    void what_cannot_be_is_refused(String text) {
        assertThatThrownBy(() -> LogonText.parse(text)).isInstanceOf(Told.class);
    }

    @Test
    void the_driver_gets_server_language_and_mpp_type_and_no_auto_commit() {
        Logon logon = LogonText.parse("u/p*LOCAL@[::1]:5236");

        assertThat(logon.url()).isEqualTo("jdbc:dm://[::1]:5236");
        assertThat(logon.properties(Language.CHINESE))
                .containsEntry("user", "u")
                .containsEntry("password", "p")
                .containsEntry("language", "cn")
                .containsEntry("autoCommit", "false")
                .containsEntry("mppLocal", "true");
        assertThat(LogonText.parse("u/p@h#{ssl_path=/x, ssl_pwd=y}").properties(Language.ENGLISH))
                .containsEntry("sslFilesPath", "/x")
                .containsEntry("sslKeystorePass", "y")
                .doesNotContainKey("mppLocal");
        assertThat(LogonText.parse("u/p@h").properties(Language.ENGLISH))
                .containsEntry("language", "en")
                .doesNotContainKey("mppLocal");
    }

    @Test
    void the_banner_names_server_and_port() {
        assertThat(LogonText.parse("u/p@h").shownServer()).isEqualTo("h:5236");
        assertThat(LogonText.parse("u/p@h:1").shownServer()).isEqualTo("h:1");
        assertThat(LogonText.parse("u/p@[::1]").shownServer()).isEqualTo("[::1]:5236");
    }

    @Test
    void a_logon_never_shows_its_password() {
        assertThat(LogonText.parse("u/secret*LOCAL@h").toString()).isEqualTo("U@h LOCAL");
    }
}
