package io.opendcp.proxy.server;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * From when until when certificates are valid, all of a chain together.
 *
 * @param from the first moment
 * @param until the last one
 */
record Validity(Instant from, Instant until) {
    /** How it stands at a moment. */
    enum State {
        NOT_YET,
        VALID,
        ENDED
    }

    /** @param chain at least one */
    static Validity of(Collection<X509Certificate> chain) {
        Stream<Instant> starts = chain.stream().map(each -> each.getNotBefore().toInstant());
        Stream<Instant> ends = chain.stream().map(each -> each.getNotAfter().toInstant());
        return new Validity(
                starts.max(Comparator.naturalOrder()).orElseThrow(),
                ends.min(Comparator.naturalOrder()).orElseThrow());
    }

    State at(Instant now) {
        if (now.isAfter(until)) {
            return State.ENDED;
        }
        return now.isBefore(from) ? State.NOT_YET : State.VALID;
    }

    boolean holds(Instant now) {
        return at(now) == State.VALID;
    }
}
