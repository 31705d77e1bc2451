package io.opendcp.proxy.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.StatementLimits;
import io.opendcp.protocol.server.StatementSession;
import io.opendcp.protocol.server.Visit;
import io.opendcp.proxy.management.Audit;
import io.opendcp.proxy.management.ManagementLogin;
import io.opendcp.proxy.management.ManagementSession;
import io.opendcp.proxy.management.Office;
import io.opendcp.proxy.management.SessionRow;
import io.opendcp.proxy.session.SessionIds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The management port: local accounts, and the DCP's own SQL. Manual 3.1, 4. */
final class ManagementDoor implements Door {
    /** Sessions of the management port at a time. */
    private static final int SESSIONS = 100;

    private record Open(ManagementSession session, LoginRequest login, String from, Instant since) {}

    private final Office office;
    private final ManagementLogin login;
    private final SessionIds ids;
    private final Map<Long, Open> sessions = new LinkedHashMap<>();

    /**
     * @param office made with the list of sessions that this door keeps
     */
    ManagementDoor(Function<ManagementDoor, Office> office, SessionIds ids) {
        this.ids = ids;
        this.office = office.apply(this);
        login = new ManagementLogin(this.office);
    }

    /** Its sessions, for V$SESSIONS. */
    List<SessionRow> rows() {
        return sessions.values().stream()
                .map(open -> new SessionRow(
                        open.session().id(),
                        true,
                        open.session().user(),
                        open.session().schema(),
                        open.session().busy(),
                        false,
                        open.since(),
                        open.login().client().application(),
                        open.login().client().host(),
                        open.from()))
                .toList();
    }

    @Override
    public StartupTerms terms() {
        return StartupTerms.OURS;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        if (sessions.size() >= SESSIONS) {
            request.password().wipe();
            refuse(request, visit, DmException.of(ErrorCode.TOO_MANY_SESSIONS));
            return;
        }
        String password = request.password().text(terms().charset().charset());
        request.password().wipe();
        login.check(request.user(), password, new ManagementLogin.Told() {
            @Override
            public void right(String user) {
                open(user, request, visit);
            }

            @Override
            public void wrong(DmException error) {
                refuse(request, visit, error);
            }
        });
    }

    private void refuse(LoginRequest request, Visit visit, DmException error) {
        audit(request.user(), visit, error.code());
        visit.refuse(error);
    }

    private void audit(String user, Visit visit, int code) {
        office.audit().write(new Audit.Entry(office.time().now(), user, visit.from(), "LOGIN", code));
    }

    private void open(String user, LoginRequest request, Visit visit) {
        audit(user, visit, 0);
        ManagementSession session = new ManagementSession(ids.next(), user, visit.from(), office);
        ServerState state = ServerState.open(office.state().instanceName(), Sites.NONE);
        LoginReply reply =
                new LoginReply(state, 1, request.wishes().longLobs(), session.schema(), "", "", session.id());
        visit.accept(reply, replies -> {
            sessions.put(
                    session.id(),
                    new Open(session, request, visit.from(), office.time().now()));
            StatementSession statements =
                    new StatementSession(session, visit.format(), replies, StatementLimits.USUAL, office.defects());
            return new FrameSession() {
                @Override
                public void onFrame(Frame frame) {
                    statements.onFrame(frame);
                }

                @Override
                public void onWritable(boolean writable) {
                    statements.onWritable(writable);
                }

                @Override
                public void onClosed() {
                    sessions.remove(session.id());
                    statements.onClosed();
                }
            };
        });
    }

    @Override
    public void onDefect(Throwable defect) {
        office.defects().onDefect(defect);
    }
}
