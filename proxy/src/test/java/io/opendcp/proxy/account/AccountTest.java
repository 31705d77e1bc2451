package io.opendcp.proxy.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
    private final Path dir;

    AccountTest(@TempDir Path dir) {
        this.dir = dir;
    }

    private static Account account(String password, long seed) {
        return Account.of("SYSDBA", password, Account.MIN_ITERATIONS, new SplittableRandom(seed));
    }

    @Test
    void only_the_right_password_verifies() {
        Account account = account("SYSDBA", 1);

        assertThat(account.verify("SYSDBA")).isTrue();
        assertThat(account.verify("sysdba")).isFalse();
        assertThat(account.verify("")).isFalse();
    }

    @Test
    void no_password_opens_a_closed_account_and_it_costs_no_derivation_to_make_one() {
        Account closed = Account.closed("NOBODY", Account.MIN_ITERATIONS, new SplittableRandom(1));
        Account dearest = Account.closed("NOBODY", Account.MAX_ITERATIONS, new SplittableRandom(1));

        assertThat(closed.verify("")).isFalse();
        assertThat(closed.verify("NOBODY")).isFalse();
        assertThat(dearest.hash()).isEqualTo(closed.hash());
    }

    @Test
    void the_hash_is_pbkdf2_with_hmac_sha256() {
        // PBKDF2-HMAC-SHA256 of "password" with salt "saltsalt", 4096 iterations, computed with Python's hashlib
        Account account = Account.parse("SYSDBA:4096:c2FsdHNhbHQ=:ZiMD/VuDIBLM8rT9ZlFkcm8vO44PH2jtvpsH6s4pwvU=");

        assertThat(account.verify("password")).isTrue();
    }

    @Test
    void equal_passwords_have_different_lines() {
        assertThat(account("A", 1).line()).isNotEqualTo(account("A", 2).line());
    }

    @Test
    void what_was_written_is_read_back_and_only_the_owner_may_read_it() throws IOException {
        Path file = dir.resolve(Account.INITIAL_FILE);
        Account account = account("中文 password:1", 3);

        account.write(file);

        assertThat(Account.read(file)).isEqualTo(account);
        assertThat(Account.read(file).verify("中文 password:1")).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_account_is_never_overwritten() throws IOException {
        Path file = dir.resolve(Account.INITIAL_FILE);
        account("A", 1).write(file);

        assertThatThrownBy(() -> account("B", 2).write(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Account.read(file).verify("A")).isTrue();
    }

    @Test
    void a_bad_file_is_refused_by_name() throws IOException {
        String good = account("A", 1).line();
        String[] bad = {
            "",
            "SYSDBA",
            good.replaceFirst(":1000:", ":999:"),
            good.replaceFirst(":1000:", ":10000001:"),
            good.replaceFirst(":1000:", ":x:"),
            good.replaceFirst("SYSDBA", ""),
            good.substring(0, good.length() - 4),
            "SYSDBA:1000:AAAA:" + good.substring(good.lastIndexOf(':') + 1),
            "x".repeat(5000)
        };
        for (String line : bad) {
            Path file = dir.resolve("bad");
            Files.writeString(file, line);

            assertThatThrownBy(() -> Account.read(file))
                    .as(line)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }

    @Test
    void printing_an_account_does_not_show_its_hash() {
        Account account = account("A", 1);

        assertThat(account.toString()).doesNotContain(account.hash()).doesNotContain(account.salt());
    }
}
