package io.opendcp.simulator;

import io.opendcp.protocol.distribution.DistributionReply;
import io.opendcp.protocol.distribution.HashMapping;
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
        if (!cluster.dictionary().users().accepts(user, details.password())) {
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

    /** How a table's rows are spread; empty if there is no such table. */
    public Optional<Placement> placementOf(String schema, String table) {
        TableDef def = cluster.dictionary().table(new ObjectName(schema, table));
        return def == null ? Optional.empty() : Optional.of(def.placement());
    }

    /**
     * The answer to message 112; without EPs if there is no such table. What has no distribution columns is told as
     * random, or, as FULLY has no known number, as not distributed.
     *
     * @param eps the cluster's EPs as the answer names them
     */
    public DistributionReply distributionOf(String schema, String table, List<DistributionReply.Ep> eps) {
        TableDef def = cluster.dictionary().table(new ObjectName(schema, table));
        if (def == null) {
            return DistributionReply.keyless(List.of(), DistributionReply.NONE);
        }
        return switch (def.placement().kind()) {
            case FULLY -> DistributionReply.keyless(eps, DistributionReply.NONE);
            case RANDOMLY -> DistributionReply.keyless(eps, DistributionReply.RANDOM);
            case HASH ->
                DistributionReply.hash(
                        eps, ids(def), new HashMapping(def.placement().map()));
        };
    }

    private static List<Integer> ids(TableDef def) {
        return def.placement().columns().stream()
                .map(column -> def.position(column).orElseThrow())
                .toList();
    }
}
