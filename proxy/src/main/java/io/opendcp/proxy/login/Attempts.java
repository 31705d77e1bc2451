package io.opendcp.proxy.login;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The passwords of one user from one host, in line; the first may be under way. */
final class Attempts {
    /** Whose. */
    record Of(String source, String user) {}

    enum Verdict {
        RIGHT,
        WRONG,
        UNKNOWN
    }

    /** One password, with those who offer it. */
    static final class Attempt {
        private final Object password;
        final Set<Ticket> tickets = new LinkedHashSet<>();
        private final Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        boolean begun;
        /** Whether it was begun as that of a stranger. */
        boolean strange;

        Runnable whenOver = () -> {};

        Attempt(Object password) {
            this.password = password;
        }

        void pass(long now) {
            for (Ticket ticket : List.copyOf(tickets)) {
                ticket.stopWaiting();
                ticket.entrant.pass(ticket, Duration.ofNanos(Math.max(0, ticket.until - now)));
            }
        }

        void done(Ticket ticket, Verdict verdict) {
            if (tickets.remove(ticket) && begun) {
                verdicts.add(verdict);
                if (tickets.isEmpty()) {
                    whenOver.run();
                }
            }
        }

        boolean right() {
            return verdicts.contains(Verdict.RIGHT);
        }

        boolean wrong() {
            return verdicts.contains(Verdict.WRONG) && !right();
        }
    }

    final Of of;
    final Deque<Attempt> line = new ArrayDeque<>();
    /** Whether it will be looked at when a pause is over. */
    boolean timed;

    Attempts(Of of) {
        this.of = of;
    }

    @Nullable
    Attempt find(Object password) {
        return line.stream()
                .filter(each -> each.password.equals(password))
                .findFirst()
                .orElse(null);
    }

    Attempt add(Object password) {
        Attempt added = new Attempt(password);
        line.add(added);
        return added;
    }
}
