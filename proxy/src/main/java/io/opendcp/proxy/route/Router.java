package io.opendcp.proxy.route;

import io.opendcp.protocol.distribution.ColumnHash;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.message.BindReader;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.session.Guide;
import io.opendcp.proxy.session.TextFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends a text to the EP that holds all that it is about, as far as that is sure; to any EP otherwise. A wrong answer
 * would never be incorrect, only slower, as every EP can run every statement. Confined to one event loop. Manual 3.5.
 */
public final class Router implements Guide {
    /** First words of DDL whose object may hold many tables. */
    private static final Set<String> OF_MANY_TABLES = Set.of("SCHEMA", "USER");

    private final Facts facts;
    private final PlanCache plans;
    private final Placements placements;
    private final Supplier<ColumnHash> hashing;
    private final Journal journal;
    private final Map<RouteReason, Long> counts = new EnumMap<>(RouteReason.class);

    /**
     * @param hashing as the EPs hash, by what is known of them now
     */
    public Router(Facts facts, PlanCache plans, Placements placements, Supplier<ColumnHash> hashing) {
        this(facts, plans, placements, hashing, Journal.NONE);
    }

    /** @param journal told of each route */
    public Router(Facts facts, PlanCache plans, Placements placements, Supplier<ColumnHash> hashing, Journal journal) {
        this.facts = facts;
        this.plans = plans;
        this.placements = placements;
        this.hashing = hashing;
        this.journal = journal;
    }

    @Override
    public TextFacts facts(String sql) {
        return facts.of(sql);
    }

    @Override
    public void route(String sql, @Nullable BindReader binds, String schema, IntConsumer told) {
        SqlText text = SqlText.of(sql);
        Shape shape = text.shape();
        RouteReason refused = refused(text, shape);
        if (refused != null || shape == null) {
            tell(Route.any(refused == null ? RouteReason.NOT_UNDERSTOOD : refused), told);
            return;
        }
        Values values = Values.of(shape, text.parameters(), binds);
        plans.find(shape.text(), plan -> {
            if (plan == null || !plan.understood()) {
                tell(Route.any(plan == null ? RouteReason.BUSY : RouteReason.NOT_UNDERSTOOD), told);
            } else {
                new Lookup(plan, schema, tables -> tell(Locator.locate(plan, tables, values, hashing.get()), told))
                        .next();
            }
        });
    }

    private static @Nullable RouteReason refused(SqlText text, @Nullable Shape shape) {
        return switch (text.kind()) {
            case SELECT, INSERT, UPDATE, DELETE, MERGE -> {
                if (text.twoStatements()) {
                    yield RouteReason.TWO_STATEMENTS;
                }
                yield shape != null && shape.text().length() <= ShapeLimits.MOST_CHARS ? null : RouteReason.TOO_LONG;
            }
            default -> RouteReason.OTHER_STATEMENT;
        };
    }

    /** Looks the tables of a plan up one after the other. */
    private final class Lookup {
        private final Plan plan;
        private final String schema;
        private final Consumer<List<@Nullable TableDistribution>> told;
        private final Map<Name, @Nullable TableDistribution> found = new HashMap<>();
        private final Iterator<Name> left;

        Lookup(Plan plan, String schema, Consumer<List<@Nullable TableDistribution>> told) {
            this.plan = plan;
            this.schema = schema;
            this.told = told;
            left = new LinkedHashSet<>(plan.uses().stream().map(this::name).toList()).iterator();
        }

        private Name name(Use use) {
            return new Name(use.schema() == null ? schema : use.schema(), use.table());
        }

        void next() {
            if (left.hasNext()) {
                Name name = left.next();
                placements.find(name.schema(), name.table(), table -> {
                    found.put(name, table);
                    next();
                });
            } else {
                List<@Nullable TableDistribution> tables = new ArrayList<>();
                plan.uses().forEach(use -> tables.add(found.get(name(use))));
                told.accept(tables);
            }
        }
    }

    private record Name(String schema, String table) {}

    private void tell(Route route, IntConsumer told) {
        counts.merge(route.reason(), 1L, Long::sum);
        journal.routed(route.epno(), route.reason().name());
        told.accept(route.epno());
    }

    @Override
    public void onDdl(String sql, String schema) {
        boolean[] many = {false};
        facts.onDdl(sql, schema, (named, table) -> {
            many[0] |= OF_MANY_TABLES.contains(table);
            placements.forget(named == null ? schema : named, table);
        });
        if (many[0]) {
            placements.forgetAll();
        }
    }

    /** How many texts were routed for which reason. */
    public Map<RouteReason, Long> counts() {
        return Map.copyOf(counts);
    }
}
