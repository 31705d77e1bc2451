package io.opendcp.proxy.catalogue;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.proxy.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The local accounts, for the management port only. Read from memory, from any thread; changed as {@link Catalogue} is.
 * Manual 3.2.
 */
public final class Accounts {
    /** The account that every DCP has, and that stays. */
    public static final String FIRST = "SYSDBA";

    /**
     * An account and its right.
     *
     * @param dba whether it may call the management procedures
     */
    public record Local(Account account, boolean dba) {}

    private final CatalogueFile file;
    private volatile Map<String, Local> known = Map.of();

    /** @param first asked for the first account if there is none yet */
    Accounts(CatalogueFile file, Supplier<Account> first) {
        this.file = file;
        read();
        if (known.isEmpty()) {
            put(new Local(first.get(), true));
        }
    }

    /** The account that {@code dcp init} left in {@code dir}. */
    static Account initial(Path dir) {
        Path initial = dir.resolve(Account.INITIAL_FILE);
        if (!Files.exists(initial)) {
            throw new CatalogueException(
                    initial,
                    "没有本地用户；请先执行 dcp init",
                    "there is no local account yet: dcp init makes the first one",
                    null);
        }
        try {
            return Account.read(initial);
        } catch (IOException e) {
            throw new CatalogueException(initial, "不是用户文件", "holds no account", e);
        }
    }

    private void read() {
        Map<String, Local> read = new TreeMap<>();
        file.query(
                        row -> new Local(Account.parse(row.getString(1)), row.getBoolean(2)),
                        "SELECT ACCOUNT, DBA FROM SYS.ACCOUNTS")
                .forEach(local -> read.put(local.account().user(), local));
        known = Map.copyOf(read);
    }

    private void put(Local local) {
        file.update(
                "MERGE INTO SYS.ACCOUNTS(NAME, ACCOUNT, DBA) KEY(NAME) VALUES(?, ?, ?)",
                local.account().user(),
                local.account().line(),
                local.dba());
        read();
    }

    /** The account named {@code user}, folded; null if there is none. */
    public @Nullable Local find(String user) {
        return known.get(user);
    }

    /** All of them, by name. */
    public List<String> names() {
        return known.keySet().stream().sorted().toList();
    }

    /** Whether {@code user} is a DBA now. */
    public boolean isDba(String user) {
        Local local = known.get(user);
        return local != null && local.dba();
    }

    /** @throws DmException if there is one of that name */
    public void create(Account account) {
        if (known.containsKey(account.user())) {
            throw DmException.of(ErrorCode.OBJECT_EXISTS, account.user());
        }
        put(new Local(account, false));
    }

    /**
     * Gives an account a new password.
     *
     * @throws DmException if there is none of that name
     */
    public void change(Account account) {
        put(new Local(account, require(account.user()).dba()));
    }

    /**
     * GRANT DBA and REVOKE DBA.
     *
     * @throws DmException if there is none of that name, or it is {@link #FIRST}
     */
    public void dba(String user, boolean dba) {
        put(new Local(changeable(user).account(), dba));
    }

    /** @throws DmException if there is none of that name, or it is {@link #FIRST} */
    public void drop(String user) {
        file.update(
                "DELETE FROM SYS.ACCOUNTS WHERE NAME = ?",
                changeable(user).account().user());
        read();
    }

    private Local changeable(String user) {
        Local local = require(user);
        if (user.equals(FIRST)) {
            throw DmException.of(ErrorCode.NO_RIGHT);
        }
        return local;
    }

    private Local require(String user) {
        Local local = known.get(user);
        if (local == null) {
            throw DmException.of(ErrorCode.INVALID_USER, user);
        }
        return local;
    }
}
