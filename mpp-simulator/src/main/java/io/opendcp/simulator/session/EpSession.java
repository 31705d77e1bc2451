package io.opendcp.simulator.session;

import io.opendcp.protocol.distribution.RowIdLayout;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.PreparedSql;
import io.opendcp.protocol.server.SqlSession;
import io.opendcp.protocol.server.TableLobs;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.LoginDetails;
import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.store.LockConflict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A client's session on one EP, with what it holds on the others. A global session sees the rows of all EPs, a local one
 * those of its own. Confined to the cluster's event loop.
 */
public final class EpSession implements SqlSession, Holder {
    private final Cluster cluster;
    private final EpStore ep;
    private final LoginDetails login;
    private final String user;
    private final long id;
    private final Instant created;
    private final String stream;
    private final Reach reach;
    private final Sites sites;
    private final Settings settings;
    private final Compiler compiler;
    private final Transaction transaction = new Transaction();
    private final TransactionEnd end = new TransactionEnd(this, transaction);
    private Runnable onKilled = () -> {};
    private final Running running = new Running(this);
    private final EpLobs lobs = new EpLobs(this);
    private @Nullable Long lastIdentity;
    private boolean closed;

    /** Whoever makes one has checked the password. */
    public EpSession(Cluster cluster, EpStore ep, LoginDetails login, String user, String schema) {
        this.cluster = cluster;
        this.ep = ep;
        this.login = login;
        this.user = user;
        this.id = cluster.nextSessionId();
        this.created = ep.clock().now();
        this.stream = ep.spec().instanceName() + " session " + ep.nextSession() + " at ";
        this.settings = new Settings(schema, cluster.spec().zone());
        this.reach = new Reach(cluster, ep, login.local(), settings);
        this.sites = new Sites(this);
        this.compiler = new Compiler(this);
        cluster.sessions().add(this);
        ep.activity().add(new Activity.Entry(Activity.Kind.LOGIN, id, user, "", 0, 0));
    }

    /** SESS_ID: positive, different from every other session's of the cluster. */
    public long sessionId() {
        return id;
    }

    /** The current schema. */
    public String schema() {
        return settings.schema();
    }

    /** The user's name, folded. */
    public String user() {
        return user;
    }

    public int epno() {
        return ep.spec().epno();
    }

    /** Which EPs' rows it sees. */
    public Reach reach() {
        return reach;
    }

    /** Whether a client has it on this instance. */
    public boolean isOn(EpStore instance) {
        return ep == instance;
    }

    /** Whether it goes on when {@code left} stops being the EP: a local one does, there without its transaction. */
    boolean outlasts(EpStore left) {
        return reach.staysLocal() && !(left.isDown() && ep == left) && !end.isCommitting();
    }

    /** Its instance is mounted: what it has not committed is rolled back, what it waits for fails. */
    void losesTransaction() {
        interrupt(DmException.of(ErrorCode.CONNECTION_LOST));
        end.rollback();
    }

    public LoginDetails login() {
        return login;
    }

    public Instant created() {
        return created;
    }

    /** The statement that runs or ran last, or empty. */
    public String lastText() {
        return running.lastText();
    }

    /** Whether a statement is under way: it waits. */
    public boolean isActive() {
        return running.isActive();
    }

    /** What is to happen when another session ends this one (SP_CLOSE_SESSION): its connection goes. */
    public void onKilled(Runnable action) {
        onKilled = action;
    }

    @Override
    public PreparedSql prepare(String sql) {
        try {
            Compiled compiled = compiler.compile(sql);
            compiled.compiledIn(schema());
            return compiled;
        } catch (DmException e) {
            throw compiler.places().placed(sql, e);
        }
    }

    @Override
    public void execute(PreparedSql statement, Execution execution, Completion completion) {
        Compiled compiled = (Compiled) statement;
        running.begin(compiled);
        switch (compiled.part()) {
            case OF_TRANSACTION -> new Run(this, compiled, execution, completion).attemptFirst();
            case COMMITS ->
                end.commit(() -> new Run(this, compiled, execution, completion).attemptFirst(), error -> {
                    running.ended(compiled, 0, error.code());
                    completion.failed(error);
                });
            case COMMIT, NONE -> new Run(this, compiled, execution, completion).attempt();
        }
    }

    @Override
    public void commit(Completion completion) {
        end.commit(
                () -> completion.done(Outcome.done(StatementType.COMMIT, TransactionStatus.COMMITTED)),
                completion::failed);
    }

    @Override
    public void rollback(Completion completion) {
        end.rollback();
        completion.done(Outcome.done(StatementType.ROLLBACK, TransactionStatus.ROLLED_BACK));
    }

