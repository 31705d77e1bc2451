package io.opendcp.proxy.cluster;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.distribution.DistributionReply;
import io.opendcp.protocol.distribution.DistributionRequest;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.protocol.server.PreparedSql;
import io.opendcp.protocol.server.Replies;
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
import io.opendcp.protocol.type.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An instance that says of itself and of its MPP what the test wants, or nothing at all. */
public final class PretendInstance implements Door, AutoCloseable {
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 128, 0);
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);

    public volatile String name;
    public volatile StartupTerms terms = StartupTerms.OURS;
    public volatile boolean caseSensitive = true;
    public volatile int mode = ServerState.NORMAL;
    public volatile int state = ServerState.OPEN;
    /** With what logins are refused; null to let in. */
    public volatile @Nullable ErrorCode refuses;

    public volatile String password = "SYSDBA";
    /** Rows of V$MPP_CFG_ITEM; null to refuse the question. */
    public volatile @Nullable List<Ep> eps = List.of();
    /** Logins are not answered. */
    public volatile boolean silentAtLogin;
    /** Questions are not answered. */
    public volatile boolean silent;

    /** How tables are distributed; null to refuse the question. */
    public volatile @Nullable DistributionReply distribution;

    /** A word of the dictionary, as for FULLY tables. */
    public volatile String kind = "HASH";

    public final AtomicInteger logins = new AtomicInteger();
    public final List<String> asked = new CopyOnWriteArrayList<>();
    /** Answers that were held back by {@link #silent}. */
    public final List<Runnable> held = new CopyOnWriteArrayList<>();

    private final List<Replies> open = new CopyOnWriteArrayList<>();
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final DmPort port;

    public PretendInstance(Network network, String name) throws IOException {
        this(network, name, 0);
    }

    /** One that listens on a port that is known. */
    public PretendInstance(Network network, String name, int at) throws IOException {
        this.name = name;
        port = DmPort.listen(
                network, new InetSocketAddress(InetAddress.getLoopbackAddress(), at), this, PortLimits.SERVER);
    }

    public int port() {
        return ((InetSocketAddress) port.address()).getPort();
    }

    public Instance listed() {
        return new Instance(name, "127.0.0.1", port());
    }

    public Ep ep(int epno) {
        return new Ep(name, epno, "127.0.0.1", port());
    }

    /** Sessions that are logged in, or wait to be. */
    public int openConnections() {
        return open.size()
                + (int) visits.stream().filter(visit -> !visit.left()).count();
    }

    /** Ends all connections, as a crash does. On the event loop. */
    public void cut() {
        open.forEach(Replies::end);
    }

    @Override
    public void close() {
        port.close();
    }

    @Override
    public StartupTerms terms() {
        return terms;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        logins.incrementAndGet();
        if (silentAtLogin) {
            visits.add(visit);
            return;
        }
        ErrorCode refusal = refuses;
        if (refusal != null) {
            visit.refuse(DmException.of(refusal));
            return;
        }
        if (!request.password().text(StandardCharsets.UTF_8).equals(password)) {
            visit.refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
            return;
        }
        ServerState usual = ServerState.open(name, new Sites(true, 2, 0));
        ServerState said = new ServerState(
                name,
                usual.database(),
                usual.guid(),
                mode,
                state,
                usual.maxRowSize(),
                usual.ddlCommits(),
                caseSensitive,
                usual.timeZoneMinutes(),
                usual.fetchKiB(),
                usual.sites());
        visit.accept(new LoginReply(said, 1, true, "SYSDBA", "", "", logins.get()), replies -> {
            open.add(replies);
            return new Answering(visit, replies);
        });
    }

    @Override
    public void onDefect(Throwable defect) {
        throw new IllegalStateException("a defect in a pretended instance", defect);
    }

    /** Answers message 112 itself, all else by {@link Sql}. */
    private final class Answering implements FrameSession {
        private final Replies replies;
        private final StatementSession statements;

        Answering(Visit visit, Replies replies) {
            this.replies = replies;
            statements = new StatementSession(
                    new Sql(), visit.format(), replies, StatementLimits.USUAL, defect -> String.valueOf(defect));
        }

        @Override
        public void onFrame(Frame frame) {
            if (frame.command() != Command.TABLE_DISTRIBUTION) {
                statements.onFrame(frame);
                return;
            }
            DistributionRequest request = DistributionRequest.decode(frame.body(), StandardCharsets.UTF_8);
            frame.release();
            asked.add("112 " + request.schema() + "." + request.table());
            Runnable answer = () -> replies.send(answer());
            if (silent) {
                held.add(answer);
            } else {
                answer.run();
            }
        }

        private ByteBuf answer() {
            DistributionReply said = distribution;
            ByteBuf out = replies.allocator().buffer();
            if (said == null) {
                return new ErrorReply(
                                Command.TABLE_DISTRIBUTION,
                                0,
                                ErrorReply.Layout.OTHER,
                                ErrorCode.INVALID_TABLE.code(),
                                "no such table",
                                TransactionStatus.NONE)
                        .encode(out, new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH));
            }
            Header.open(out, Command.TABLE_DISTRIBUTION, 0, 0);
            said.encode(out, StandardCharsets.UTF_8);
            return Header.close(out);
        }

        @Override
        public void onChunk(FrameChunk chunk) {
            statements.onChunk(chunk);
        }

        @Override
        public void onClosed() {
            open.remove(replies);
            statements.onClosed();
        }
    }

    private record Text(String sql, StatementType type, List<Descriptor> parameters, List<Descriptor> columns)
            implements PreparedSql {}

    private final class Sql implements SqlSession {
        @Override
        public PreparedSql prepare(String sql) {
            List<Descriptor> columns = sql.contains("V$MPP_CFG_ITEM")
                    ? List.of(
                            Descriptor.column("NAME", TEXT),
                            Descriptor.column("EPNO", INTEGER),
                            Descriptor.column("HOST", TEXT),
                            Descriptor.column("PORT", INTEGER))
                    : sql.contains("DIS_TYPE")
                            ? List.of(Descriptor.column("DIS_TYPE", TEXT))
                            : List.of(Descriptor.column("K", INTEGER), Descriptor.column("V", TEXT));
            StatementType type = sql.startsWith("SELECT") ? StatementType.SELECT : StatementType.CALL;
            return new Text(sql, type, List.of(), type == StatementType.SELECT ? columns : List.of());
        }

        @Override
        public void execute(PreparedSql statement, Execution execution, Completion completion) {
            Text text = (Text) statement;
            asked.add(text.sql);
            Runnable answer = () -> answer(text, completion);
            if (silent) {
                held.add(answer);
            } else {
                answer.run();
            }
        }

        private void answer(Text text, Completion completion) {
            List<Ep> told = eps;
            List<@Nullable Object[]> rows = new ArrayList<>();
            if (text.sql.contains("V$MPP_CFG_ITEM")) {
                if (told == null) {
                    completion.failed(DmException.of(ErrorCode.NO_SELECT_RIGHT, "V$MPP_CFG_ITEM"));
                    return;
                }
                told.forEach(ep -> rows.add(new Object[] {ep.name(), ep.epno(), ep.host(), ep.port()}));
            } else if (text.sql.contains("DIS_TYPE")) {
                rows.add(new Object[] {kind});
            }
            completion.done(
                    text.type == StatementType.SELECT
                            ? Outcome.rows(text.type, new RowSet(text.columns, rows), TransactionStatus.NONE)
                            : Outcome.done(text.type, TransactionStatus.NONE));
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
        public void isolation(int level) {}

        @Override
        public boolean inTransaction() {
            return false;
        }

        @Override
        public void close() {}
    }
}
