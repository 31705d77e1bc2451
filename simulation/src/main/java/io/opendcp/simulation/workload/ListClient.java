package io.opendcp.simulation.workload;

import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.list.Isolation;
import io.opendcp.simulation.check.list.ListAction;
import io.opendcp.simulation.check.list.ListAction.Append;
import io.opendcp.simulation.check.list.ListAction.Read;
import io.opendcp.simulation.check.list.ListTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client of the {@link Lists}: one transaction after the other; one that fails is not tried again. */
final class ListClient {
    static final int MOST_ACTIONS = 4;
    /** Of so many transactions one is rolled back. */
    private static final int REGRETS = 10;

    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final SimulatedClient client;
    private final Lists lists;
    private final Attempts attempts;
    /** Of the transaction under way: what was asked for, reads only if they were answered. */
    private List<ListAction> actions = new ArrayList<>();

    private boolean committing;

    ListClient(SimulatedClient client, Lists lists) {
        this.client = client;
        this.lists = lists;
        attempts = new Attempts(client);
    }

    CompletableFuture<Void> work(int transactions) {
        return Busy.with(client, transactions, this::transaction);
    }

    private CompletableFuture<Void> transaction() {
        actions = new ArrayList<>();
        committing = false;
        History<ListTransaction>.Open open = lists.history().begin(client.name(), new ListTransaction(actions));
        return begin().thenCompose(begun -> act(1 + client.chance().nextInt(MOST_ACTIONS)))
                .thenCompose(acted -> {
                    boolean regrets = client.chance().nextInt(REGRETS) == 0;
                    committing = !regrets;
                    return regrets ? client.rollback() : client.commit();
                })
                .thenRun(() -> open.end(
                        committing ? Operation.Outcome.DONE : Operation.Outcome.FAILED,
                        new ListTransaction(List.copyOf(actions))))
                .exceptionallyCompose(failure -> {
                    Operation.Outcome outcome =
                            committing ? Answers.ofCommit(client, failure) : Operation.Outcome.FAILED;
                    open.end(outcome, new ListTransaction(List.copyOf(actions)));
                    return attempts.recover(failure);
                });
    }

    private CompletableFuture<Void> begin() {
        boolean told = client.connected() || lists.isolation() == Isolation.READ_COMMITTED;
        return client.connect().thenCompose(on -> {
            client.autoCommit(false);
            return told ? NOTHING : client.isolation(lists.isolation().level());
        });
    }

    private CompletableFuture<Void> act(int left) {
        if (left == 0) {
            return NOTHING;
        }
        int list = lists.list(client.chance());
        CompletableFuture<?> acted = client.chance().nextBoolean() ? append(list) : read(list);
        return acted.thenCompose(done -> act(left - 1));
    }

    private CompletableFuture<?> append(int list) {
        int element = lists.element();
        if (lists.way() == Lists.Way.READ_FIRST) {
            return read(list).thenCompose(text -> append(list, element, "'" + text + "," + element + "'"));
        }
        return append(list, element, "L || '," + element + "'");
    }

    private CompletableFuture<?> append(int list, int element, String value) {
        actions.add(new Append(list, element));
        return client.run("UPDATE LISTS SET L = %s WHERE ID = %d".formatted(value, list));
    }

    private CompletableFuture<String> read(int list) {
        return client.run("SELECT L FROM LISTS WHERE ID = " + list).thenApply(outcome -> {
            String text = String.valueOf(Answers.value(outcome));
            actions.add(new Read(list, Lists.parsed(text)));
            return text;
        });
    }
}
