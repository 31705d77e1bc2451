package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.PreparedSql;
import io.opendcp.protocol.server.SqlSession;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import java.time.LocalDateTime;

/**
 * A session of the management port. It has no transactions: what a statement does is done when it has been answered.
 * Confined to the event loop.
 */
public final class ManagementSession implements SqlSession {
    private final long id;
    private final String user;
    private final String from;
    private final Office office;
    private String schema;
    private boolean busy;

    /** @param from address and port of the client */
    public ManagementSession(long id, String user, String from, Office office) {
        this.id = id;
        this.user = user;
        this.from = from;
        this.office = office;
        schema = user;
    }

    public long id() {
        return id;
    }

    /** The account's name. */
    public String user() {
        return user;
    }

    /** The current schema; at first that of the account's name. */
    public String schema() {
        return schema;
    }

    void schema(String now) {
        schema = now;
    }

    /** Whether the session's account is a DBA, now. */
    boolean dba() {
        return office.catalogue().accounts().isDba(user);
    }

    /** Who asks, now. */
    Speaker speaker() {
        LocalDateTime now = LocalDateTime.ofInstant(office.time().now(), office.zone());
        return new Speaker(user, Dictionary.userId(user, office.catalogue().accounts()), schema, id, dba(), now);
    }

    /** Whether a statement is under way. */
    public boolean busy() {
        return busy;
    }

    Office office() {
        return office;
    }

    /** One of its statements has been done, or not: {@code code} is the error's, or 0. */
    void audit(String what, int code) {
        office.audit().write(new Audit.Entry(office.time().now(), user, from, what, code));
    }

    /** @throws DmException unless the session's account is a DBA, now */
    void requireDba(String object) {
        if (!dba()) {
            throw DmException.of(ErrorCode.NO_EXECUTE_RIGHT, object);
        }
    }

    @Override
    public PreparedSql prepare(String sql) {
        return ManagementSql.compile(sql, this);
    }

    @Override
    public void execute(PreparedSql statement, Execution execution, Completion completion) {
        if (office.catalogue().accounts().find(user) == null) {
            throw DmException.of(ErrorCode.NO_RIGHT); // dropped since it logged in
        }
        Completion idle = new Completion() {
            @Override
            public void done(Outcome outcome) {
                busy = false;
                completion.done(outcome);
            }

            @Override
            public void failed(DmException error) {
                busy = false;
                completion.failed(error);
            }
        };
        busy = true;
        try {
            ((ManagementSql) statement).run(this, execution, idle);
        } catch (DmException answer) {
            busy = false;
            throw answer;
        }
    }

    @Override
    public void commit(Completion completion) {
        completion.done(Outcome.done(StatementType.COMMIT, TransactionStatus.COMMITTED));
    }

    @Override
    public void rollback(Completion completion) {
        completion.done(Outcome.done(StatementType.ROLLBACK, TransactionStatus.ROLLED_BACK));
    }

    @Override
    public void isolation(int level) {
        // every query sees one moment, at any level
    }

    @Override
    public boolean inTransaction() {
        return false;
    }

    @Override
    public void close() {}
}
