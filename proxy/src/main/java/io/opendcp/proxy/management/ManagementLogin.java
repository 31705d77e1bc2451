package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.UserName;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.catalogue.Accounts;

/** Lets local accounts in to the management port. Manual 3.2. */
public final class ManagementLogin {
    private final Office office;
    /** Compared with for names that are no account's, so that a wrong name takes as long as a wrong password. */
    private final Account nobody;

    /** Who is told, once, on the event loop. */
    public interface Told {
        /** @param user the account's name, folded */
        void right(String user);

        void wrong(DmException error);
    }

    public ManagementLogin(Office office) {
        this.office = office;
        nobody = Account.closed("NOBODY", Account.DEFAULT_ITERATIONS, office.chance());
    }

    /** @param typed the user name as typed: folded unless quoted */
    public void check(String typed, String password, Told told) {
        String user = UserName.folded(typed);
        Accounts.Local local = office.catalogue().accounts().find(user);
        Account account = local == null ? nobody : local.account();
        office.aside(
                office.hashing(),
                () -> account.verify(password),
                right -> {
                    if (right && local != null) {
                        told.right(user);
                    } else {
                        told.wrong(DmException.of(ErrorCode.WRONG_PASSWORD));
                    }
                },
                told::wrong);
    }
}
