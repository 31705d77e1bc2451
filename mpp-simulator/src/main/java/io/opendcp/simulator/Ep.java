package io.opendcp.simulator;

import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.protocol.distribution.TableDistribution.Column;
import io.opendcp.protocol.distribution.TableDistribution.Kind;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.Placement;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.session.Cluster;
import io.opendcp.simulator.session.EpSession;
import io.opendcp.simulator.session.EpStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One EP of a {@link SimulatedMpp}: what a client can connect to. */
public final class Ep {
    private final Cluster cluster;
    private final EpStore store;

    Ep(Cluster cluster, EpStore store) {
        this.cluster = cluster;
        this.store = store;
    }

    public EpSpec spec() {
        return store.spec();
    }

    public Activity activity() {
        return store.activity();
    }

    /**
     * Opens a session.
     *
     * @throws DmException -2501 if user and password do not let in, -2103 or -2510 if the wanted schema is not there or
     *     is somebody else's
     */
    public EpSession login(LoginDetails details) {
        String user = folded(details.user());
        if (!cluster.dictionary().users().accepts(user, details.password(), cluster.time().now())) {
            store.activity()
                    .add(new Activity.Entry(
                            Activity.Kind.LOGIN_REFUSED, 0, user, "", 0, ErrorCode.WRONG_PASSWORD.code()));
            throw DmException.of(ErrorCode.WRONG_PASSWORD);
        }
        String schema = details.schema().isEmpty() ? user : folded(details.schema());
        cluster.dictionary().requireSchema(schema);
        return new EpSession(cluster, store, details, user, schema);
    }

    private static String folded(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name.toUpperCase(Locale.ROOT);
    }

    /**
     * How a table's rows are spread: what message 112 is answered from. Empty if there is no such table.
     *
     * @param schema as stored in the dictionary
     */
    public Optional<TableDistribution> distributionOf(String schema, String table) {
        TableDef def = cluster.dictionary().table(new ObjectName(schema, table));
        return def == null ? Optional.empty() : Optional.of(distribution(def));
    }

    private TableDistribution distribution(TableDef table) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(column.name(), column.spec()))
                .toList();
        Placement placement = table.placement();
        if (table.temporary() || cluster.eps().size() == 1) {
            return TableDistribution.keyless(Kind.LOCAL, columns);
        }
        return switch (placement.kind()) {
            case RANDOMLY -> TableDistribution.keyless(Kind.RANDOM, columns);
            case FULLY -> TableDistribution.keyless(Kind.FULLY, columns);
            case HASH -> {
                List<Integer> keys = placement.columns().stream()
                        .map(key -> table.position(key).orElseThrow())
                        .toList();
                yield TableDistribution.hash(columns, keys, new HashMapping(placement.map()));
            }
        };
    }
}
