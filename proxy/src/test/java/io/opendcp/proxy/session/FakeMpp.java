package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.protocol.server.PreparedSql;
import io.opendcp.protocol.server.SqlSession;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.StatementLimits;
import io.opendcp.protocol.server.StatementSession;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * EPs that understand only their log: each statement is written down with the session it ran in, and SELECT answers with
 * the EP's number (or with as many rows as {@code SELECT ROWS n} says). What a proxy does can be read off.
 */
final class FakeMpp implements AutoCloseable {
    static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 128, 0);

    /** What ran: EP, its session there, text. */
    record Ran(int epno, long session, String text) {}

    final List<Ran> log = new CopyOnWriteArrayList<>();
    final Map<Long, Runnable> hanging = new HashMap<>();
    final Map<String, String> passwords = new HashMap<>(Map.of("SYSDBA", "SYSDBA", "APP", "app"));
    private final List<DmPort> ports = new ArrayList<>();
    private final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
    private final List<Throwable> defects = new CopyOnWriteArrayList<>();
    private long lastSession = 100;

    FakeMpp(Network network, int eps) throws IOException {
        for (int epno = 0; epno < eps; epno++) {
            ports.add(DmPort.listen(
                    network,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    new EpDoor(epno),
                    PortLimits.SERVER));
        }
    }

    int port(int epno) {
        return ((InetSocketAddress) ports.get(epno).address()).getPort();
    }

    /** Texts that ran on an EP in application sessions, without the settings that a proxy sends. */
    List<String> ranOn(int epno) {
        return log.stream().filter(ran -> ran.epno() == epno).map(Ran::text).toList();
    }

    int openSessions(int epno) {
        return (int) sessions.stream()
                .filter(each -> each.epno == epno && !each.local)
                .count();
    }

    /** Cuts all application connections to an EP, as a crash does. On the event loop. */
    void cut(int epno) {
        sessions.stream().filter(each -> each.epno == epno && !each.local).forEach(each -> each.cut.run());
    }

    @Override
    public void close() {
        ports.forEach(DmPort::close);
        if (!defects.isEmpty()) {
            throw new AssertionError("defects in the fake", defects.get(0));
        }
    }

    private final class EpDoor implements Door {
        private final int epno;

        EpDoor(int epno) {
            this.epno = epno;
        }

        @Override
        public StartupTerms terms() {
            return StartupTerms.OURS;
        }

        @Override
        public void onLogin(LoginRequest request, Visit visit) {
            String user = request.user().toUpperCase(Locale.ROOT);
            if (!request.password().text(StandardCharsets.UTF_8).equals(passwords.get(user))) {
                visit.refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
                return;
            }
            FakeSession session =
                    new FakeSession(epno, ++lastSession, request.wishes().local());
            ServerState state = ServerState.open("EP0" + (epno + 1), new Sites(true, ports.size(), 0));
            visit.accept(new LoginReply(state, 1, true, user, "", "", session.id), replies -> {
                session.cut = replies::end;
                sessions.add(session);
                return new StatementSession(session, visit.format(), replies, StatementLimits.USUAL, defect -> {
                    defects.add(defect);
                    return "1";
                });
            });
        }

        @Override
        public void onDefect(Throwable defect) {
            defects.add(defect);
        }
    }

    private record Text(String sql, StatementType type, List<Descriptor> parameters, List<Descriptor> columns)
            implements PreparedSql {}

    private final class FakeSession implements SqlSession {
        private final int epno;
        private final long id;
        private final boolean local;
        private Runnable cut = () -> {};
        private boolean open;

        FakeSession(int epno, long id, boolean local) {
            this.epno = epno;
            this.id = id;
            this.local = local;
        }

        @Override
        public PreparedSql prepare(String sql) {
            if (sql.startsWith("NONSENSE")) {
                throw DmException.of(ErrorCode.SYNTAX);
            }
            StatementType type = sql.startsWith("SELECT")
                    ? StatementType.SELECT
                    : sql.startsWith("INSERT")
                            ? StatementType.INSERT
                            : sql.toUpperCase(Locale.ROOT).contains("SET SCHEMA")
                                    ? StatementType.SET_SCHEMA
                                    : sql.startsWith("COMMIT") ? StatementType.COMMIT : StatementType.CALL;
            List<Descriptor> parameters = new ArrayList<>();
            sql.chars().filter(c -> c == '?').forEach(c -> parameters.add(Descriptor.parameter(INTEGER)));
            List<Descriptor> columns = sql.contains("V$MPP_CFG_ITEM")
                    ? List.of(
                            Descriptor.column("NAME", TEXT),
                            Descriptor.column("EPNO", INTEGER),
                            Descriptor.column("HOST", TEXT),
                            Descriptor.column("PORT", INTEGER))
                    : type == StatementType.SELECT ? List.of(Descriptor.column("EP", INTEGER)) : List.of();
            return new Text(sql, type, parameters, columns);
        }

        @Override
        public void execute(PreparedSql statement, Execution execution, Completion completion) {
            Text text = (Text) statement;
            if (!local) {
                log.add(new Ran(epno, id, text.sql));
            }
            if (text.sql.startsWith("SELECT HANG")) {
                hanging.put(id, () -> completion.failed(DmException.of(ErrorCode.CANCELLED)));
                return;
            }
            if (text.sql.startsWith("SELECT CUT")) {
                cut.run();
                return;
            }
            if (text.sql.startsWith("SP_CANCEL_SESSION_OPERATION")) {
                Runnable victim = hanging.remove(Long.parseLong(text.sql.replaceAll("\\D", "")));
                if (victim != null) {
                    victim.run();
                }
            }
            completion.done(outcome(text, execution));
        }

        private Outcome outcome(Text text, Execution execution) {
            boolean changes = text.type == StatementType.INSERT;
            open = text.type != StatementType.COMMIT && (open || changes) && !execution.autoCommit();
            TransactionStatus status =
                    open ? TransactionStatus.OPEN : changes ? TransactionStatus.COMMITTED : TransactionStatus.NONE;
            if (text.sql.contains("V$MPP_CFG_ITEM")) {
                List<@Nullable Object[]> eps = new ArrayList<>();
                for (int i = 0; i < ports.size(); i++) {
                    eps.add(new Object[] {"EP0" + (i + 1), i, "127.0.0.1", port(i)});
                }
                return Outcome.rows(StatementType.SELECT, new RowSet(text.columns, eps), status);
            }
            if (text.type == StatementType.SELECT) {
                int count = text.sql.startsWith("SELECT ROWS ")
                        ? Integer.parseInt(text.sql.substring("SELECT ROWS ".length()))
                        : 1;
                List<@Nullable Object[]> rows = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    rows.add(new Object[] {epno});
                }
                return Outcome.rows(StatementType.SELECT, new RowSet(text.columns, rows), status);
            }
            if (text.type == StatementType.SET_SCHEMA) {
                String name = text.sql.replaceAll("(?i).*SET SCHEMA *\"?|\"", "");
                return Outcome.schema(name, status);
            }
            return changes
                    ? Outcome.changed(StatementType.INSERT, execution.rows().size(), status)
                    : Outcome.done(text.type, status);
        }

        @Override
        public void commit(Completion completion) {
            log.add(new Ran(epno, id, "<commit>"));
            open = false;
            completion.done(Outcome.done(StatementType.COMMIT, TransactionStatus.COMMITTED));
        }

        @Override
        public void rollback(Completion completion) {
            log.add(new Ran(epno, id, "<rollback>"));
            open = false;
            completion.done(Outcome.done(StatementType.ROLLBACK, TransactionStatus.ROLLED_BACK));
        }

        @Override
        public void isolation(int level) {
            log.add(new Ran(epno, id, "<isolation " + level + ">"));
        }

        @Override
        public boolean inTransaction() {
            return open;
        }

        @Override
        public void close() {
            sessions.remove(this);
        }
    }
}
