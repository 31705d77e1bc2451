package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.cluster.Troubles;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.journal.Point;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.EmbeddedEp;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sessions and the pool as they are; clients, EPs and time are the test's. Nothing happens that it does not cause. */
final class Stage implements Desk, AutoCloseable {
    static final Duration WAIT = Duration.ofSeconds(10);
    static final Duration HOLD = Duration.ofMinutes(5);
    private static final SessionLimits SESSION_LIMITS =
            SessionLimits.USUAL.withStatements(20).with("DCP_RESULT_READ_AHEAD", 0);
    static final WaitLimits LIMITS = new WaitLimits(Duration.ofSeconds(60), 3, 1000);
    private static final int EPS = 2;

    final TurnedTime time = new TurnedTime(Instant.parse("2026-01-01T00:00:00Z"));
    final TextGuide guide = new TextGuide();
    final Counters counters = new Counters();
    final ConnectionPool pool;
    /** What peers answer when they are asked; those that are not here let clients in. */
    final Map<String, DmException> peerRefusals = new LinkedHashMap<>();

    /** Who can be called by no test that does not begin it. */
    final PeerWatch peers = new PeerWatch(
            (peer, sql, patience, told) -> told.failed(0, DmException.of(ErrorCode.CANNOT_CONNECT, peer)),
            new SessionIds(new java.util.SplittableRandom(1)),
            time);

    final Drain drain;
    final Pause pause;
    /** Whether a connection broke and nobody knows yet what that means. */
    boolean doubt;

    final Sessions sessions = new Sessions(time, SESSION_LIMITS);
    final Troubles troubles = new Troubles(time);
    /** Which instances the EPs are. Those that connections lead to are EP01 and EP02. */
    final List<String> instances = new ArrayList<>(List.of("EP01", "EP02"));

    final WaitingRoom room = new WaitingRoom(time, LIMITS, troubles, () -> {}, () -> doubt, instances::get);

    final List<StagedEp> connections = new ArrayList<>();
    /** Points at which the rare happens, once for each time that they are here. */
    final List<Point> rare = new ArrayList<>();

    private final Journal journal = new Journal() {
        @Override
        public boolean shall(Point point) {
            return rare.remove(point);
        }
    };

    final List<Throwable> defects = new ArrayList<>();
    final List<Integer> suspected = new ArrayList<>();
    final List<Client> passwordsRefused = new ArrayList<>();
    final Deque<Runnable> cancels = new ArrayDeque<>();
    final List<Long> cancelled = new ArrayList<>();
    private final List<StagedClient> clients = new ArrayList<>();
    private final List<ByteBuf> watched = new ArrayList<>();
    private int any;
    private long lastSession;
    /** What EPs answer to the next logins; null lets them in. */
    @Nullable
    DmException loginsFailWith;

    /** What goes wrong in the next login, by our fault. */
    @Nullable
    RuntimeException loginDefect;

    /** Whether clients that come have drivers from before 8.1.3.140. */
    boolean olderDrivers;

    /** Logins that wait for the test to finish them. */
    @Nullable
    Deque<Runnable> loginsLater;

    Stage(int poolSize) {
        drain = new Drain(sessions::all, (peer, told) -> told.accept(peerRefusals.get(peer.toString())), time);
        pause = new Pause(sessions::all, room, time);
        pool = new ConnectionPool(new PoolLimits(poolSize, WAIT, 10), time, journal);
    }

    @Override
    public Pause pause() {
        return pause;
    }

    @Override
    public PeerWatch peers() {
        return peers;
    }

    @Override
    public boolean isPeer(String user) {
        return user.equals("PEER");
    }

    @Override
    public String name() {
        return "DCP";
    }

    /** Somebody must let go of it by the end. */
    ByteBuf watched(ByteBuf bytes) {
        watched.add(bytes);
        return bytes;
    }

    StagedClient client() {
        return client("APP");
    }

    StagedClient client(String user) {
        StagedClient client = new StagedClient(this, user, ++lastSession);
        clients.add(client);
        return client;
    }