    @Override
    public void isolation(int level) {
        if (transaction.isOpen()) {
            throw DmException.of(ErrorCode.TRANSACTION_RUNNING);
        }
        settings.isolation(level);
        sites.isolation(settings.isolation());
    }

    @Override
    public boolean inTransaction() {
        return transaction.isOpen();
    }

    @Override
    public TableLobs lobs() {
        return lobs;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cluster.locks().forget(this);
        cluster.gate().forget(this);
        running.forgetTrip();
        end.sessionEnds();
        sites.close();
        cluster.sessions().remove(this);
        ep.activity().add(new Activity.Entry(Activity.Kind.CLOSE, id, user, "", 0, 0));
    }

    /**
     * Another session ends this one, then the connection is told. A waiting statement fails before, unless that news has to
     * come over MAL first: then nobody hears it. A commit under way goes on, and its client is told nothing but that the
     * connection has ended.
     */
    public void kill() {
        interrupt(DmException.of(ErrorCode.CONNECTION_LOST));
        close();
        onKilled.run();
    }

    Cluster cluster() {
        return cluster;
    }

    EpStore ep() {
        return ep;
    }

    Sites sites() {
        return sites;
    }

    Settings settings() {
        return settings;
    }

    Compiler compiler() {
        return compiler;
    }

    Transaction transaction() {
        return transaction;
    }

    /** Where its transactions end. */
    TransactionEnd end() {
        return end;
    }

    ZoneOffset zone() {
        return settings.zone();
    }

    RowIdLayout rowIds() {
        return cluster.spec().rowIds();
    }

    @Nullable
    Long lastIdentity() {
        return lastIdentity;
    }

    void lastIdentity(Long value) {
        lastIdentity = value;
    }

    /** The statement under way. */
    Running running() {
        return running;
    }

    /** Runs a step of a statement where its names mean what they did when it was compiled. */
    Effect inSchemaOf(Compiled statement, Supplier<Effect> step) {
        String now = settings.schema();
        if (statement.part() == Compiled.Part.NONE || statement.schema().equals(now)) {
            return step.get();
        }
        schema(statement.schema());
        try {
            return step.get();
        } finally {
            schema(now);
        }
    }

    private void schema(String to) {
        settings.schema(to);
        sites.schemaChanged();
    }

    Value toH2(@Nullable Object value) {
        return Values.toH2(value, sites.workspace().session(), rowIds());
    }

    /** Undoes to {@code mark}. What was locked since was nobody's to wait for, if nothing else ran meanwhile. */
    void undo(Transaction.Mark mark) {
        transaction.rollbackTo(mark);
    }

    /** A statement failed: what it did since {@code mark} is undone, and a transaction that began with it has not begun. */
    void abandon(Transaction.Mark mark, boolean transactionBefore) {
        transaction.rollbackTo(mark);
        if (!transactionBefore) {
            transaction.rollback();
        }
        cluster.locks().released(this);
    }

    /** Whatever this session waits for, but a commit, fails; whether it waited. */
    boolean interrupt(DmException error) {
        return cluster.locks().fail(this, error) || cluster.gate().fail(this, error) || running.fail(error);
    }

    /** What RAND starts from, for one purpose: the same whatever other sessions do. */
    long seedFor(String purpose) {
        return cluster.seedFor(stream + purpose);
    }

    @Override
    public boolean owns(LockConflict conflict) {
        return sites.owns(conflict);
    }

    @Override
    public boolean locks(String schema, String table) {
        return sites.locks(schema, table);
    }

    TransactionStatus statusNow() {
        return transaction.isOpen() ? TransactionStatus.OPEN : TransactionStatus.NONE;
    }

    /** COMMIT and ROLLBACK as text say what they did. */
    TransactionStatus statusOf(Compiled statement, TransactionStatus otherwise) {
        return switch (statement.type()) {
            case COMMIT -> TransactionStatus.COMMITTED;
            case ROLLBACK -> transaction.isOpen() ? TransactionStatus.OPEN : TransactionStatus.ROLLED_BACK;
            default -> otherwise;
        };
    }

    /** A session of H2 is about to run something for this one. */
    H2Session ready(H2Session h2) {
        SessionVariables.current(this, h2);
        return h2;
    }

    /** What it sees in system views. */
    public Viewer viewer() {
        return new Viewer(this, cluster);
    }

    /** The session's time zone as {@code +08:00}. */
    public String zoneText() {
        return settings.zone().getTotalSeconds() == 0
                ? "+00:00"
                : settings.zone().getId();
    }

    public boolean isReadOnly() {
        return settings.readOnly();
    }

    public int isolationLevel() {
        return settings.isolation();
    }
}
