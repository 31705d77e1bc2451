package io.opendcp.proxy.placement;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.distribution.DistributionReply;
import io.opendcp.protocol.distribution.DistributionRequest;
import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.distribution.TableDistribution.Column;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.route.Placements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks an EP about a table when it is first used (message 112, and an empty SELECT for the types of its columns), and
 * again after a while, because DDL may come past this proxy. Confined to one event loop. Source:
 * {@code docs/protocol/distribution.md} 6.2.
 */
public final class LearnedPlacements implements Placements {
    /** Tables remembered; the one unused for longest is forgotten. */
    static final int MOST = 10_000;
    /** How long an answer holds. */
    static final Duration PERIOD = Duration.ofSeconds(60);
    /** How long a first use waits for the answer; then it runs on any EP. */
    static final Duration PATIENCE = Duration.ofMillis(200);

    private record TableName(String schema, String table) {}

    private static final class Entry {
        private final List<Consumer<@Nullable TableDistribution>> waiting = new ArrayList<>();
        private @Nullable TableDistribution distribution;
        private boolean answered;
        private boolean asking;
        private long asked;
    }

    private final Cluster cluster;
    private final Time time;
    private final Map<TableName, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TableName, Entry> eldest) {
            return size() > MOST && !eldest.getValue().asking;
        }
    };

    public LearnedPlacements(Cluster cluster, Time time) {
        this.cluster = cluster;
        this.time = time;
    }

    @Override
    public void find(String schema, String table, Consumer<@Nullable TableDistribution> told) {
        TableName name = new TableName(schema, table);
        Entry entry = entries.computeIfAbsent(name, unknown -> new Entry());
        boolean old = time.nanos() - entry.asked > PERIOD.toNanos();
        if (!entry.asking && (!entry.answered || old)) {
            ask(name, entry);
        }
        if (entry.answered) {
            told.accept(entry.distribution); // perhaps old; the answer under way is for the next
            return;
        }
        entry.waiting.add(told);
        time.schedule(PATIENCE, () -> {
            if (entry.waiting.remove(told)) {
                told.accept(null);
            }
        });
    }

    @Override
    public void forget(String schema, String table) {
        Entry entry = entries.remove(new TableName(schema, table));
        if (entry != null) {
            answer(entry, null); // whoever asked before the change is not told what was true before it
        }
    }

    @Override
    public void forgetAll() {
        List<Entry> all = new ArrayList<>(entries.values());
        entries.clear();
        all.forEach(entry -> answer(entry, null));
    }

    /** Tables about which something is known, for people. */
    public int known() {
        return (int) entries.values().stream()
                .filter(entry -> entry.distribution != null)
                .count();
    }

    private static void answer(Entry entry, @Nullable TableDistribution distribution) {
        entry.asking = false;
        entry.answered = true;
        entry.distribution = distribution;
        List<Consumer<@Nullable TableDistribution>> told = new ArrayList<>(entry.waiting);
        entry.waiting.clear();
        told.forEach(each -> each.accept(distribution));
    }

    private void ask(TableName name, Entry entry) {
        entry.asking = true;
        entry.asked = time.nanos();
        Configuration known = cluster.configuration();
        if (known == null) {
            answer(entry, null);
            return;
        }
        SqlConnection.Told<Frame> told = new SqlConnection.Told<>() {
            @Override
            public void done(Frame frame) {
                DistributionReply reply =
                        DistributionReply.decode(frame.body(), known.terms().charset().charset());
                learned(known, name, entry, reply);
            }

            @Override
            public void failed(DmException error) {
                answer(entry, null);
            }
        };
        int epno = known.eps().get(Math.floorMod(name.hashCode(), known.eps().size())).epno();
        cluster.onControl(epno, told, control -> request(known, name, control, told));
    }

    private static void request(
            Configuration known, TableName name, SqlConnection control, SqlConnection.Told<Frame> told) {
        ByteBuf out = Header.open(control.connection().allocator().buffer(), Command.TABLE_DISTRIBUTION, 0, 0);
        try {
            new DistributionRequest(name.schema(), name.table())
                    .encode(out, known.terms().charset().charset());
        } catch (IllegalArgumentException tooLong) {
            out.release();
            told.failed(DmException.of(ErrorCode.INVALID_TABLE, name.table()));
            return;
        }
        control.ask(Header.close(out), told);
    }

    private void learned(Configuration known, TableName name, Entry entry, DistributionReply reply) {
        if (reply.eps().isEmpty()) {
            answer(entry, null);
            return;
        }
        String columns = "SELECT * FROM " + quoted(name.schema()) + "." + quoted(name.table()) + " WHERE 1 = 0";
        ask(known, entry, columns, described -> {
            if (reply.kind() == DistributionReply.NONE) {
                askWhetherCopied(known, name, entry, described);
            } else {
                answer(entry, distribution(known, reply, described));
            }
        });
    }

    /** Message 112 has no number for FULLY; the dictionary has a word. */
    private void askWhetherCopied(Configuration known, TableName name, Entry entry, Outcome described) {
        String kind = "SELECT DIS_TYPE FROM SYS.ALL_TABLES_DIS_INFO WHERE SCHEMA_NAME = " + literal(name.schema())
                + " AND TABLE_NAME = " + literal(name.table());
        ask(known, entry, kind, outcome -> {
            boolean copied = outcome.resultSets().get(0).rows().stream()
                    .anyMatch(row -> row[0] instanceof String word
                            && word.toUpperCase(Locale.ROOT).startsWith("FULL"));
            TableDistribution.Kind said = copied ? TableDistribution.Kind.FULLY : TableDistribution.Kind.LOCAL;
            answer(entry, TableDistribution.keyless(said, columns(described)));
        });
    }

    private void ask(Configuration known, Entry entry, String sql, Consumer<Outcome> then) {
        SqlConnection.Told<Outcome> told = new SqlConnection.Told<>() {
            @Override
            public void done(Outcome outcome) {
                if (outcome.resultSets().isEmpty()) {
                    answer(entry, null);
                } else {
                    then.accept(outcome);
                }
            }

            @Override
            public void failed(DmException error) {
                answer(entry, null);
            }
        };
        int epno = known.eps().get(0).epno();
        cluster.onControl(epno, told, control -> control.run(sql, told));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<Column> columns(Outcome described) {
        return described.resultSets().get(0).columns().stream()
                .map(column -> new Column(column.name(), column.spec()))
                .toList();
    }

    private static @Nullable TableDistribution distribution(
            Configuration known, DistributionReply reply, Outcome described) {
        List<Column> columns = columns(described);
        if (reply.kind() == DistributionReply.RANDOM) {
            return TableDistribution.keyless(TableDistribution.Kind.RANDOM, columns);
        }
        boolean mapped = !reply.map().isEmpty()
                && reply.map().stream().allMatch(epno -> known.ep(epno).isPresent());
        boolean keyed = !reply.columnIds().isEmpty()
                && reply.columnIds().stream().allMatch(id -> id >= 0 && id < columns.size());
        return reply.kind() == DistributionReply.HASH && mapped && keyed
                ? TableDistribution.hash(columns, reply.columnIds(), new HashMapping(reply.map()))
                : null;
    }
}
