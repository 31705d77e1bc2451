package io.opendcp.proxy.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.login.Password;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VaultTest {
    private final Vault vault = new Vault(new SplittableRandom(1));

    private static Password password(String text) {
        return Password.of(text, StandardCharsets.UTF_8);
    }

    @Test
    void a_sealed_password_comes_out_again() {
        assertThat(vault.open(vault.seal(password("达梦 S3cret")))).isEqualTo(password("达梦 S3cret"));
    }

    @Test
    void a_wiped_one_does_not() {
        Vault.Sealed sealed = vault.seal(password("secret"));

        sealed.wipe();

        assertThatThrownBy(() -> vault.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void another_process_cannot_open_it() {
        Vault.Sealed sealed = vault.seal(password("secret"));
        Vault other = new Vault(new SplittableRandom(2));

        assertThatThrownBy(() -> other.open(sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void verifiers_are_equal_for_equal_user_and_password_only() {
        Vault.Verifier one = vault.verifier("APP", password("secret"));

        assertThat(vault.verifier("APP", password("secret"))).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(vault.verifier("APP", password("Secret"))).isNotEqualTo(one);
        assertThat(vault.verifier("APQ", password("secret"))).isNotEqualTo(one);
        assertThat(vault.verifier("AP", password("Psecret"))).isNotEqualTo(one);
        assertThat(new Vault(new SplittableRandom(2)).verifier("APP", password("secret")))
                .isNotEqualTo(one);
    }

    @Test
    void nothing_of_it_is_printed() {
        assertThat(vault.seal(password("secret"))).hasToString("******");
        assertThat(vault.verifier("APP", password("secret"))).hasToString("verifier");
        assertThat(password("secret")).hasToString("******");
    }
}
