package io.opendcp.proxy.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.login.UserName;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.StatementLimits;
import io.opendcp.protocol.server.StatementSession;
import io.opendcp.protocol.server.Visit;
import io.opendcp.proxy.login.Ticket;
import io.opendcp.proxy.login.Turnstile;
import io.opendcp.proxy.management.Audit;
import io.opendcp.proxy.management.ManagementLogin;
import io.opendcp.proxy.management.ManagementSession;
import io.opendcp.proxy.management.Office;
import io.opendcp.proxy.management.SessionRow;
import io.opendcp.proxy.pool.Vault;
import io.opendcp.proxy.pool.Vault.Verifier;
import io.opendcp.proxy.session.SessionIds;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The management port: local accounts, and the DCP's own SQL. Manual 3.1, 4. */
final class ManagementDoor implements Door {
    /** Sessions of the management port at a time. */
    private static final int SESSIONS = 100;
    /** Of a client whose password is not checked yet: the official driver gives up after 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private record Open(ManagementSession session, LoginRequest login, String from, Instant since) {}

    private final Office office;
    private final ManagementLogin login;
    private final Turnstile turnstile;
    /** Tells passwords apart while they are checked. */
    private final Vault vault;

    private final Encryption encryption;
    private final SessionIds ids;
    private final Map<Long, Open> sessions = new LinkedHashMap<>();

    /**
     * @param office made with the list of sessions that this door keeps
     */
    ManagementDoor(
            Function<ManagementDoor, Office> office,
            Turnstile turnstile,
            Encryption encryption,
            SessionIds ids,
            RandomGenerator secrets) {
        this.encryption = encryption;
        this.turnstile = turnstile;
        vault = new Vault(secrets);
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
    public Encryption encryption() {
        return encryption;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        if (sessions.size() >= SESSIONS) {
            request.password().wipe();
            refuse(request, visit, DmException.of(ErrorCode.TOO_MANY_SESSIONS));
            return;
        }
        String user = UserName.folded(request.user());
        Verifier verifier = vault.verifier(user, request.password());
        String password = request.password().text(terms().charset().charset());
        request.password().wipe();
        Turnstile.Entrant entrant = new Turnstile.Entrant() {
            @Override
            public void pass(Ticket ticket, Duration left) {
                check(request, password, visit, ticket);
            }

            @Override
            public void refused(DmException error) {
                refuse(request, visit, error);
            }
        };
        Ticket ticket = turnstile.enter(visit.source(), user, verifier, PATIENCE, () -> false, entrant);
        if (!visit.left()) {
            visit.onLeft(ticket::leave);
        }
    }

    private void check(LoginRequest request, String password, Visit visit, Ticket ticket) {
        login.check(request.user(), password, new ManagementLogin.Told() {
            @Override
            public void right(String user) {
                open(user, request, visit);
                ticket.right();
            }

            @Override
            public void wrong(DmException error) {
                refuse(request, visit, error);
                if (error.code() == ErrorCode.WRONG_PASSWORD.code()) {
                    ticket.wrong();
                } else {
                    ticket.unknown();
                }
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
