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
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a table is distributed, asked of one EP: message 112, an empty SELECT for the types of its columns, and where 112
 * has no word for it, the dictionary. Source: {@code docs/protocol/distribution.md} 6.2.
 */
final class TableQuestion {
    private final Cluster cluster;
    private final Configuration known;
    private final int epno;
    private final String schema;
    private final String table;
    private final Told told;

    /** Who is told, once. */
    interface Told {
        /** What the EP says; null if that is nothing by which a row's EP could be found. */
        void answered(@Nullable TableDistribution distribution);

        /** The EP could not be asked. */
        void unanswered();
    }

    TableQuestion(Cluster cluster, Configuration known, int epno, String schema, String table, Told told) {
        this.cluster = cluster;
        this.known = known;
        this.epno = epno;
        this.schema = schema;
        this.table = table;
        this.told = told;
    }

    void ask() {
        cluster.onControl(epno, this::request, new SqlConnection.Told<Frame>() {
            @Override
            public void done(Frame frame) {
                DistributionReply reply = DistributionReply.decode(
                        frame.body(), known.terms().charset().charset());
                if (reply.eps().isEmpty()) {
                    told.answered(null);
                } else {
                    describe(reply);
                }
            }

            @Override
            public void failed(DmException error) {
                refused(error);
            }
        });
    }

    private void request(SqlConnection control, SqlConnection.Told<Frame> answer) {
        ByteBuf out = Header.open(control.connection().allocator().buffer(), Command.TABLE_DISTRIBUTION, 0, 0);
        try {
            new DistributionRequest(schema, table)
                    .encode(out, known.terms().charset().charset());
        } catch (IllegalArgumentException tooLong) {
            out.release();
            answer.failed(DmException.of(ErrorCode.INVALID_TABLE, table));
            return;
        }
        control.ask(Header.close(out), answer);
    }

    private void refused(DmException error) {
        boolean silent = error.code() == ErrorCode.CONNECTION_LOST.code()
                || error.code() == ErrorCode.CANNOT_CONNECT.code()
                || error.code() == ErrorCode.WRONG_INSTANCE.code()
                || error.code() == ErrorCode.NOT_CONFIGURED.code();
        if (silent) {
            told.unanswered();
        } else {
            told.answered(null);
        }
    }

    private void describe(DistributionReply reply) {
        run("SELECT * FROM " + quoted(schema) + "." + quoted(table) + " WHERE 1 = 0", described -> {
            List<Column> columns = described.resultSets().get(0).columns().stream()
                    .map(column -> new Column(column.name(), column.spec()))
                    .toList();
            if (reply.kind() == DistributionReply.NONE) {
                askWhetherCopied(columns);
            } else {
                told.answered(distribution(reply, columns));
            }
        });
    }

    /** Message 112 has no number for FULLY; the dictionary has a word. */
    private void askWhetherCopied(List<Column> columns) {
        String kind = "SELECT DIS_TYPE FROM SYS.ALL_TABLES_DIS_INFO WHERE SCHEMA_NAME = " + literal(schema)
                + " AND TABLE_NAME = " + literal(table);
        run(kind, outcome -> {
            boolean copied = outcome.resultSets().get(0).rows().stream()
                    .anyMatch(row -> row[0] instanceof String word
                            && word.toUpperCase(Locale.ROOT).startsWith("FULL"));
            TableDistribution.Kind said = copied ? TableDistribution.Kind.FULLY : TableDistribution.Kind.LOCAL;
            told.answered(TableDistribution.keyless(said, columns));
        });
    }

    private void run(String sql, Consumer<Outcome> then) {
        cluster.onControl(epno, (control, answer) -> control.run(sql, answer), new SqlConnection.Told<Outcome>() {
            @Override
            public void done(Outcome outcome) {
                if (outcome.resultSets().isEmpty()) {
                    told.answered(null);
                } else {
                    then.accept(outcome);
                }
            }

            @Override
            public void failed(DmException error) {
                refused(error);
            }
        });
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private @Nullable TableDistribution distribution(DistributionReply reply, List<Column> columns) {
        if (reply.kind() == DistributionReply.RANDOM) {
            return TableDistribution.keyless(TableDistribution.Kind.RANDOM, columns);
        }
        boolean mapped = !reply.map().isEmpty()
                && reply.map().stream().allMatch(each -> known.ep(each).isPresent());
        boolean keyed = !reply.columnIds().isEmpty()
                && reply.columnIds().stream().allMatch(id -> id >= 0 && id < columns.size());
        return reply.kind() == DistributionReply.HASH && mapped && keyed
                ? TableDistribution.hash(columns, reply.columnIds(), new HashMapping(reply.map()))
                : null;
    }
}
