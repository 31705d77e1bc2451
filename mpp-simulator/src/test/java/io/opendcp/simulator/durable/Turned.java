package io.opendcp.simulator.durable;

import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.Client;
import io.opendcp.simulator.DiskSpec;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster in which messages and writes take time, its clock, and a table T with one row on each EP. */
final class Turned implements AutoCloseable {
    static final int LOST = -6010;
    static final int LOCK_TIMEOUT = -6407;
    static final MalSpec MAL = MalSpec.INSTANT.withLatency(Duration.ofMillis(1), Duration.ofMillis(3));
    static final DiskSpec DISK = new DiskSpec(Duration.ofMillis(1), Duration.ofMillis(2));

    private static final int TASKS_MAX = 10_000;

    final TurnedTime time = new TurnedTime(Instant.parse("2026-11-25T00:00:00Z"));
    final SimulatedMpp mpp;
    /** A key of T on each EP. */
    final Map<Integer, Integer> keys = new LinkedHashMap<>();

    Turned(MppSpec spec, long seed) {
        mpp = SimulatedMpp.of(spec, time, seed);
        Client client = Client.on(mpp, 0);
        run(client, "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        for (int k = 0; keys.size() < spec.eps().size(); k++) {
            run(client, "INSERT INTO T VALUES(?, 0)", k);
            Number epno = (Number) value(client, "SELECT SF_GET_EP_SEQNO(ROWID) FROM T WHERE K = ?", k);
            if (keys.putIfAbsent(epno.intValue(), k) != null) {
                run(client, "DELETE FROM T WHERE K = ?", k);
            }
        }
        client.session().close();
    }

    /** Messages and writes take a few milliseconds. */
    static Turned of(int eps, long seed) {
        return new Turned(MppSpec.ofEps(eps).withMal(MAL).withDisk(DISK), seed);
    }

    /** Turns the clock until the answer is here; how long that took. */
    Duration await(Client.Answer answer) {
        long began = time.nanos();
        for (int i = 0; i < TASKS_MAX && !answer.isHere(); i++) {
            time.turnToNext();
        }
        if (!answer.isHere()) {
            throw new AssertionError("no answer after " + Duration.ofNanos(time.nanos() - began));
        }
        return Duration.ofNanos(time.nanos() - began);
    }

    Outcome run(Client client, String sql, @Nullable Object... parameters) {
        Client.Answer answer = client.start(sql, parameters);
        await(answer);
        return answer.outcome();
    }

    int code(Client client, String sql, @Nullable Object... parameters) {
        Client.Answer answer = client.start(sql, parameters);
        await(answer);
        return answer.code();
    }

    Object value(Client client, String sql, @Nullable Object... parameters) {
        Object value = run(client, sql, parameters).resultSets().get(0).rows().get(0)[0];
        if (value == null) {
            throw new AssertionError("NULL from " + sql);
        }
        return value;
    }

    /** What T has on each EP, by a reader that sees them all; -1 for a row that is missing. */
    List<Integer> values(int reader) {
        Client client = Client.on(mpp, reader);
        Map<Object, Object> rows = new LinkedHashMap<>();
        run(client, "SELECT K, V FROM T").resultSets().get(0).rows().forEach(row -> rows.put(row[0], row[1]));
        client.session().close();
        return keys.values().stream()
                .map(key -> (Integer) rows.getOrDefault(key, -1))
                .toList();
    }

    /** Sets the rows on these EPs, in a transaction that is left open. */
    void change(Client client, List<Integer> eps, int to) {
        eps.forEach(epno -> run(client, "UPDATE T SET V = ? WHERE K = ?", to, keys.get(epno)));
    }

    @Override
    public void close() {
        mpp.close();
    }
}
