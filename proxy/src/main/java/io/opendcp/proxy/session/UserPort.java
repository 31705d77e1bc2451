package io.opendcp.proxy.session;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.UserName;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.cluster.Credentials;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.login.Turnstile;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
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
    private final EpDoors logins;
    private final LoginChecks checks;
    private final WaitingRoom room;
    private final Reception reception;
    private final Turnstile turnstile;
    private final RandomGenerator chance;
    private UserPortSettings settings;
    private final Journal journal;
    private final Counters counters = new Counters();
    private final Sessions sessions;
    private final Drain drain;
    private final Pause pause;
    private Encryption encryption = Encryption.NONE;
    private final PeerWatch peers;

    public UserPort(
            Network network,
            HostTable hosts,
            Cluster cluster,
            ConnectionPool pool,
            Guide guide,
            UserPortSettings settings,
            Journal journal) {
        this.network = network;
        this.cluster = cluster;
        this.pool = pool;
        this.guide = guide;
        this.settings = settings;
        this.journal = journal;
        chance = network.chance();
        sessions = new Sessions(network.time(), SessionLimits.USUAL);
        Vault vault = new Vault(chance);
        room = new WaitingRoom(
                network.time(),
                settings.waiting(),
                cluster.troubles(),
                cluster::lookAgain,
                cluster::inDoubt,
                this::instance);
        logins = new EpDoors(
                network,
                hosts,
                cluster,
                vault,
                () -> this.settings.loginTimeout(),
                settings.tellsDcp(),
                counters,
                this::onUsable);
        checks = new LoginChecks(
                pool,
                logins,
                this::epsInAnyOrder,
                network.time(),
                cluster.troubles(),
                cluster::lookAgain,
                this::onDefect);
        SessionIds ids = new SessionIds(chance);
        drain = new Drain(
                sessions::all, new PeerLogin(network, hosts, cluster::login, ids, this::encryption), network.time());
        pause = new Pause(sessions::all, room, network.time());
        turnstile = new Turnstile(network.time(), Integer.MAX_VALUE, settings.loginDelay());
        peers = new PeerWatch(new PeerCall(network, hosts, cluster::login, this::encryption), ids, network.time());
        reception = new Reception(this, cluster::configuration, this::settings, vault, checks, ids, turnstile);
    }

    @Override
    public StartupTerms terms() {
        Configuration known = cluster.configuration();
        return known == null ? StartupTerms.OURS : known.terms();
    }

    /** From now on clients' connections, and ours to other DCPs, are encrypted so. */
    public void encrypt(Encryption how) {
        encryption = how;
    }

    @Override
    public Encryption encryption() {
        return encryption;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        reception.onLogin(request, visit);
    }

    @Override
    public String instance(int epno) {
        Configuration known = cluster.configuration();
        return known == null ? "" : known.ep(epno).map(Ep::name).orElse("");
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

    private void onUsable(Backend backend) {
        checks.confirmed(backend.key().verifier(), backend.login());
        room.usable(backend.epno());
        checks.usable();
    }

    /** The cluster has been looked at: who waits for EPs may try again. */
    public void refreshed(Configuration now) {
        logins.refreshed(now);
        room.refreshed();
        checks.refreshed();
    }

    /** It has been looked at in vain. */
    public void refreshFailed() {
        room.sure();
    }

    /** How many sessions wait now, for an EP that cannot be used or for the end of a doubt. */
    public int waitingForEps() {
        return room.sessions();
    }

    @Override
    public WaitingRoom room() {
        return room;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public void onDefect(Throwable defect) {
        journal.defect(defect);
        LOG.atError().setCause(defect).log("a defect of ours ended a session or a login");
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
    public Time time() {
        return network.time();
    }

    @Override
    public int anyEp(int last) {
        Configuration known = cluster.configuration();
        if (known == null) {
            throw DmException.of(ErrorCode.NOT_CONFIGURED);
        }
        if (settings.staysOnEp() && known.ep(last).isPresent() && !room.troubled(last)) {
            return last;
        }
        List<Ep> usable =
                known.eps().stream().filter(ep -> !room.troubled(ep.epno())).toList();
        List<Ep> eps = usable.isEmpty() ? known.eps() : usable;
        return eps.get(chance.nextInt(eps.size())).epno();
    }

    @Override
    public int epOrAny(int epno, int last) {
        Configuration known = cluster.configuration();
        return known == null || known.ep(epno).isEmpty() ? anyEp(last) : epno;
    }

    @Override
    public @Nullable Integer epNamed(String where) {
        Configuration known = cluster.configuration();
        String text = where.strip();
        if (known == null) {
            return null;
        }
        return known.eps().stream()
                .filter(ep -> text.endsWith("_" + ep.epno()) || text.endsWith("_" + ep.host() + ":" + ep.port()))
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
        checks.refused(client.kind().verifier());
    }

    @Override
    public void cancelOnEp(int epno, long epSessionId, Runnable done) {
        String cancel = "SP_CANCEL_SESSION_OPERATION(" + epSessionId + ")";
        cluster.onControl(epno, (control, told) -> control.run(cancel, told), new SqlConnection.Told<Outcome>() {
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
        });
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    /** How many sessions are open. */
    public int sessionCount() {
        return sessions.count();
    }

    /** Changes what a session may take, for those that are open too. */
    public void limits(SessionLimits now) {
        sessions.limits(now);
    }

    public UserPortSettings settings() {
        return settings;
    }

    /** Changes what may change while it runs; whoever waits now goes on as it was when he came. */
    public void settings(UserPortSettings now) {
        settings = now;
        turnstile.delay(now.loginDelay());
        room.limits(now.waiting());
    }

    @Override
    public void onClosed(Session session) {
        sessions.closed(session);
        drain.onClosed(session);
    }

    @Override
    public Drain drain() {
        return drain;
    }

    /**
     * Begins to ask other DCPs what they know.
     *
     * @param tables what the distribution of each known table is, by name; not for people
     */
    public void watch(List<Peer> others, Supplier<Map<String, String>> tables) {
        peers.begin(others, () -> {
            Configuration known = cluster.configuration();
            return Knowledge.of(known == null ? List.of() : known.eps(), tables.get());
        });
    }

    /** From now on these others are asked. */
    public void peers(List<Peer> others) {
        peers.peers(others);
    }

    /** For V$DCP_PEERS. */
    public List<PeerView> peerViews() {
        return peers.views();
    }

    /** Asks nobody any more. Idempotent. */
    public void close() {
        drain.close();
        pause.close();
        peers.close();
    }

    @Override
    public PeerWatch peers() {
        return peers;
    }

    @Override
    public boolean isPeer(String user) {
        Credentials login = cluster.login();
        return login != null && UserName.folded(login.user()).equals(user);
    }

    @Override
    public String name() {
        return settings.instanceName();
    }

    @Override
    public Pause pause() {
        return pause;
    }

    @Override
    public void onRefused(Session session, DmException error) {
        journal.refused(session.client().sessionId(), error.code());
        LOG.atDebug()
                .addKeyValue("session", session.client().sessionId())
                .addKeyValue("user", session.client().kind().user())
                .addKeyValue("error", error.code())
                .log("request refused");
    }

    /** The sessions that are open, for V$SESSIONS. */
    public Collection<SessionView> openSessions() {
        return sessions.views();
    }

    /** Those that keep their EP connection, for V$DCP_KEPT. */
    public List<KeptView> kept() {
        return sessions.kept();
    }

    /** The session that has a connection, for V$DCP_CONNPOOL. */
    public @Nullable SessionView sessionOn(Backend backend) {
        return sessions.on(backend);
    }
}
