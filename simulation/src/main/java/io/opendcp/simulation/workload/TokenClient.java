package io.opendcp.simulation.workload;

import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.TokenOperation;
import io.opendcp.simulation.check.TokenOperation.Ask;
import io.opendcp.simulation.check.TokenOperation.Put;
import java.util.concurrent.CompletableFuture;

/** A client of the {@link Tokens}: uses each of its tokens once, whatever comes of it. */
final class TokenClient {
    private final SimulatedClient client;
    private final History<TokenOperation> history;
    private final Attempts attempts;
    private int tokens;
    private boolean committing;

    TokenClient(SimulatedClient client, History<TokenOperation> history) {
        this.client = client;
        this.history = history;
        attempts = new Attempts(client);
    }

    CompletableFuture<Void> work(int operations) {
        return Busy.with(client, operations, () -> {
            String token = client.name() + "-" + ++tokens;
            return client.chance().nextBoolean() ? ask(token) : put(token);
        });
    }

    private CompletableFuture<Void> ask(String token) {
        History<TokenOperation>.Open asking = history.begin(client.name(), new Ask(token, ""));
        String query = "SELECT '%s' FROM PLACE WHERE ID = %d"
                .formatted(token, client.chance().nextInt(Tokens.KEYS));
        return client.connect()
                .thenCompose(on -> {
                    client.autoCommit(true);
                    return client.run(query);
                })
                .thenAccept(outcome -> {
                    String answer = outcome.resultSets().isEmpty()
                                    || Answers.rows(outcome).isEmpty()
                            ? ""
                            : String.valueOf(Answers.value(outcome));
                    asking.end(Operation.Outcome.DONE, new Ask(token, answer));
                })
                .exceptionallyCompose(failure -> {
                    asking.end(Operation.Outcome.FAILED, new Ask(token, ""));
                    return attempts.recover(failure);
                });
    }

    /** By a statement that commits by itself, or by one and a COMMIT. */
    private CompletableFuture<Void> put(String token) {
        boolean byItself = client.chance().nextBoolean();
        committing = false;
        Put put = new Put(token);
        History<TokenOperation>.Open putting = history.begin(client.name(), put);
        return client.connect()
                .thenCompose(on -> {
                    client.autoCommit(byItself);
                    committing = byItself;
                    return client.run("INSERT INTO TOKEN VALUES('" + token + "')");
                })
                .thenCompose(written -> {
                    committing = true;
                    return byItself ? CompletableFuture.<Void>completedFuture(null) : client.commit();
                })
                .thenRun(() -> putting.end(Operation.Outcome.DONE, put))
                .exceptionallyCompose(failure -> {
                    putting.end(committing ? Answers.ofCommit(client, failure) : Operation.Outcome.FAILED, put);
                    return attempts.recover(failure);
                });
    }
}
