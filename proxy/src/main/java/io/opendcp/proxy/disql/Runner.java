package io.opendcp.proxy.disql;

import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.sql.StatementKind;
import io.opendcp.proxy.disql.table.Rows;
import io.opendcp.proxy.disql.table.TableWriter;
import io.opendcp.proxy.disql.text.Entry;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs statements and prints what they come to: a table, a count, a plan, an error; and how long it took. */
final class Runner {
    private final Session session;
    private final Settings settings;
    private final Screen screen;
    private final LongSupplier nanos;

    /** @param nanos a count of nanoseconds that only rises */
    Runner(Session session, Settings settings, Screen screen, LongSupplier nanos) {
        this.session = session;
        this.settings = settings;
        this.screen = screen;
        this.nanos = nanos;
    }

    /**
     * Runs a statement.
     *
     * @param parameters for its {@code ?}
     * @return the error it ended in
     * @throws Told if there is no session
     */
    Optional<SQLException> run(Entry.Sql sql, List<@Nullable String> parameters) {
        return timed(sql.shown(), () -> {
            Link link = session.link();
            StatementKind kind = SqlText.of(sql.text()).kind();
            Reply reply = link.execute(sql.text(), parameters, settings.limits());
            print(reply, kind);
            if (kind != StatementKind.CALL && kind != StatementKind.BLOCK) {
                link.closeCurrent(); // else MORE may ask for more of it
            }
            return reply.executeId();
        });
    }

    /** Prints the next result of the last statement. */
    void more() throws SQLException {
        Reply reply = session.link().more(settings.limits());
        if (reply == null) {
            throw new Told("没有更多的结果集", "there are no more results");
        }
        print(reply, StatementKind.SELECT);
    }

    /** Prints the columns of a table or view. */
    void describe(String name) {
        timed("DESC " + name + ";", () -> {
            print(new DescribedColumns(session.link().describe(name)));
            return 0;
        });
    }

    /** Something that takes time, and returns its execute id. */
    @FunctionalInterface
    private interface Work {
        long run() throws SQLException;
    }

    /** @param shown repeated before its error */
    private Optional<SQLException> timed(String shown, Work work) {
        long start = nanos.getAsLong();
        SQLException failure = null;
        long executeId = 0;
        try {
            executeId = work.run();
        } catch (SQLException e) {
            failure = e;
            screen.print(shown);
            ErrorText.of(e).lines().forEach(screen::print);
        }
        if (settings.on(Setting.TIMING)) {
            screen.print(Elapsed.line(nanos.getAsLong() - start, executeId, screen.language()));
        }
        screen.flush();
        return Optional.ofNullable(failure);
    }

    private void print(Reply reply, StatementKind kind) throws SQLException {
        if (settings.on(Setting.SERVEROUTPUT) && !reply.printed().isEmpty()) {
            reply.printed().lines().forEach(screen::print);
        }
        Rows rows = reply.rows();
        if (rows != null) {
            print(rows);
            return;
        }
        switch (kind) {
            case INSERT, UPDATE, DELETE, MERGE -> {
                if (settings.number(Setting.FEEDBACK) > 0) {
                    screen.say("影响行数 " + reply.affected(), "affect rows " + reply.affected());
                }
            }
            case CALL, BLOCK -> screen.say("DMSQL 过程已成功完成", "DMSQL executed successfully");
            case EXPLAIN -> {
                screen.print("");
                reply.plan().lines().forEach(screen::print);
                screen.print("");
            }
            case SELECT,
                    DDL,
                    COMMIT,
                    ROLLBACK,
                    SAVEPOINT,
                    SET_SCHEMA,
                    SET_TIME_ZONE,
                    SET_TRANSACTION,
                    SET,
                    ALTER_SESSION,
                    OTHER -> screen.say("操作已执行", "executed successfully");
        }
    }

    private void print(Rows rows) throws SQLException {
        String lineName = screen.in("行号", "LINEID");
        long count = new TableWriter(settings.table(lineName), screen::print).write(rows);
        int feedback = settings.number(Setting.FEEDBACK);
        if (count == 0 && feedback > 0) {
            screen.say("未选定行", "no rows");
        }
        screen.print("");
        if (feedback > 0 && count > feedback) {
            screen.print(count + " rows got");
            screen.print("");
        }
    }
}
