package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.cluster.Troubles;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Vault.Verifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a password is right: a connection that an EP has just confirmed shows it, else an EP is asked. For one
 * user and password one EP is asked at a time, and few in all. While no EP can be asked, what one has confirmed lately is
 * believed, and other logins wait, each as long as its client has patience. Of those in line the one is next whose host has
 * the fewest under way, so that no host is in the way of others. Manual 3.4.
 */
final class LoginChecks {
    /** How long an EP's word holds. */
    static final Duration FRESH = Duration.ofSeconds(5);
    /** Logins that EPs are asked about at a time. */
    static final int AT_A_TIME = 16;
    /** Logins that wait at a time, well below the connections that a port lets wait: more are told so at once. */
    static final int MOST_WAIT = 500;
    /** As many of them may come from one host. */
    static final int MOST_OF_ONE_SOURCE = MOST_WAIT / 2;

    private final ConnectionPool pool;
    private final EpLogins logins;
    private final Supplier<List<Integer>> eps;
    private final Time time;
    private final Troubles troubles;
    private final Runnable look;
    private final Consumer<Throwable> onDefect;
    private final Confirmations confirmations;
    private final Map<Verifier, Check> checks = new LinkedHashMap<>();
    private final Deque<Check> line = new ArrayDeque<>();
    private int under;

    /** Who is told, once. */
    interface Told {
        /** It is right; {@code shown} is how an EP answered a login with it. */
        void right(LoginReply shown);

        void wrong(DmException error);
    }

    /**
     * @param eps the EPs in the order in which they are to be tried, drawn anew each time
     * @param look makes the cluster be looked at again, soon
     * @param onDefect told of errors of ours
     */
    LoginChecks(
            ConnectionPool pool,
            EpLogins logins,
            Supplier<List<Integer>> eps,
            Time time,
            Troubles troubles,
            Runnable look,
            Consumer<Throwable> onDefect) {
        this.pool = pool;
        this.logins = logins;
        this.eps = eps;
        this.time = time;
        this.troubles = troubles;
        this.look = look;
        this.onDefect = onDefect;
        confirmations = new Confirmations(time);
    }

    private enum Stage {
        IN_LINE,
        ASKING,
        /** No EP could be asked. */
        WAITING
    }

    /** Logins of one user with one password. */
    private static final class Check {
        private final Verifier verifier;
        /** The host of its first login. */
        private final String source;

        private final List<Login> logins = new ArrayList<>();
        private Stage stage = Stage.IN_LINE;
        /** Whether it tries what is known not to be usable. */
        private boolean first;

        private int epno;
        private @Nullable DmException trouble;

        Check(Verifier verifier, String source) {
            this.verifier = verifier;
            this.source = source;
        }
    }

    private final class Login {
        /** Whose password is wiped when this login, or the session that comes of it, ends. */
        private final Client client;

        private final Told told;
        private final Time.Timer deadline;

        Login(Check check, Client client, Duration patience, Told told) {
            this.client = client;
            this.told = told;
            deadline = time.schedule(patience, () -> {
                check.logins.remove(this);
                if (check.logins.isEmpty() && check.stage != Stage.ASKING) {
                    forget(check);
                }
                LoginReply lately = confirmations.of(check.verifier);
                if (lately == null) {
                    told.wrong(DmException.of(ErrorCode.NO_LOGIN_NOW, reason(check)));
                } else {
                    told.right(lately);
                }
            });
        }
    }

    /**
     * Tells {@code told} whether {@code client}'s password is right.
     *
     * @param source its host
     * @param patience of the client: when it is up, the answer is -6001, as it is at once if too many wait
     * @return ends it without a word; idempotent
     */
    Runnable check(Client client, String source, Duration patience, Told told) {
        Verifier verifier = client.kind().verifier();
        Backend confirmed =
                pool.confirmed(client.kind().user(), verifier, FRESH).orElse(null);
        if (confirmed != null) {
            told.right(confirmed.login());
            return () -> {};
        }
        Check same = checks.get(verifier);
        Check check = same == null ? new Check(verifier, source) : same;
        LoginReply lately = confirmations.of(verifier);
        if (lately != null && noneUsable()) {
            told.right(lately);
            return () -> {};
        }
        if (waiting(each -> true) >= MOST_WAIT || waiting(each -> each.source.equals(source)) >= MOST_OF_ONE_SOURCE) {
            told.wrong(DmException.of(ErrorCode.NO_LOGIN_NOW, DmException.of(ErrorCode.LIMIT, "LOGIN", MOST_WAIT)));
            return () -> {};
        }
        Login login = new Login(check, client, patience, told);
        check.logins.add(login);
        if (same == null) {
            checks.put(verifier, check);
            line.add(check);
            proceed();
        } else if (check.stage == Stage.WAITING) {
            look.run();
        }
        return () -> {
            login.deadline.cancel();
            if (check.logins.remove(login) && check.logins.isEmpty() && check.stage != Stage.ASKING) {
                forget(check);
            }
        };
    }

    /** Whether it is known to be right without asking an EP. */
    boolean known(Client client) {
        Verifier verifier = client.kind().verifier();
        return pool.confirmed(client.kind().user(), verifier, FRESH).isPresent()
                || (confirmations.of(verifier) != null && noneUsable());
    }

    private int waiting(Predicate<Check> which) {
        return checks.values().stream()
                .filter(which)
                .mapToInt(each -> each.logins.size())
                .sum();
    }

    private boolean noneUsable() {
        return !troubles.all().isEmpty() && eps.get().stream().allMatch(epno -> troubles.of(epno) != null);
    }

