package io.opendcp.proxy.login;

import io.opendcp.protocol.time.Time;
import org.jspecify.annotations.Nullable;

/** With it an entrant tells what became of it, once; what is told later counts no more. */
public final class Ticket {
    final Turnstile.Entrant entrant;
    /** When its patience ends, in {@link Time#nanos}. */
    final long until;

    Time.@Nullable Timer deadline;
    private Attempts.@Nullable Attempt attempt;

    Ticket(Turnstile.Entrant entrant, long until) {
        this.entrant = entrant;
        this.until = until;
    }

    void joins(Attempts.Attempt its) {
        attempt = its;
        its.tickets.add(this);
    }

    void stopWaiting() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** The password was right. */
    public void right() {
        end(Attempts.Verdict.RIGHT);
    }

    /** It was wrong. */
    public void wrong() {
        end(Attempts.Verdict.WRONG);
    }

    /** Nobody could tell. */
    public void unknown() {
        end(Attempts.Verdict.UNKNOWN);
    }

    /** Its owner did not wait for the answer: counts as wrong, as a guesser would leave at once. */
    public void leave() {
        end(Attempts.Verdict.WRONG);
    }

    private void end(Attempts.Verdict verdict) {
        stopWaiting();
        Attempts.Attempt its = attempt;
        attempt = null;
        if (its != null) {
            its.done(this, verdict);
        }
    }
}
