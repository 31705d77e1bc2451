package io.opendcp.proxy.session;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Settings;
import io.opendcp.proxy.pool.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port for applications: lets in whom an EP would let in, and is what all their sessions share. Confined to one event
 * loop. Manual 3.4, 3.5.
 */
public final class UserPort implements Door, Desk {
    private static final Logger LOG = LoggerFactory.getLogger(UserPort.class);

    private final Network network;
    private final Cluster cluster;
    private final ConnectionPool pool;
    private final Guide guide;
    private final UserPortSettings settings;
    private final Vault vault;
    private final EpLogins logins;
    private final LoginChecks checks;
    private final SessionIds ids;
    private final RandomGenerator chance;
    private final Counters counters = new Counters();
    private final Map<Long, Session> sessions = new LinkedHashMap<>();

    public UserPort(
            Network network,
            HostTable hosts,
            Cluster cluster,
            ConnectionPool pool,
            Guide guide,
            UserPortSettings settings) {
        this.network = network;
        this.cluster = cluster;
        this.pool = pool;
        this.guide = guide;
        this.settings = settings;
        chance = network.chance();
        vault = new Vault(chance);
        ids = new SessionIds(chance);
        logins = new EpDoors(
                network, hosts, cluster::configuration, vault, settings.loginTimeout(), settings.tellsDcp());
        checks = new LoginChecks(pool, logins, this::epsInAnyOrder);
    }

    @Override
    public StartupTerms terms() {
        Configuration known = cluster.configuration();
        return known == null ? StartupTerms.OURS : known.terms();
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        try {
            Configuration known = admitted(request);
            Client client = client(request, visit);
            request.password().wipe();
            checks.check(client, new LoginChecks.Told() {
                @Override
                public void right(Backend shown) {
                    open(known, client, shown.login(), visit);
                }

                @Override
                public void wrong(DmException error) {
                    client.sealed().wipe();
                    visit.refuse(error);
                }
            });
        } catch (DmException refused) {
            request.password().wipe();
            visit.refuse(refused);
        }
    }

    private Configuration admitted(LoginRequest request) {
        Configuration known = cluster.configuration();
        LoginWishes wishes = request.wishes();
        if (known == null) {
            throw DmException.of(ErrorCode.NOT_CONFIGURED);
        }
        if (wishes.local() || wishes.separation() != 0 || request.standbyOfPair() || wishes.osAuthentication() != 0) {
            throw DmException.of(ErrorCode.NOT_THROUGH_DCP, "mppLocal, rwSeparate, osAuthType");
        }
        if (sessions.size() >= settings.sessions()) {
            throw DmException.of(ErrorCode.TOO_MANY_SESSIONS);
        }
        return known;
    }

    private Client client(LoginRequest request, Visit visit) {
        String user = folded(request.user());
        LoginWishes wishes = request.wishes();
        PoolKey kind = new PoolKey(
                user, 0, visit.format().msgVersion(), wishes.longLobs(), wishes.language(), request.options());
        return new Client(
                ids.next(),
                request.user(),
                kind,
                request.client(),
                wishes,
                vault.seal(request.password()),
                vault.verifier(user, request.password()),
                visit.format(),
                visit.from(),
                network.time().now());
    }

    /** As DM folds user names: upper case unless quoted. */
    private static String folded(String typed) {
        boolean quoted = typed.length() > 1 && typed.startsWith("\"") && typed.endsWith("\"");
        return quoted ? typed.substring(1, typed.length() - 1) : typed.toUpperCase(Locale.ROOT);
    }

    private void open(Configuration known, Client client, LoginReply shown, Visit visit) {
        if (visit.left()) {
            client.sealed().wipe();
            return;
        }
        LoginWishes wishes = client.wishes();
        int isolation = wishes.isolation() < 0 ? shown.isolation() : wishes.isolation();
        String schema = shown.schema().isEmpty() ? client.kind().user() : shown.schema();
        Settings initial = new Settings(schema, isolation, wishes.timeZoneMinutes(), wishes.readOnly());
        LoginReply reply = new LoginReply(
                ownState(known.server()),
                isolation,
                wishes.longLobs(),
                schema,
                shown.lastAddress(),
                shown.lastTime(),
                client.sessionId());
        visit.accept(reply, replies -> new Session(client, initial, replies, this));
    }

