package io.opendcp.proxy.session;

/**
 * What may be answered with "go to another DCP". Drivers repeat there what runs a text, and prepare again what it needs; they
 * lose an answer to anything else, also to the texts that they send for themselves. 8.1.3.140 marks those, and is known by
 * taking interim frames; of an older driver none is moved. They take isolation, time zone and "read only" along, but not the
 * schema. ADR 0601.
 */
final class Moving {
    /** Begins the texts that drivers send for themselves, whose answers they look at otherwise. */
    private static final String DRIVERS_OWN = "/*DMJDBC*/";

    private Moving() {}

    /** @param careful whether rows that the client has are left to it, though it may have read them long since */
    static boolean possible(Session session, Errand next, boolean careful) {
        return session.client().wishes().interim()
                && Fate.runs(next)
                && !Fate.compiles(next)
                && next.facts.kind() == TextFacts.Kind.ORDINARY
                && !next.sql.startsWith(DRIVERS_OWN)
                && !session.holding().transactionOpen()
                && session.seat().backend() == null
                && !session.rowsHere(next)
                && session.inFirstSchema()
                && !(careful && session.mayRead(next));
    }
}