    /** The newest connection to an EP. */
    StagedEp ep(int epno) {
        StagedEp newest = null;
        for (StagedEp each : connections) {
            if (each.epno() == epno) {
                newest = each;
            }
        }
        return Objects.requireNonNull(newest, "a connection to EP " + epno);
    }

    int lent() {
        return (int) pool.backends().stream()
                .filter(backend -> !pool.isFree(backend))
                .count();
    }

    /** Ends everything; nothing may be left lent, waiting or open, and nothing may have gone wrong inside. */
    @Override
    public void close() {
        clients.forEach(StagedClient::leave);
        connections.forEach(StagedEp::waiting);
        assertThat(defects).isEmpty();
        assertThat(lent()).as("connections still lent").isZero();
        assertThat(pool.waiting()).as("sessions still in line").isZero();
        assertThat(room.sessions()).as("sessions that still wait for an EP").isZero();
        assertThat(room.bytes()).isZero();
        assertThat(sessions.rowMemory().used()).as("bytes of rows read ahead").isZero();
        assertThat(sessions.all()).isEmpty();
        pool.close();
        connections.forEach(each -> each.channel.end());
        assertThat(pool.backends()).isEmpty();
        assertThat(watched).as("buffers that nobody let go of").allMatch(bytes -> bytes.refCnt() == 0);
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
        return this::login;
    }

    private void login(Client client, int epno, Lending.Made made) {
        RuntimeException defect = loginDefect;
        loginDefect = null;
        if (defect != null) {
            throw defect;
        }
        Deque<Runnable> later = loginsLater;
        if (later != null) {
            later.add(() -> logIn(client, epno, made));
        } else {
            logIn(client, epno, made);
        }
    }

    private void logIn(Client client, int epno, Lending.Made made) {
        DmException failure = loginsFailWith;
        if (failure != null) {
            if (Trouble.is(failure)) {
                troubles.seen(epno, "EP0" + (epno + 1), failure);
            }
            made.failed(failure);
            return;
        }
        troubles.over(epno);
        StagedEp ep =
                new StagedEp(this, new EmbeddedEp(client.kind().at(epno), 100L + connections.size(), time.nanos()));
        connections.add(ep);
        made.made(ep.channel.backend());
        room.usable(epno);
    }

    /** The cluster has been looked at. */
    void refreshed() {
        room.refreshed();
    }

    @Override
    public WaitingRoom room() {
        return room;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public int anyEp(int last) {
        return any;
    }

    /** Where "any" is from now on. */
    void any(int epno) {
        any = epno;
    }

    @Override
    public int epOrAny(int epno, int last) {
        return epno < 0 || epno >= EPS ? any : epno;
    }

    @Override
    public @Nullable Integer epNamed(String where) {
        return where.endsWith("_0") ? Integer.valueOf(0) : where.endsWith("_1") ? Integer.valueOf(1) : null;
    }

    @Override
    public String instance(int epno) {
        return epno < EPS ? "EP0" + (epno + 1) : "";
    }

    @Override
    public boolean baseNames() {
        return false;
    }

    @Override
    public void onBackendLost(int epno) {
        suspected.add(epno);
    }

    @Override
    public void onPasswordRefused(Client client) {
        passwordsRefused.add(client);
    }

    @Nullable
    Session session(long id) {
        return sessions.with(id);
    }

    @Override
    public void cancelOnEp(int epno, long epSessionId, Runnable done) {
        cancelled.add(epSessionId);
        cancels.add(done);
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    /** Changes one of the settings of what sessions may take. */
    /** DCP_MANUAL_MODE = 1, as far as results go. */
    void manualMode() {
        sessions.limits(SESSION_LIMITS.withRowsEnding(true));
    }

    void limit(String setting, int value) {
        sessions.limits(sessions.limits().with(setting, value));
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

    @Override
    public void onDefect(Throwable defect) {
        defects.add(defect);
    }

    @Override
    public void onRefused(Session session, DmException error) {}

    /** An EP that says that the user's password is wrong. */
    static DmException wrongPassword() {
        return DmException.of(ErrorCode.WRONG_PASSWORD);
    }

    boolean free(StagedEp ep) {
        Backend backend = ep.channel.backend();
        return pool.isFree(backend);
    }
}