    private void forget(Check check) {
        line.remove(check);
        checks.remove(check.verifier, check);
    }

    /** Busy, silent, unreachable or refusing: in which way it could not be decided. */
    private DmException reason(Check check) {
        DmException trouble = check.trouble;
        if (check.stage == Stage.IN_LINE && trouble == null) {
            return DmException.of(ErrorCode.LIMIT, "LOGIN", AT_A_TIME);
        }
        Trouble known = troubles.of(check.epno);
        if (known != null) {
            return known.told();
        }
        return trouble == null ? DmException.of(ErrorCode.CANNOT_CONNECT, "EP " + check.epno) : trouble;
    }

    private void proceed() {
        while (under < AT_A_TIME && !line.isEmpty()) {
            Check next = next();
            next.stage = Stage.ASKING;
            under++;
            Deque<Integer> tried = new ArrayDeque<>(eps.get());
            if (!next.first && waiting()) {
                tried.removeIf(epno -> troubles.of(epno) != null); // trying these is left to the first
            }
            next.first = false;
            ask(next, tried);
        }
    }

    /** Of the host with the fewest under way, and of those the first. */
    private Check next() {
        Map<String, Integer> asking = new HashMap<>();
        checks.values().stream()
                .filter(each -> each.stage == Stage.ASKING)
                .forEach(each -> asking.merge(each.source, 1, Integer::sum));
        Check next = Collections.min(line, Comparator.comparing(each -> asking.getOrDefault(each.source, 0)));
        line.remove(next);
        return next;
    }

    private boolean waiting() {
        return checks.values().stream().anyMatch(each -> each.stage == Stage.WAITING);
    }

    private void ask(Check check, Deque<Integer> left) {
        if (check.logins.isEmpty()) {
            over(check); // all have left
            proceed();
            return;
        }
        Integer epno = left.poll();
        if (epno == null) {
            Trouble known = troubles.all().stream().findFirst().orElse(null);
            check.epno = known == null ? 0 : known.epno();
            noneLeft(check, known == null ? DmException.of(ErrorCode.NOT_CONFIGURED) : known.error());
            return;
        }
        check.epno = epno;
        Answer answer = new Answer(check, left);
        try {
            logins.open(check.logins.get(0).client, epno, answer);
        } catch (RuntimeException defect) {
            onDefect.accept(defect); // whoever else is to be told what led here is not to be blamed
            answer.failed(DmException.of(ErrorCode.INTERNAL, "EP" + epno));
        }
    }

    /** An EP's, or why there is none; the first counts. */
    private final class Answer implements Lending.Made {
        private final Check check;
        private final Deque<Integer> left;
        private boolean given;

        Answer(Check check, Deque<Integer> left) {
            this.check = check;
            this.left = left;
        }

        @Override
        public void made(Backend backend) {
            given = true;
            forgetOtherPasswords(backend.key());
            LoginReply shown = backend.login();
            pool.offer(backend);
            over(check).forEach(login -> login.told.right(shown));
            proceed();
        }

        @Override
        public void failed(DmException error) {
            if (given) {
                return;
            }
            given = true;
            if (Trouble.is(error)) {
                if (left.isEmpty()) {
                    noneLeft(check, error);
                } else {
                    ask(check, left);
                }
                return;
            }
            if (error.code() == ErrorCode.WRONG_PASSWORD.code()) {
                refused(check.verifier);
            }
            over(check).forEach(login -> login.told.wrong(error));
            proceed();
        }
    }

    /** No EP can be asked now. */
    private void noneLeft(Check check, DmException error) {
        under--;
        check.stage = Stage.WAITING;
        check.trouble = error;
        LoginReply lately = confirmations.of(check.verifier);
        if (lately != null) {
            forget(check);
            ended(check).forEach(login -> login.told.right(lately));
        } else if (check.logins.isEmpty()) {
            forget(check);
        } else {
            look.run();
        }
        proceed();
    }

    /** The cluster has been looked at: one who waits tries; all others too if there is an EP that may be usable. */
    void refreshed() {
        Check first = checks.values().stream()
                .filter(each -> each.stage == Stage.WAITING)
                .findFirst()
                .orElse(null);
        if (first == null) {
            return;
        }
        first.first = true;
        toLine(first);
        if (eps.get().stream().anyMatch(epno -> troubles.of(epno) == null)) {
            usable();
        }
        proceed();
        if (waiting()) {
            look.run(); // in case nothing comes of it
        }
    }

    /** An EP has answered a login, of whatever origin, so. */
    void confirmed(Verifier verifier, LoginReply shown) {
        confirmations.confirmed(verifier, shown);
    }

    /** An EP has refused the password, at a login of whatever origin: what it once showed is of the past. */
    void refused(Verifier verifier) {
        confirmations.forget(verifier);
        pool.retire(backend -> backend.key().verifier().equals(verifier));
    }

    /** An EP has let somebody in. */
    void usable() {
        checks.values().stream().filter(each -> each.stage == Stage.WAITING).forEach(this::toLine);
        proceed();
    }

    private void toLine(Check check) {
        check.stage = Stage.IN_LINE;
        line.add(check);
    }

    /** A user has one password: connections made with another one are of the past. */
    private void forgetOtherPasswords(PoolKey right) {
        pool.retire(backend -> backend.key().user().equals(right.user())
                && !backend.key().verifier().equals(right.verifier()));
    }

    private List<Login> over(Check check) {
        under--;
        checks.remove(check.verifier, check);
        return ended(check);
    }

    private static List<Login> ended(Check check) {
        check.logins.forEach(login -> login.deadline.cancel());
        return List.copyOf(check.logins);
    }
}
