package io.opendcp.proxy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.login.Password;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.cluster.Credentials;
import io.opendcp.proxy.cluster.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final Instance EP01 = new Instance("MPP_EP01", "192.168.0.1", 5236);
    private static final Instance EP02 = new Instance("MPP_EP02", "192.168.0.2", 5237);

    private final Random chance = new Random(7);
    private Path dir;

    @BeforeEach
    void prepare(@TempDir Path empty) throws IOException {
        dir = empty;
        account("SYSDBA", "secret").write(dir.resolve(Account.INITIAL_FILE));
    }

    private Account account(String user, String password) {
        return Account.of(user, password, Account.MIN_ITERATIONS, chance);
    }

    private static boolean verifies(Accounts accounts, String user, String password) {
        Accounts.Local local = accounts.find(user);
        return local != null && local.account().verify(password);
    }

    private Catalogue open() {
        return Catalogue.open(dir, chance);
    }

    @Test
    void begins_empty_with_the_account_of_init_as_dba() {
        try (Catalogue catalogue = open()) {
            assertThat(catalogue.instances()).isEmpty();
            assertThat(catalogue.login()).isNull();
            assertThat(catalogue.accounts().isDba("SYSDBA")).isTrue();
            assertThat(verifies(catalogue.accounts(), "SYSDBA", "secret")).isTrue();
            assertThat(catalogue.accounts().find("NOBODY")).isNull();
        }
    }

    @Test
    void keeps_everything_over_a_restart_in_the_order_it_was_added() {
        try (Catalogue catalogue = open()) {
            catalogue.add(EP02);
            catalogue.add(EP01);
            catalogue.setLogin("SYSDBA", "one");
            catalogue.setLogin("DCP_USER", "two");
            catalogue.accounts().create(account("WATCHER", "w"));
        }

        try (Catalogue again = open()) {
            assertThat(again.instances()).containsExactly(EP02, EP01);
            assertThat(again.login())
                    .isEqualTo(new Credentials("DCP_USER", Password.of("two", StandardCharsets.UTF_8)));
            assertThat(again.accounts().isDba("WATCHER")).isFalse();
            assertThat(again.accounts().find("WATCHER")).isNotNull();
        }
    }

    @Test
    void an_instance_is_listed_once_and_cleared_by_name() {
        try (Catalogue catalogue = open()) {
            catalogue.add(EP01);

            assertThatExceptionOfType(DmException.class)
                    .isThrownBy(() -> catalogue.add(new Instance("MPP_EP01", "elsewhere", 1)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIQUE_TABLE.code()));
            assertThat(catalogue.instances()).containsExactly(EP01);

            catalogue.clear("MPP_EP01");
            assertThat(catalogue.instances()).isEmpty();
            assertThatExceptionOfType(DmException.class)
                    .isThrownBy(() -> catalogue.clear("MPP_EP01"))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OBJECT.code()));
        }
    }

    @Test
    void the_password_is_nowhere_in_the_files_and_the_key_is_its_owners() throws IOException {
        try (Catalogue catalogue = open()) {
            catalogue.setLogin("SYSDBA", "Unmistakable9");
        }

        try (var files = Files.list(dir)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("Unmistakable9");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(KeyFile.NAME))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_lost_key_a_foreign_key_and_no_key_are_told_apart() throws IOException {
        try (Catalogue catalogue = open()) {
            catalogue.setLogin("SYSDBA", "one");
        }
        Path key = dir.resolve(KeyFile.NAME);
        String right = Files.readString(key);

        Files.delete(key);
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::open)
                .satisfies(e -> assertThat(e.message(Language.ENGLISH)).contains(KeyFile.NAME, "is gone"))
                .satisfies(e -> assertThat(e.message(Language.CHINESE)).contains(KeyFile.NAME, "丢失"));
        assertThat(key).doesNotExist();

        Files.writeString(key, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("another catalogue");

        Files.write(key, new byte[] {1, 2, (byte) 200});
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("holds no key");

        Files.writeString(key, right);
        try (Catalogue catalogue = open()) {
            assertThat(catalogue.login()).isNotNull();
        }
    }

    @Test
    void a_catalogue_that_is_open_or_none_is_refused_by_name() throws IOException {
        try (Catalogue open = open()) {
            assertThat(open.instances()).isEmpty();
            // H2 would share its database within one JVM: what a second process sees is the lock on the file.
            Path copy = Files.createDirectory(dir.resolve("broken"));
            account("SYSDBA", "x").write(copy.resolve(Account.INITIAL_FILE));
            Files.writeString(copy.resolve("catalogue.mv.db"), "no database");
            Files.copy(dir.resolve(KeyFile.NAME), copy.resolve(KeyFile.NAME));

            assertThatExceptionOfType(CatalogueException.class)
                    .isThrownBy(() -> Catalogue.open(copy, chance))
                    .withMessageContaining("catalogue.mv.db")
                    .withMessageContaining("cannot be opened");
        }
    }

    @Test
    void without_an_account_it_says_how_to_make_one() throws IOException {
        Files.delete(dir.resolve(Account.INITIAL_FILE));
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("dcp init");

        Files.writeString(dir.resolve(Account.INITIAL_FILE), "nonsense");
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(this::open)
                .withMessageContaining("holds no account");
    }

    @Test
    void sysdba_stays_and_others_come_and_go() {
        try (Catalogue catalogue = open()) {
            Accounts accounts = catalogue.accounts();
            accounts.create(account("OPS", "1"));
            accounts.dba("OPS", true);
            accounts.change(account("OPS", "2"));

            assertThat(accounts.isDba("OPS")).isTrue();
            assertThat(verifies(accounts, "OPS", "2")).isTrue();
            assertThatExceptionOfType(DmException.class).isThrownBy(() -> accounts.create(account("OPS", "3")));
            assertThatExceptionOfType(DmException.class).isThrownBy(() -> accounts.dba("SYSDBA", false));
            assertThatExceptionOfType(DmException.class).isThrownBy(() -> accounts.drop("SYSDBA"));

            accounts.drop("OPS");
            assertThat(accounts.find("OPS")).isNull();
            assertThatExceptionOfType(DmException.class).isThrownBy(() -> accounts.drop("OPS"));
        }
    }
}
