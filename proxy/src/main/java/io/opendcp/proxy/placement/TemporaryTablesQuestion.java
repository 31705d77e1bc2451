package io.opendcp.proxy.placement;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Ep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which temporary tables keep their rows beyond the transaction (ON COMMIT PRESERVE ROWS), asked of the first EP that answers; for those
 * that were not made through this DCP since it started. Source: DM's USER_TABLES, columns TEMPORARY and DURATION, as shown in public
 * examples of DM 7.1 and 8.
 */
public final class TemporaryTablesQuestion {
    static final String SQL =
            "SELECT OWNER, TABLE_NAME FROM ALL_TABLES WHERE TEMPORARY = 'Y' AND DURATION = 'SYS$SESSION'";

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryTablesQuestion.class);

    private final Cluster cluster;
    private final Deque<Ep> left;
    private final BiConsumer<String, String> told;

    /** @param told of each table's owner and name */
    private TemporaryTablesQuestion(Cluster cluster, List<Ep> eps, BiConsumer<String, String> told) {
        this.cluster = cluster;
        this.left = new ArrayDeque<>(eps);
        this.told = told;
    }

    /** Asks; {@code told} hears of each table's owner and name, later, on the same loop. */
    public static void ask(Cluster cluster, List<Ep> eps, BiConsumer<String, String> told) {
        new TemporaryTablesQuestion(cluster, eps, told).next();
    }

    private void next() {
        Ep ep = left.poll();
        if (ep == null) {
            return;
        }
        cluster.<Outcome>onControl(
                ep.epno(), (control, answer) -> control.run(SQL, answer), new SqlConnection.Told<>() {
                    @Override
                    public void done(Outcome outcome) {
                        outcome.resultSets().forEach(set -> set.rows().forEach(TemporaryTablesQuestion.this::learn));
                    }

                    @Override
                    public void failed(DmException error) {
                        LOG.atDebug()
                                .addKeyValue("ep", ep.name())
                                .addKeyValue("error", error.getMessage())
                                .log("an EP does not tell its temporary tables");
                        next();
                    }
                });
    }

    private void learn(@Nullable Object[] row) {
        if (row.length == 2 && row[0] instanceof String owner && row[1] instanceof String table) {
            told.accept(owner, table);
        }
    }
}
