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

    private static final String SUM = "SELECT SUM(BALANCE), COUNT(*), MAX(SYSDATE) FROM ACCOUNT";
    private static final int READ_COMMITTED = 1;
    private static final int REPEATABLE_READ = 2;
    private static final int AMOUNT_MAX = 20;
    private static final long PAUSE_MAX_NANOS = Duration.ofMillis(20).toNanos();

    private final Turned cluster;
    private final SplittableRandom chance;
    private final String name;
    private final Map<String, Belief> transfers = new LinkedHashMap<>();
    private final List<String> wrongReads = new ArrayList<>();
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

    /** What was seen and is not right. */
    List<String> wrongReads() {
        return wrongReads;
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
        } else {
            switch (chance.nextInt(8)) {
                case 0 -> read(mine);
                case 1 -> readTwice(mine);
                default -> transfer(mine);
            }
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
        if (!current.equals("read")) {
            transfers.put(current, belief);
        }
        current = "";
        committing = false;
        work();
    }

    private void read(EpSession mine) {
        current = "read";
        mine.execute(mine.prepare(SUM), Execution.plain(true), ending(this::look));
    }

    /** In one transaction that sees all EPs as they are at its beginning. */
    private void readTwice(EpSession mine) {
        current = "read";
        mine.isolation(REPEATABLE_READ);
        mine.execute(mine.prepare(SUM), Execution.plain(false), told(first -> {
            look(first);
            mine.execute(mine.prepare(SUM), Execution.plain(false), told(second -> {
                look(second);
                mine.commit(ending(over -> mine.isolation(READ_COMMITTED)));
            }));
        }));
    }

    private void look(Outcome outcome) {
        @Nullable Object[] row = outcome.resultSets().get(0).rows().get(0);
        String seen = row[0] + " in " + row[1];
        if (!seen.equals(ACCOUNTS * OPENING + " in " + ACCOUNTS)) {
            wrongReads.add(name + " saw " + seen);
        }
        reads++;
    }

    /** What was acknowledged is there for the next statement. */
    private void lookForOwn(EpSession mine, String transfer) {
        current = "read";
        String sql = "SELECT COUNT(*) FROM TRANSFER WHERE N = '" + transfer + "'";
        mine.execute(mine.prepare(sql), Execution.plain(true), ending(outcome -> {
            if (!Long.valueOf(1).equals(outcome.resultSets().get(0).rows().get(0)[0])) {
                wrongReads.add(name + " did not see its own " + transfer);
            }
        }));
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
            String transfer = current;
            mine.commit(told(outcome -> {
                transfers.put(transfer, Belief.DONE);
                committing = false;
                lookForOwn(mine, transfer);
            }));
            return;
        }
        Execution plain = Execution.plain(false);
        mine.execute(mine.prepare(left.get(0)), plain, told(outcome -> steps(mine, left.subList(1, left.size()))));
    }

    /** The last step of something that leaves nothing behind, whether it works or not. */
    private Completion ending(Consumer<Outcome> then) {
        return new Completion() {
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
        };
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
                if (mine != null) {
                    mine.rollback(new Completion() {
                        @Override
                        public void done(Outcome outcome) {}

                        @Override
                        public void failed(DmException again) {
                            throw again;
                        }
                    });
                    mine.isolation(READ_COMMITTED);
                }
                end(Belief.NOT_DONE);
            }
        };
    }
}
