package io.opendcp.proxy.catalogue;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.Password;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Credentials;
import io.opendcp.proxy.cluster.Instance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * SYSDCPINSTS, SYSDCPLOGIN and the local accounts. What reads is answered from memory, from any thread; what changes writes
 * to disk first and blocks, so it is called from one thread that is no event loop. Manual 3.1.
 */
public final class Catalogue implements Cluster.Source, AutoCloseable {
    private final CatalogueFile file;
    private final KeyFile key;
    private final Accounts accounts;
    private final LocalTables tables;
    private volatile List<Instance> instances = List.of();
    private volatile @Nullable Credentials login;

    private Catalogue(CatalogueFile file, KeyFile key, Supplier<Account> first) {
        this.file = file;
        this.key = key;
        accounts = new Accounts(file, first);
        tables = new LocalTables(file);
        readInstances();
        for (Credentials kept : file.query(
                row -> new Credentials(row.getString(1), opened(row.getString(2))),
                "SELECT USERNAME, SEALED FROM SYS.SYSDCPLOGIN")) {
            login = kept;
        }
    }

    /**
     * Opens the catalogue in {@code dir}, or makes it there.
     *
     * @param chance of the key and of what is sealed under it; in production a secure generator
     * @throws CatalogueException naming the file and what is wrong with it
     */
    public static Catalogue open(Path dir, RandomGenerator chance) {
        boolean there = CatalogueFile.exists(dir);
        KeyFile key = KeyFile.open(dir, there, chance);
        CatalogueFile file = CatalogueFile.open(dir);
        try {
            return new Catalogue(file, key, () -> Accounts.initial(dir));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** A new one in memory, whose calls are short enough for an event loop. */
    public static Catalogue inMemory(Account first, RandomGenerator chance) {
        return new Catalogue(CatalogueFile.inMemory(), KeyFile.inMemory(chance), () -> first);
    }

    @Override
    public List<Instance> instances() {
        return instances;
    }

    @Override
    public @Nullable Credentials login() {
        return login;
    }

    /** Tables that administrators have made. */
    public LocalTables tables() {
        return tables;
    }

    /** Who may use the management port. */
    public Accounts accounts() {
        return accounts;
    }

    /**
     * Adds a row to SYSDCPINSTS. Manual 4.1.
     *
     * @throws DmException if an instance of that name is listed
     */
    public void add(Instance instance) {
        if (instances.stream().anyMatch(each -> each.name().equals(instance.name()))) {
            throw DmException.of(ErrorCode.UNIQUE_TABLE, "SYSDCPINSTS");
        }
        file.update(
                "INSERT INTO SYS.SYSDCPINSTS(NAME, IP, PORT) VALUES(?, ?, ?)",
                instance.name(),
                instance.host(),
                instance.port());
        readInstances();
    }

    /**
     * Takes an instance from SYSDCPINSTS. Manual 4.2.
     *
     * @throws DmException if none of that name is listed
     */
    public void clear(String name) {
        if (file.update("DELETE FROM SYS.SYSDCPINSTS WHERE NAME = ?", name) == 0) {
            throw DmException.of(ErrorCode.INVALID_OBJECT, name);
        }
        readInstances();
    }

    /** Sets SYSDCPLOGIN's one row. Manual 4.3. */
    public void setLogin(String user, String password) {
        file.replace(
                "SYS.SYSDCPLOGIN",
                "INSERT INTO SYS.SYSDCPLOGIN(USERNAME, SEALED) VALUES(?, ?)",
                user,
                key.seal(password));
        login = new Credentials(user, Password.of(password, StandardCharsets.UTF_8));
    }

    private void readInstances() {
        instances = List.copyOf(file.query(
                row -> new Instance(row.getString(1), row.getString(2), row.getInt(3)),
                "SELECT NAME, IP, PORT FROM SYS.SYSDCPINSTS ORDER BY SEQ"));
    }

    private Password opened(String sealed) {
        return Password.of(key.open(sealed), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        file.close();
    }
}
