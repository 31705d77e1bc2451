package io.opendcp.proxy.login;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The pauses that follow from passwords that were wrong lately: of one user from one host, of which one is forgotten each
 * minute, and of all users of a host, of which ten times as many are free, and forgotten. A user counts for his host no more
 * once he is slowed himself, so that one bad client of many does not hold up the others; nor is held up by them who has
 * been let in from there before.
 */
final class GuessLimits {
    /** Who mistypes once does not notice. */
    static final int FREE = 2;
    /** Of all users of a host. */
    static final int FREE_OF_HOST = 10 * FREE;
    /** Users at hosts who have been let in, the one longest ago goes first. */
    static final int KNOWN = Failures.MOST;

    /** The pause doubles up to sixteen times the first. */
    private static final int DOUBLINGS = 4;

    private static final Duration FORGETTING = Duration.ofMinutes(1);
    private static final Duration FORGETTING_OF_HOST = FORGETTING.dividedBy(10);

    private final Failures<Attempts.Of> ofUsers;
    private final Failures<String> ofHosts;
    private final Set<Attempts.Of> known = new LinkedHashSet<>();
    private Duration delay;

    GuessLimits(Time time, Duration delay) {
        this.delay = delay;
        ofUsers = new Failures<>(time, FORGETTING, FREE + DOUBLINGS);
        ofHosts = new Failures<>(time, FORGETTING_OF_HOST, FREE_OF_HOST + DOUBLINGS);
    }

    void delay(Duration now) {
        delay = now;
    }

    /** A password has been checked, and was wrong. */
    void wrong(Attempts.Of of) {
        if (ofUsers.of(of) < FREE) {
            ofHosts.add(of.source());
        }
        ofUsers.add(of);
    }

    /** A place in his line has been taken for nothing, which has the same price for him; of his host nothing has been guessed. */
    void left(Attempts.Of of) {
        ofUsers.add(of);
    }

    void right(Attempts.Of of) {
        known.remove(of);
        Iterator<Attempts.Of> oldest = known.iterator();
        if (known.size() >= KNOWN) {
            oldest.next();
            oldest.remove();
        }
        known.add(of);
    }

    /** Whether it has to do with him what other users of his host did. */
    boolean stranger(Attempts.Of of) {
        return !delay.isZero() && !known.contains(of);
    }

    /** Passwords of strangers of a host that may be under way at a time: if one was wrong lately, as many as would be free if all are. */
    int share(String host) {
        int times = ofHosts.of(host);
        return times == 0 ? Integer.MAX_VALUE : Math.max(1, FREE_OF_HOST - times);
    }

    /** From now until his next password may be checked. */
    Duration pause(Attempts.Of of) {
        Duration own = pause(ofUsers, of, FREE);
        Duration hosts = stranger(of) ? pause(ofHosts, of.source(), FREE_OF_HOST) : Duration.ZERO;
        return own.compareTo(hosts) > 0 ? own : hosts;
    }

    private <K> Duration pause(Failures<K> failures, K whose, int free) {
        int times = failures.of(whose);
        if (times < free) {
            return Duration.ZERO;
        }
        Duration left = delay.multipliedBy(1L << times - free).minusNanos(failures.since(whose));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Why he has waited in vain. */
    DmException refusal(Attempts.Of of) {
        if (ofUsers.of(of) > 0) {
            return tooMany(of);
        }
        return stranger(of) && ofHosts.of(of.source()) >= FREE_OF_HOST
                ? DmException.of(ErrorCode.TOO_MANY_GUESSES, "*")
                : DmException.of(ErrorCode.RESOURCE_BUSY); // his host's share
    }

    static DmException tooMany(Attempts.Of of) {
        return DmException.of(ErrorCode.TOO_MANY_GUESSES, of.user());
    }

    /** Users at hosts, and hosts, that are remembered for wrong passwords. */
    int size() {
        return Math.max(ofUsers.size(), ofHosts.size());
    }
}
