package io.opendcp.simulator.durable;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulator.LoginDetails;
import io.opendcp.simulator.session.EpSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that moves money from account to account, each time with a row that says so, and knows what it was told. */
final class Mover {
    /** What a client may believe of a transfer. */
    enum Belief {
        DONE,
        NOT_DONE,
        UNKNOWN
    }

    static final int ACCOUNTS = 12;
    static final int OPENING = 100;

    private static final int AMOUNT_MAX = 20;
    private static final long PAUSE_MAX_NANOS = Duration.ofMillis(20).toNanos();

    private final Turned cluster;
    private final SplittableRandom chance;
    private final String name;
    private final Map<String, Belief> transfers = new LinkedHashMap<>();
    private final List<String> wrongSums = new ArrayList<>();
    private @Nullable EpSession session;
    private String current = "";
    private boolean committing;
    private boolean stopped;
    private int number;
    private int reads;

    Mover(Turned cluster, SplittableRandom chance, String name) {
        this.cluster = cluster;
        this.chance = chance;
        this.name = name;
    }

    Map<String, Belief> transfers() {
        return transfers;
    }

    /** Sums that a reader saw and that were not right. */
    List<String> wrongSums() {
        return wrongSums;
    }

    int reads() {
        return reads;
    }

    /** Begins nothing more. */
    void stop() {
        stopped = true;
    }

    boolean isIdle() {
        return current.isEmpty();
    }

    void work() {
        cluster.time.schedule(Duration.ofNanos(1 + chance.nextLong(PAUSE_MAX_NANOS)), this::next);
    }

    private void next() {
        if (stopped) {
            return;
        }
        EpSession mine = session;
        if (mine == null) {
            connect();
        } else if (chance.nextInt(4) == 0) {
            read(mine);
        } else {
            transfer(mine);
        }
    }

    private void connect() {
        try {
            EpSession fresh =
                    cluster.mpp.ep(chance.nextInt(cluster.keys.size())).login(LoginDetails.of("SYSDBA", "SYSDBA"));
            fresh.onKilled(this::killed);
            session = fresh;
        } catch (DmException refused) {
            // an EP is down
        }
        work();
    }

    /** The connection has ended: what was being committed may be committed. */
    private void killed() {
        session = null;
        if (!current.isEmpty()) {
            end(committing ? Belief.UNKNOWN : Belief.NOT_DONE);
        }
    }

    private void end(Belief belief) {
        transfers.put(current, belief);
        current = "";
        committing = false;
        work();
    }

    private void read(EpSession mine) {
        run(mine, "SELECT SUM(BALANCE), COUNT(*), MAX(SYSDATE) FROM ACCOUNT", true, outcome -> {
            @Nullable Object[] row = outcome.resultSets().get(0).rows().get(0);
            String seen = row[0] + " in " + row[1];
            if (!seen.equals(ACCOUNTS * OPENING + " in " + ACCOUNTS)) {
                wrongSums.add(name + " saw " + seen);
            }
            reads++;
        });
    }

    private void transfer(EpSession mine) {
        int from = chance.nextInt(ACCOUNTS);
        int to = (from + 1 + chance.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        int amount = 1 + chance.nextInt(AMOUNT_MAX);
        current = name + "-" + number++;
        String insert = "INSERT INTO TRANSFER VALUES('%s', %d, %d, %d)".formatted(current, from, to, amount);
        String take = "UPDATE ACCOUNT SET BALANCE = BALANCE - %d WHERE ID = %d".formatted(amount, from);
        String give = "UPDATE ACCOUNT SET BALANCE = BALANCE + %d WHERE ID = %d".formatted(amount, to);
        steps(mine, List.of(insert, take, give));
    }

    private void steps(EpSession mine, List<String> left) {
        if (left.isEmpty()) {
            committing = true;
            mine.commit(told(outcome -> end(Belief.DONE)));
            return;
        }
        Execution plain = Execution.plain(false);
        mine.execute(mine.prepare(left.get(0)), plain, told(outcome -> steps(mine, left.subList(1, left.size()))));
    }

    private void run(EpSession mine, String sql, boolean autoCommit, Consumer<Outcome> then) {
        current = "read";
        mine.execute(mine.prepare(sql), Execution.plain(autoCommit), new Completion() {
            @Override
            public void done(Outcome outcome) {
                then.accept(outcome);
                goOn();
            }

            @Override
            public void failed(DmException error) {
                goOn();
            }

            private void goOn() {
                current = "";
                work();
            }
        });
    }

    /** An error, wherever it comes, says that nothing is done and nothing will be; a transaction still open is rolled back. */
    private Completion told(Consumer<Outcome> then) {
        return new Completion() {
            @Override
            public void done(Outcome outcome) {
                then.accept(outcome);
            }

            @Override
            public void failed(DmException error) {
                EpSession mine = session;
                if (mine != null && mine.inTransaction()) {
                    mine.rollback(new Completion() {
                        @Override
                        public void done(Outcome outcome) {}

                        @Override
                        public void failed(DmException again) {
                            throw again;
                        }
                    });
                }
                end(Belief.NOT_DONE);
            }
        };
    }
}
