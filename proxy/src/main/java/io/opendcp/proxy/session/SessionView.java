package io.opendcp.proxy.session;

import java.time.Instant;

/**
 * A session as views show it.
 *
 * @param busy whether a request waits for its answer
 * @param forced whether its transaction has begun (EXEC_MODE 2, Manual 5.4)
 */
public record SessionView(
        long id,
        String user,
        String schema,
        String program,
        String host,
        String from,
        Instant since,
        boolean busy,
        boolean transactionOpen,
        boolean forced) {
    static SessionView of(Session session) {
        Client client = session.client();
        return new SessionView(
                client.sessionId(),
                client.kind().user(),
                session.holding().settings().schema(),
                client.program().application(),
                client.program().host(),
                client.from(),
                client.since(),
                session.busy(),
                session.holding().transactionOpen(),
                session.holding().forced());
    }
}
