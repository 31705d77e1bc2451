package io.opendcp.proxy.login;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Lets passwords through to be checked: of one user from one host one at a time, and after the second wrong one only after
 * a pause that doubles with each. Who offers the same password, as all good clients of a user do, goes through together. The user
 * from elsewhere does not wait for them; other users of the host do if very many of it were wrong ({@link GuessLimits}). Confined
 * to one event loop.
 */
public final class Turnstile {
    /** Passwords of one user from one host that wait; more are refused unseen. */
    static final int LINE = 8;

    private final Time time;
    private final int share;
    private final GuessLimits limits;
    private final Map<Attempts.Of, Attempts> attempts = new HashMap<>();
    /** By host. */
    private final Map<String, Source> sources = new HashMap<>();

    /** Who comes through, or does not: told of one of the two, once. */
    public interface Entrant {
        /** Its password may be checked, and {@code ticket} is to be told; {@code left} is left of its patience. */
        void pass(Ticket ticket, Duration left);

        void refused(DmException error);
    }

    private static final class Source {
        private int under;
        /** Of these, strangers'. */
        private int strangers;

        private final Set<Attempts> ready = new LinkedHashSet<>();
    }

    /** @param share passwords that are checked at a time for one host */
    public Turnstile(Time time, int share, Duration delay) {
        this.time = time;
        this.share = share;
        limits = new GuessLimits(time, delay);
    }

    /** The pause after the second wrong password (DCP_LOGIN_DELAY) from now on; zero for none. */
    public void delay(Duration delay) {
        limits.delay(delay);
    }

    /**
     * Somebody comes with a password.
     *
     * @param source its host
     * @param password equal to what equals it
     * @param known whether the password is known to be right; asked only of those who would not be refused unseen, so that
     *     guesses cannot be tried on it
     */
    public Ticket enter(
            String source, String user, Object password, Duration patience, BooleanSupplier known, Entrant entrant) {
        Attempts.Of of = new Attempts.Of(source, user);
        Attempts its = attempts.get(of);
        Attempts.Attempt same = its == null ? null : its.find(password);
        Ticket ticket = new Ticket(entrant, time.nanos() + patience.toNanos());
        if (same == null && its != null && its.line.size() >= LINE) {
            entrant.refused(GuessLimits.tooMany(of));
        } else if (known.getAsBoolean()) {
            entrant.pass(ticket, patience);
        } else if (same != null && same.begun) {
            ticket.joins(same);
            entrant.pass(ticket, patience);
        } else {
            Attempts line = its == null ? new Attempts(of) : its;
            attempts.put(of, line);
            Attempts.Attempt attempt = same == null ? line.add(password) : same;
            ticket.joins(attempt);
            ticket.deadline = time.schedule(patience, () -> late(ticket, of));
            proceed(line);
        }
        return ticket;
    }

    private void late(Ticket ticket, Attempts.Of of) {
        DmException why = limits.refusal(of);
        ticket.leave();
        ticket.entrant.refused(why);
    }

    private void proceed(Attempts its) {
        while (!its.line.isEmpty() && !its.line.getFirst().begun) {
            Duration pause = limits.pause(its.of);
            if (!pause.isZero()) {
                if (!its.timed) {
                    its.timed = true;
                    time.schedule(pause, () -> {
                        its.timed = false;
                        proceed(its);
                    });
                }
                return;
            }
            Attempts.Attempt next = its.line.getFirst();
            if (next.tickets.isEmpty()) { // all have left; each place in the line has its price
                its.line.removeFirst();
                limits.left(its.of);
                continue;
            }
            Source source = sources.computeIfAbsent(its.of.source(), host -> new Source());
            boolean strange = limits.stranger(its.of);
            if (source.under >= share || strange && source.strangers >= limits.share(its.of.source())) {
                source.ready.add(its);
                return;
            }
            source.under++;
            source.strangers += strange ? 1 : 0;
            next.strange = strange;
            next.begun = true;
            next.whenOver = () -> over(its, next);
            next.pass(time.nanos());
        }
        if (its.line.isEmpty()) {
            attempts.remove(its.of, its);
        }
    }

    private void over(Attempts its, Attempts.Attempt attempt) {
        its.line.remove(attempt);
        if (attempt.wrong()) {
            limits.wrong(its.of);
        } else if (attempt.right()) {
            limits.right(its.of);
        }
        Source source = Objects.requireNonNull(sources.get(its.of.source()));
        source.under--;
        source.strangers -= attempt.strange ? 1 : 0;
        List<Attempts> ready = List.copyOf(source.ready);
        source.ready.clear();
        ready.forEach(this::proceed); // who still cannot lines up again
        if (source.under == 0 && source.ready.isEmpty()) {
            sources.remove(its.of.source(), source);
        }
        proceed(its);
    }

    /** Users at hosts that have been wrong lately and are remembered. */
    int remembered() {
        return limits.size();
    }

    /** Lines in which somebody is. */
    int lines() {
        return attempts.size();
    }
}
