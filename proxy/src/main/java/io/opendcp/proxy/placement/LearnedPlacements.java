package io.opendcp.proxy.placement;

import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.route.Placements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how tables are distributed. An EP is asked about a table when it is first used, and again after a while,
 * because DDL may come past this proxy. Confined to one event loop.
 */
public final class LearnedPlacements implements Placements {
    /** Tables remembered; the one unused for longest is forgotten. */
    static final int MOST = 10_000;
    /** Tables asked about at a time; more run on any EP. */
    static final int AT_A_TIME = 256;
    /** How long an answer holds. */
    static final Duration PERIOD = Duration.ofSeconds(60);
    /** How long nobody is asked again after an EP did not answer. */
    static final Duration RETRY = Duration.ofSeconds(2);
    /** How long a first use waits for the answer; then it runs on any EP. */
    static final Duration PATIENCE = Duration.ofMillis(200);

    private record TableName(String schema, String table) {}

    private static final class Entry {
        private final List<Consumer<@Nullable TableDistribution>> waiting = new ArrayList<>();
        private @Nullable TableDistribution distribution;
        private boolean answered;
        private boolean asking;
        private int unanswered;
        private long askAgain;
    }

    private final Cluster cluster;
    private final Time time;
    private final int most;
    private int asking;
    /** Least recently used first. */
    private final Map<TableName, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    public LearnedPlacements(Cluster cluster, Time time) {
        this(cluster, time, MOST);
    }

    LearnedPlacements(Cluster cluster, Time time, int most) {
        this.cluster = cluster;
        this.time = time;
        this.most = most;
    }

    @Override
    public void find(String schema, String table, Consumer<@Nullable TableDistribution> told) {
        TableName name = new TableName(schema, table);
        Entry entry = entries.computeIfAbsent(name, unknown -> new Entry());
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        boolean due = !entry.answered || time.nanos() - entry.askAgain >= 0;
        if (due && !entry.asking && asking < AT_A_TIME) {
            ask(name, entry);
        }
        if (entry.answered || !entry.asking) {
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
            tell(entry, null); // whoever asked before the change is not told what was true before it
        }
    }

    @Override
    public void forgetAll() {
        List<Entry> all = new ArrayList<>(entries.values());
        entries.clear();
        all.forEach(entry -> tell(entry, null));
    }

    /** Tables about which something is known, for people. */
    public int known() {
        return (int) entries.values().stream()
                .filter(entry -> entry.distribution != null)
                .count();
    }

    /** How each table that is known of is distributed, by its name; for comparing. */
    public Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (entry.distribution != null) {
                described.put(name.schema() + "." + name.table(), entry.distribution.toString());
            }
        });
        return described;
    }

    private static void tell(Entry entry, @Nullable TableDistribution distribution) {
        List<Consumer<@Nullable TableDistribution>> told = new ArrayList<>(entry.waiting);
        entry.waiting.clear();
        told.forEach(each -> each.accept(distribution));
    }

    private void ask(TableName name, Entry entry) {
        Configuration known = cluster.configuration();
        if (known == null) {
            return;
        }
        entry.asking = true;
        asking++;
        int place =
                Math.floorMod(name.hashCode() + entry.unanswered, known.eps().size());
        int epno = known.eps().get(place).epno();
        new TableQuestion(cluster, known, epno, name.schema(), name.table(), new TableQuestion.Told() {
                    @Override
                    public void answered(@Nullable TableDistribution distribution) {
                        entry.unanswered = 0;
                        over(entry, distribution, PERIOD);
                    }

                    @Override
                    public void unanswered() {
                        entry.unanswered++; // the next time another EP is asked
                        over(entry, entry.distribution, RETRY);
                    }
                })
                .ask();
    }

    private void over(Entry entry, @Nullable TableDistribution distribution, Duration holds) {
        asking--;
        entry.asking = false;
        entry.answered = true;
        entry.distribution = distribution;
        entry.askAgain = time.nanos() + holds.toNanos();
        tell(entry, distribution);
    }
}
