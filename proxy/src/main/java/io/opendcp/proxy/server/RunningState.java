package io.opendcp.proxy.server;

import io.opendcp.protocol.ini.Allowed;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.login.Turnstile;
import io.opendcp.proxy.management.CounterRow;
import io.opendcp.proxy.management.DcpState;
import io.opendcp.proxy.management.ParameterRow;
import io.opendcp.proxy.management.PooledConnectionRow;
import io.opendcp.proxy.management.SessionRow;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolView;
import io.opendcp.proxy.session.Counters;
import io.opendcp.proxy.session.Drain;
import io.opendcp.proxy.session.KeptView;
import io.opendcp.proxy.session.Pause;
import io.opendcp.proxy.session.Peer;
import io.opendcp.proxy.session.PeerView;
import io.opendcp.proxy.session.SessionView;
import io.opendcp.proxy.session.UserPort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What the management port shows and drives, taken from the parts that run. */
final class RunningState implements DcpState {
    private final String instanceName;
    private final Instant startedAt;
    private final UserPort users;
    private final Turnstile managers;
    private final ConnectionPool pool;
    private final Cluster cluster;
    private final Parameters parameters;
    private final Consumer<Duration> loginWithin;

    /** @param loginWithin told in what time who connects must have logged in, when that is changed */
    RunningState(
            String instanceName,
            Instant startedAt,
            UserPort users,
            Turnstile managers,
            ConnectionPool pool,
            Cluster cluster,
            Parameters parameters,
            Consumer<Duration> loginWithin) {
        this.instanceName = instanceName;
        this.startedAt = startedAt;
        this.users = users;
        this.managers = managers;
        this.pool = pool;
        this.cluster = cluster;
        this.parameters = parameters;
        this.loginWithin = loginWithin;
    }

    @Override
    public String instanceName() {
        return instanceName;
    }

    @Override
    public String version() {
        return users.terms().version();
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public List<Ep> eps() {
        Configuration known = cluster.configuration();
        return known == null ? List.of() : known.eps();
    }

    @Override
    public List<Trouble> troubles() {
        return cluster.troubles().all();
    }

    @Override
    public List<String> standbys() {
        return cluster.standbys();
    }

    @Override
    public PoolView pool() {
        return pool.view();
    }

    @Override
    public List<PooledConnectionRow> connections() {
        return pool.backends().stream().map(this::row).toList();
    }

    private PooledConnectionRow row(Backend backend) {
        boolean free = pool.isFree(backend);
        SessionView session = free ? null : users.sessionOn(backend);
        return new PooledConnectionRow(
                backend.epSessionId(),
                backend.key().user(),
                backend.settings().schema(),
                backend.epno(),
                session != null && session.forced(),
                free ? backend.released() : null);
    }

    @Override
    public List<SessionRow> userSessions() {
        return users.openSessions().stream()
                .map(session -> new SessionRow(
                        session.id(),
                        false,
                        session.user(),
                        session.schema(),
                        session.busy(),
                        session.transactionOpen(),
                        session.since(),
                        session.program(),
                        session.host(),
                        session.from()))
                .toList();
    }

    @Override
    public List<KeptView> kept() {
        return users.kept();
    }

    @Override
    public List<PeerView> peers() {
        return users.peerViews();
    }

    @Override
    public List<CounterRow> counters() {
        Counters counted = users.counters();
        return List.of(
                new CounterRow(CounterRow.TRANSACTIONS, counted.transactions()),
                new CounterRow(CounterRow.EP_CHANGES, counted.epChanges()),
                new CounterRow("ep moved count", counted.moves()),
                new CounterRow("repeated statement count", counted.repeats()),
                new CounterRow("misnamed instance count", counted.misnamed() + cluster.misnamed()),
                new CounterRow("pool eviction count", pool.evictions()),
                new CounterRow("pool violation count", pool.violations()),
                new CounterRow("pool waiting count", pool.waiting()),
                new CounterRow("switch waiting count", users.waitingForEps()));
    }

    @Override
    public List<ParameterRow> parameters() {
        return parameters.rows();
    }

    @Override
    public void refresh(Cluster.Told told) {
        cluster.refresh(told);
    }

    @Override
    public int clearConnections(int count) {
        return pool.clear(count);
    }

    @Override
    public Drain drain() {
        return users.drain();
    }

    @Override
    public Pause pause() {
        return users.pause();
    }

    @Override
    public void change(String parameter, String value, Scope scope) {
        if (scope.file()) {
            parameters.write(parameter, value);
        }
        if (scope.memory()) {
            parameters.hold(parameter, value);
            if (parameter.equals(DmIniKeys.DCP_PEERS.name())) {
                users.peers(Peer.of(Allowed.Addresses.list(value)));
            } else {
                changeNumber(parameter, Integer.parseInt(value));
            }
        }
    }

    private void changeNumber(String parameter, int value) {
        if (parameter.equals(DmIniKeys.DCP_LOGIN_DELAY.name())) {
            managers.delay(Duration.ofMillis(value));
        }
        if (parameter.equals(DmIniKeys.DCP_LOGIN_TIMEOUT.name())) {
            loginWithin.accept(Duration.ofSeconds(value));
        }
        pool.limits(pool.limits().with(parameter, value));
        users.limits(users.limits().with(parameter, value));
        users.settings(users.settings().with(parameter, value));
        cluster.settings(cluster.settings().with(parameter, value));
    }
}
