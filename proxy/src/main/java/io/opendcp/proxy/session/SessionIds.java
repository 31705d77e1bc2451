package io.opendcp.proxy.session;

import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;

/**
 * Session ids that no other proxy gives out: the proxy's number, drawn at start, in the upper half, and a drawn number
 * in the lower. Positive, as clients print them.
 */
public final class SessionIds {
    private static final long UPPER = 0x7FFF_FFFFL;
    private static final long LOWER = 0xFFFF_FFFFL;

    private final RandomGenerator chance;
    private final long proxy;

    public SessionIds(RandomGenerator chance) {
        this.chance = chance;
        proxy = (chance.nextLong() & UPPER) << Integer.SIZE;
    }

    public long next() {
        return proxy | chance.nextLong() & LOWER;
    }

    /** Whether {@code id} is of this proxy. */
    boolean isOurs(long id) {
        return (id ^ proxy) >>> Integer.SIZE == 0;
    }

    /** One that is not {@code taken}. */
    public long next(LongPredicate taken) {
        long id = next();
        while (taken.test(id)) {
            id = next();
        }
        return id;
    }
}