    /** What an EP says of itself, under our name; NORMAL and OPEN, always. */
    private ServerState ownState(ServerState ep) {
        return new ServerState(
                settings.instanceName(),
                ep.database(),
                ep.guid(),
                ServerState.NORMAL,
                ServerState.OPEN,
                ep.maxRowSize(),
                ep.ddlCommits(),
                ep.caseSensitive(),
                ep.timeZoneMinutes(),
                ep.fetchKiB(),
                new Sites(ep.sites().mpp(), ep.sites().most(), ep.sites().dpcMode()));
    }

    private List<Integer> epsInAnyOrder() {
        Configuration known = cluster.configuration();
        if (known == null) {
            return List.of();
        }
        List<Integer> eps = new ArrayList<>(known.eps().stream().map(Ep::epno).toList());
        Collections.shuffle(eps, new Random(chance.nextLong()));
        return eps;
    }

    @Override
    public void onDefect(Throwable defect) {
        LOG.atError().setCause(defect).log("a defect of ours ended a session");
    }

    @Override
    public ConnectionPool pool() {
        return pool;
    }

    @Override
    public Guide guide() {
        return guide;
    }

    @Override
    public EpLogins logins() {
        return logins;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public SessionLimits limits() {
        return SessionLimits.DEFAULT;
    }

    @Override
    public Time time() {
        return network.time();
    }

    @Override
    public int anyEp() {
        Configuration known = cluster.configuration();
        if (known == null) {
            throw DmException.of(ErrorCode.NOT_CONFIGURED);
        }
        return known.eps().get(chance.nextInt(known.eps().size())).epno();
    }

    @Override
    public @Nullable Integer epNamed(String where) {
        Configuration known = cluster.configuration();
        String last = where.substring(where.lastIndexOf('_') + 1).strip();
        if (known == null) {
            return null;
        }
        return known.eps().stream()
                .filter(ep -> last.equals(Integer.toString(ep.epno())) || last.equals(ep.host() + ":" + ep.port()))
                .map(Ep::epno)
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean baseNames() {
        Configuration known = cluster.configuration();
        return known != null && known.baseNames();
    }

    @Override
    public void onBackendLost(int epno) {
        cluster.suspect();
    }

    @Override
    public void onPasswordRefused(Client client) {
        pool.closeFree(backend -> backend.verifier().equals(client.verifier()));
    }

    @Override
    public @Nullable Session session(long id) {
        return sessions.get(id);
    }

    @Override
    public void cancelOnEp(int epno, long epSessionId, Runnable done) {
        SqlConnection.Told<Outcome> told = new SqlConnection.Told<>() {
            @Override
            public void done(Outcome outcome) {
                done.run();
            }

            @Override
            public void failed(DmException error) {
                LOG.atWarn()
                        .addKeyValue("epno", epno)
                        .addKeyValue("error", error.code())
                        .log("cancel failed");
                done.run();
            }
        };
        cluster.onControl(epno, told, control -> control.run("SP_CANCEL_SESSION_OPERATION(" + epSessionId + ")", told));
    }

    @Override
    public void onOpened(Session session) {
        sessions.put(session.client().sessionId(), session);
    }

    @Override
    public void onClosed(Session session) {
        sessions.remove(session.client().sessionId());
    }

    @Override
    public void onRefused(Session session, DmException error) {
        LOG.atDebug()
                .addKeyValue("session", session.client().sessionId())
                .addKeyValue("user", session.client().kind().user())
                .addKeyValue("error", error.code())
                .log("request refused");
    }

    /** The sessions that are open, for V$SESSIONS. */
    public Collection<SessionView> openSessions() {
        return sessions.values().stream().map(SessionView::of).toList();
    }

    /** The session that has a connection, for V$DCP_CONNPOOL. */
    public @Nullable SessionView sessionOn(Backend backend) {
        return sessions.values().stream()
                .filter(session -> session.seat().backend() == backend)
                .map(SessionView::of)
                .findFirst()
                .orElse(null);
    }
}
