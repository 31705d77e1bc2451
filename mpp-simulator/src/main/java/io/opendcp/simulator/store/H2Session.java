package io.opendcp.simulator.store;

import io.opendcp.protocol.error.DmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.h2.command.Command;
import org.h2.command.Prepared;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.expression.ParameterInterface;
import org.h2.message.DbException;
import org.h2.result.ResultInterface;
import org.h2.result.Row;
import org.h2.table.Table;
import org.h2.util.TimeZoneProvider;
import org.h2.value.Value;

/**
 * A session in one H2 database: runs H2's SQL in one transaction until commit or rollback. A lock that somebody else
 * holds comes out as {@link LockConflict}, everything else that fails as a DM error.
 */
public final class H2Session {
    /** Compiled statements kept. */
    private static final int COMMANDS_MAX = 100;

    private final Connection connection;
    private final SessionLocal session;
    private final Map<String, Command> commands = new LinkedHashMap<>(16, 0.75f, true);

    H2Session(Connection connection, SessionLocal session) {
        this.connection = connection;
        this.session = session;
    }

    /** H2's own side of it, for looking into plans and values. */
    public SessionLocal session() {
        return session;
    }

    /** Runs a query to its end. */
    public Rows query(String sql, List<Value> parameters, long maxRows) {
        return guarded(() -> {
            Command command = bound(sql, parameters);
            try (ResultInterface result = command.executeQuery(maxRows == Long.MAX_VALUE ? 0 : maxRows, -1, false)) {
                List<List<Value>> rows = new ArrayList<>();
                int width = result.getVisibleColumnCount();
                while (result.next()) {
                    rows.add(List.of(Arrays.copyOf(result.currentRow(), width)));
                }
                return new Rows(Rows.columns(result), rows);
            }
        });
    }

    public Rows query(String sql) {
        return query(sql, List.of(), Long.MAX_VALUE);
    }

    /** Runs a statement that changes something; the number of rows it changed. */
    public long update(String sql, List<Value> parameters) {
        return guarded(() -> bound(sql, parameters).executeUpdate(null).getUpdateCount());
    }

    /** Runs DDL, which commits: else its lock on H2's own tables would stay. */
    public void run(String sql) {
        // DDL may drop what a kept statement stands on.
        commands.clear();
        guarded(() -> {
            boolean done = false;
            try {
                session.prepareLocal(sql).executeUpdate(null);
                done = true;
                return 0;
            } finally {
                if (done) {
                    session.commit(false);
                } else {
                    session.rollback();
                }
            }
        });
    }

    /** The columns that a compiled query has. */
    public List<Rows.Column> describe(Prepared query) {
        return guarded(() -> {
            ResultInterface meta = query.queryMeta();
            return meta == null ? List.of() : Rows.columns(meta);
        });
    }

    /** The columns that a query would have. */
    public List<Rows.Column> describe(String sql) {
        return describe(guarded(() -> session.prepare(sql)));
    }

    /**
     * Compiles without running.
     *
     * @param syntax what to say of a syntax error at an offset of {@code sql}
     */
    public Prepared prepare(String sql, IntFunction<DmException> syntax) {
        return guarded(() -> {
            try {
                return session.prepare(sql);
            } catch (DbException e) {
                OptionalInt offset = H2Errors.syntaxErrorAt(e, sql);
                if (offset.isPresent()) {
                    throw syntax.apply(offset.getAsInt());
                }
                throw e;
            }
        });
    }

    /** Puts rows into a table past its constraints; {@code rows} have a value for every column, hidden ones too. */
    public void fill(Table table, List<Value[]> rows) {
        guarded(() -> {
            table.lock(session, Table.WRITE_LOCK);
            for (Value[] values : rows) {
                Row row = table.getTemplateRow();
                for (int i = 0; i < values.length; i++) {
                    row.setValue(i, values[i]);
                }
                table.addRow(session, row);
            }
            return rows.size();
        });
    }

    /** The table, which must exist. */
    public Table table(String schema, String name) {
        return session.getDatabase().getSchema(schema).getTableOrView(session, name);
    }

    public void variable(String name, Value value) {
        session.setVariable(name, value);
    }

    /** Sets the time zone by which H2 turns local times into times with a zone. */
    public void zone(ZoneOffset zone) {
        int seconds = zone.getTotalSeconds();
        if (!session.currentTimeZone().hasFixedOffset()
                || session.currentTimeZone().getTimeZoneOffsetUTC(0) != seconds) {
            session.setTimeZone(TimeZoneProvider.ofOffset(seconds));
        }
    }

    /** Makes {@code schema} the current one; SYS is looked into after it. */
    public void schema(String schema) {
        commands.clear();
        session.setCurrentSchemaName(schema);
        session.setSchemaSearchPath(new String[] {"SYS"});
    }

    public SessionLocal.Savepoint savepoint() {
        return session.setSavepoint();
    }

    public void rollbackTo(SessionLocal.Savepoint savepoint) {
        guarded(() -> {
            session.rollbackTo(savepoint);
            PartialRollback.forget(session);
            return 0;
        });
    }

    /** Whether the transaction has changed or locked anything. */
    public boolean hasChanges() {
        return session.hasPendingTransaction() && session.getTransaction().hasChanges();
    }

    /** What the open transaction has made of rows, to be done again elsewhere. */
    public List<RowChange> changes() {
        return guarded(() -> RowChanges.of(session));
    }

    /** Does, in the open transaction, what a transaction did in another copy of this database. */
    public void apply(List<RowChange> changes) {
        guarded(() -> {
            RowChanges.apply(session, changes);
            return 0;
        });
    }

    /** All objects and rows. */
    H2Image image() {
        List<String> definitions = query("SCRIPT NODATA NOPASSWORDS NOSETTINGS").rows().stream()
                .map(row -> String.valueOf(row.get(0).getString()))
                .filter(line -> !line.startsWith("--") && !line.startsWith("CREATE USER "))
                .toList();
        return guarded(() -> new H2Image(definitions, RowChanges.all(session)));
    }

    public void commit() {
        guarded(() -> {
            session.commit(false);
            return 0;
        });
    }

    public void rollback() {
        guarded(() -> {
            session.rollback();
            return 0;
        });
    }

    /** Whether H2's transaction {@code number} is this session's. */
    public boolean owns(int number) {
        return session.hasPendingTransaction() && session.getTransaction().getId() == number;
    }

    /** Whether it changed, or holds locked, anything in the table of this name. */
    public boolean locks(String schema, String table) {
        return session.getLocks().stream()
                .anyMatch(held -> held.getName().equals(table)
                        && held.getSchema().getName().equals(schema));
    }

    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not close a session", e);
        }
    }

    private Command bound(String sql, List<Value> parameters) {
        Command command = commands.get(sql);
        if (command == null) {
            command = session.prepareLocal(sql);
            commands.put(sql, command);
            if (commands.size() > COMMANDS_MAX) {
                commands.remove(commands.keySet().iterator().next());
            }
        }
        List<? extends ParameterInterface> wanted = command.getParameters();
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i).setValue(parameters.get(i), false);
        }
        return command;
    }

    private interface Work<T> {
        T run();
    }

    private <T> T guarded(Work<T> work) {
        Session before = session.setThreadLocalSession();
        try {
            return work.run();
        } catch (DbException e) {
            PartialRollback.forget(session);
            throw H2Errors.translate(e, this);
        } finally {
            session.resetThreadLocalSession(before);
        }
    }
}
