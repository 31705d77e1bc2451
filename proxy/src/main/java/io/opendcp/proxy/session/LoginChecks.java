package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Vault.Verifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Decides whether a password is right: a connection that an EP has just confirmed shows it, else an EP is asked. For one
 * user and password one EP is asked at a time, and few in all. Manual 3.4.
 */
final class LoginChecks {
    /** How long an EP's word holds. */
    static final Duration FRESH = Duration.ofSeconds(5);
    /** Logins that EPs are asked about at a time. */
    static final int AT_A_TIME = 16;

    private final ConnectionPool pool;
    private final EpLogins logins;
    private final Supplier<List<Integer>> eps;
    private final Map<Verifier, List<Told>> asking = new HashMap<>();
    private final Deque<Runnable> line = new ArrayDeque<>();
    private int under;

    /** Who is told, once. */
    interface Told {
        /** It is right; {@code shown} is how the EP answered a login with it. */
        void right(Backend shown);

        void wrong(DmException error);
    }

    /**
     * @param eps the EPs in the order in which they are to be tried, drawn anew each time
     */
    LoginChecks(ConnectionPool pool, EpLogins logins, Supplier<List<Integer>> eps) {
        this.pool = pool;
        this.logins = logins;
        this.eps = eps;
    }

    void check(Client client, Told told) {
        Verifier verifier = client.kind().verifier();
        Backend confirmed =
                pool.confirmed(client.kind().user(), verifier, FRESH).orElse(null);
        if (confirmed != null) {
            told.right(confirmed);
            return;
        }
        List<Told> same = asking.get(verifier);
        if (same != null) {
            same.add(told);
            return;
        }
        asking.put(verifier, new ArrayList<>(List.of(told)));
        Runnable ask = () -> {
            under++;
            ask(client, new ArrayDeque<>(eps.get()));
        };
        if (under < AT_A_TIME) {
            ask.run();
        } else {
            line.add(ask);
        }
    }

    private void ask(Client client, Deque<Integer> left) {
        Integer epno = left.poll();
        if (epno == null) {
            over(client).forEach(told -> told.wrong(DmException.of(ErrorCode.NOT_CONFIGURED)));
            return;
        }
        logins.open(client, epno, new Lending.Made() {
            @Override
            public void made(Backend backend) {
                forgetOtherPasswords(backend.key());
                List<Told> asked = over(client);
                pool.offer(backend);
                asked.forEach(told -> told.right(backend));
            }

            @Override
            public void failed(DmException error) {
                if (ofEp(error) && !left.isEmpty()) {
                    ask(client, left);
                    return;
                }
                if (error.code() == ErrorCode.WRONG_PASSWORD.code()) {
                    pool.closeFree(backend ->
                            backend.key().verifier().equals(client.kind().verifier()));
                }
                over(client).forEach(told -> told.wrong(error));
            }
        });
    }

    /** Whether the failure says something of an EP only, and nothing of the user. */
    private static boolean ofEp(DmException error) {
        return error.code() == ErrorCode.CANNOT_CONNECT.code() || error.code() == ErrorCode.WRONG_INSTANCE.code();
    }

    /** A user has one password: connections made with another one are of the past. */
    private void forgetOtherPasswords(PoolKey right) {
        pool.closeFree(backend -> backend.key().user().equals(right.user())
                && !backend.key().verifier().equals(right.verifier()));
    }

    private List<Told> over(Client client) {
        under--;
        List<Told> asked = asking.remove(client.kind().verifier());
        Runnable next = line.poll();
        if (next != null) {
            next.run();
        }
        return asked == null ? List.of() : asked;
    }
}
