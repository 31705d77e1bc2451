package io.opendcp.simulator.server;

import io.netty.channel.Channel;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.Charsets;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.StatementLimits;
import io.opendcp.protocol.server.StatementSession;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.LoginDetails;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.session.EpSession;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of one simulated EP. */
final class EpDoor implements Door {
    private static final Logger LOG = LoggerFactory.getLogger(EpDoor.class);
    /** The server option by which a DCP says what it is; ours, see docs/adr/0004. */
    private static final String DCP_OPTION = "DCP_FLAG=1";

    private final MppSpec spec;
    private final Ep ep;
    private final Consumer<Throwable> told;
    private final StartupTerms terms;
    private long defects;

    /** @param told of each defect of ours, besides the log */
    EpDoor(MppSpec spec, Ep ep, Consumer<Throwable> told) {
        this.spec = spec;
        this.ep = ep;
        this.told = told;
        Charsets charset = Arrays.stream(Charsets.values())
                .filter(known -> known.charset().equals(spec.charset()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("DM databases have no character set " + spec.charset()));
        StartupTerms usual = StartupTerms.OURS;
        terms = new StartupTerms(charset, usual.msgVersion(), usual.version(), usual.series());
    }

    @Override
    public void onConnected(Channel channel) {
        ep.faults().connected(channel);
    }

    @Override
    public StartupTerms terms() {
        return terms;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        try {
            if (request.wishes().osAuthentication() != 0 || request.standbyOfPair()) {
                throw DmException.of(ErrorCode.NOT_SUPPORTED, "osAuthType, rwSeparate");
            }
            EpSession session = ep.login(details(request, visit));
            LoginWishes wishes = request.wishes();
            int isolation = wishes.isolation() < 0 ? 1 : wishes.isolation();
            session.isolation(isolation);
            if (wishes.readOnly()) {
                makeReadOnly(session);
            }
            LoginReply reply = new LoginReply(
                    state(), isolation, wishes.longLobs(), session.schema(), "", "", session.sessionId());
            visit.accept(reply, replies -> {
                session.onKilled(replies::end);
                StatementSession statements =
                        new StatementSession(session, visit.format(), replies, StatementLimits.USUAL, this::defect);
                return new EpFrames(statements, ep, visit.format(), replies);
            });
            if (visit.left()) {
                // accepted visits have left, too; a session that nobody got is closed with its connection
                LOG.atTrace().addKeyValue("session", session.sessionId()).log("login answered");
            }
        } catch (DmException refused) {
            visit.refuse(refused);
        } finally {
            request.password().wipe();
        }
    }

    private LoginDetails details(LoginRequest request, Visit visit) {
        boolean dcp = Arrays.stream(request.options().split(",", -1))
                .anyMatch(option -> option.strip().toUpperCase(Locale.ROOT).equals(DCP_OPTION));
        return new LoginDetails(
                request.user(),
                request.password().text(terms.charset().charset()),
                request.wishes().local(),
                dcp,
                request.client().application(),
                request.client().host(),
                visit.from(),
                "",
                request.language());
    }

    private ServerState state() {
        ServerState open = ServerState.open(ep.spec().instanceName(), new Sites(true, spec.maxEpSites(), 0));
        return new ServerState(
                open.instance(),
                open.database(),
                open.guid(),
                ep.state().mode().number(),
                ep.state().status().number(),
                open.maxRowSize(),
                open.ddlCommits(),
                spec.caseSensitive(),
                spec.zone().getTotalSeconds() / 60,
                open.fetchKiB(),
                open.sites());
    }

    private static void makeReadOnly(SqlSession session) {
        session.execute(
                session.prepare("SP_SET_SESSION_READONLY(1)"), Execution.plain(true), new SqlSession.Completion() {
                    @Override
                    public void done(Outcome outcome) {}

                    @Override
                    public void failed(DmException error) {
                        throw error; // the simulator's own procedure
                    }
                });
    }

    private String defect(Throwable defect) {
        String number = ep.spec().instanceName() + "-" + ++defects;
        LOG.atError()
                .setCause(defect)
                .addKeyValue("number", number)
                .log("a defect of ours answered a client with an error");
        told.accept(defect);
        return number;
    }

    @Override
    public void onDefect(Throwable defect) {
        defect(defect);
    }
}
