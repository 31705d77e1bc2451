package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster configuration and the control connections to its EPs. Refreshes when told to, every 256 s, and when an EP
 * connection breaks or a probe tells of a change; until the first success, and as long as it fails or leaves an EP out,
 * sooner. Confined to one event loop. Manual 3.2.
 */
public final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    /** How long it may hold somebody up that connections may be about to be cut. */
    public static final Duration LONGEST_DOUBT = Doubt.LONGEST;
    /** For an EP's answer on a control connection. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Network network;
    private final ControlLogin logins;
    private final Source source;
    private ClusterSettings settings;
    private final Addresses addresses = new Addresses();
    private final Troubles troubles;
    private final List<Told> waiting = new ArrayList<>();
    private final Controls controls;
    private final Listener listener;
    private final Probe probe;
    private final Doubt doubt;
    private final Pace pace;
    private List<String> standbys = List.of();
    private @Nullable Configuration configuration;
    private Time.@Nullable Timer next;
    private @Nullable Refresh running;
    private String lastFailure = "";
    private boolean soon;
    private boolean again;
    private boolean closed;

    /** What an administrator has said about the cluster. */
    public interface Source {
        List<Instance> instances();

        /** Null as long as SP_DCP_SET_LOGIN has not been called. */
        @Nullable
        Credentials login();
    }

    /** Who is told of a new configuration. */
    public interface Listener {
        void onRefreshed(@Nullable Configuration before, Configuration now);

        /** A refresh has failed; what was known still holds. */
        default void onRefreshFailed(DmException error) {}
    }

    /** Who waits for a refresh. */
    public interface Told {
        void refreshed();

        void failed(DmException error);
    }

    public Cluster(Network network, HostTable hosts, Source source, ClusterSettings settings, Listener listener) {
        this.network = network;
        this.source = source;
        this.settings = settings;
        this.listener = listener;
        troubles = new Troubles(network.time());
        doubt = new Doubt(network.time());
        pace = new Pace(network.time(), settings.manual());
        logins = new ControlLogin(network, hosts, () -> this.settings.timeout());
        controls = new Controls(logins, this::suspect);
        probe = new Probe(network.time(), settings.probes(), controls, this::suspect);
    }

    /** What is known; null before the first refresh. */
    public @Nullable Configuration configuration() {
        return configuration;
    }

    /** SYSDCPLOGIN's row; null while it is not set. */
    public @Nullable Credentials login() {
        return source.login();
    }

    /** Which EPs cannot be used. */
    public Troubles troubles() {
        return troubles;
    }

    /** Names of the standbys that answered the last refresh. */
    public List<String> standbys() {
        return standbys;
    }

    /** How many control connections were closed because another instance answered than the one expected there. */
    public long misnamed() {
        return logins.misnamed();
    }

    public ClusterSettings settings() {
        return settings;
    }

    /** Changes periods: each begins anew, unless the cluster is to be looked at sooner anyway. */
    public void settings(ClusterSettings now) {
        boolean refreshes = !now.period().equals(settings.period());
        settings = now;
        probe.period(now.probes());
        if (refreshes && next != null && !soon) {
            schedule(now.period(), false);
        }
    }

    /** Begins to refresh by itself, if an administrator has said enough. */
    public void start() {
        if (configured()) {
            refreshQuietly();
        } else {
            schedule(settings.period(), false);
        }
    }

    private boolean configured() {
        return source.login() != null && !source.instances().isEmpty();
    }

    /** An EP connection broke: others may be about to be cut until it has been looked again. */
    public void suspect() {
        if (closed || !configured()) {
            return;
        }
        doubt.onBreak();
        lookAgain();
    }

    /** Looks again at once, or soon if that has just been done: somebody waits for a change. */
    public void lookAgain() {
        if (running != null) {
            again = true; // it may have looked too early
            return;
        }
        if (soon || closed || !configured()) {
            return;
        }
        Duration left = pace.untilLook();
        if (configuration != null && !left.isZero()) {
            schedule(left, true);
        } else {
            pace.onLook();
            refreshQuietly();
        }
    }

    /** Whether a connection broke, at most {@link #LONGEST_DOUBT} ago, and no refresh has shown yet what that means. */
    public boolean inDoubt() {
        return doubt.now();
    }

    private void refreshQuietly() {
        refresh(new Told() {
            @Override
            public void refreshed() {
                lastFailure = "";
            }

            @Override
            public void failed(DmException error) {
                String failure = String.valueOf(error.getMessage());
                if (!failure.equals(lastFailure)) {
                    LOG.atWarn()
                            .addKeyValue("error", error.code())
                            .log("cluster configuration not refreshed: " + failure);
                }
                lastFailure = failure;
            }
        });
    }

    /** Learns the configuration anew. Those who ask while it is under way get the same answer. */
    public void refresh(Told told) {
        Credentials who = source.login();
        List<Instance> instances = source.instances();
        if (closed || who == null || instances.isEmpty()) {
            told.failed(DmException.of(closed ? ErrorCode.CONNECTION_LOST : ErrorCode.NOT_CONFIGURED));
            return;
        }
        waiting.add(told);
        if (running != null) {
            return;
        }
        again = false;
        doubt.onRefreshBegun();
        Refresh begun = new Refresh(logins, who, network.time(), settings.timeout(), addresses, new Refresh.Told() {
            @Override
            public void learned(Learned learned) {
                onLearned(learned);
            }

            @Override
            public void failed(DmException error, Faults faults) {
                onFailed(error, faults);
            }
        });
        running = begun;
        begun.start(instances);
    }

    private void onLearned(Learned learned) {
        Configuration before = configuration;
        Configuration now = learned.configuration();
        configuration = now;
        standbys = learned.standbys();
        troubles.keepOnly(now.eps());
        Set<Integer> still = new HashSet<>();
        for (Ep ep : now.eps()) {
            DmException fault = learned.missing().get(ep.epno());
            if (fault != null && Trouble.is(fault)) {
                troubles.seen(ep.epno(), ep.name(), fault);
            } else if (learned.controls().containsKey(ep.epno())) {
                troubles.reached(ep.epno());
            } else if (before != null && before.eps().contains(ep)) {
                still.add(ep.epno()); // slow to answer, but perhaps there
            }
        }
        List<Told> asked = overWith(learned);
        controls.replace(learned.controls(), still);
        probe.watches(now);
        listener.onRefreshed(before, now);
        asked.forEach(Told::refreshed);
    }

    private List<Told> overWith(Learned learned) {
        if (again || !settings.manual() && !learned.missing().isEmpty()) {
            return over(pace.retry(), true);
        }
        pace.onSuccess();
        boolean silent = !settings.manual() && !learned.complete();
        return over(silent ? pace.untilSilentIsAsked(settings.period()) : settings.period(), false);
    }

    private void onFailed(DmException error, Faults faults) {
        for (Ep ep : configuration == null ? List.<Ep>of() : configuration.eps()) {
            DmException fault = faults.of(ep);
            if (fault != null && Trouble.is(fault)) {
                troubles.seen(ep.epno(), ep.name(), fault);
            }
        }
        List<Told> asked = over(pace.retry(), true);
        listener.onRefreshFailed(error);
        asked.forEach(each -> each.failed(error));
    }

    private List<Told> over(Duration nextIn, boolean sooner) {
        running = null;
        doubt.onRefreshEnded();
        pace.onEnd(sooner);
        schedule(nextIn, sooner);
        List<Told> asked = new ArrayList<>(waiting);
        waiting.clear();
        return asked;
    }

    private void schedule(Duration in, boolean sooner) {
        if (next != null) {
            next.cancel();
        }
        soon = sooner;
        next = closed ? null : network.time().schedule(in, this::onTime);
    }

    private void onTime() {
        if (soon) {
            pace.onLook();
        }
        soon = false;
        start();
    }

    /** Does {@code use} with an EP's control connection; {@code told} is told in bounded time how that ended. */
    public <T> void onControl(
            int epno, BiConsumer<SqlConnection, SqlConnection.Told<T>> use, SqlConnection.Told<T> told) {
        Ep ep = configuration == null ? null : configuration.ep(epno).orElse(null);
        Credentials who = source.login();
        if (ep == null || who == null) {
            told.failed(DmException.of(ErrorCode.NOT_CONFIGURED));
            return;
        }
        controls.with(ep, who, new ControlLogin.Told() {
            @Override
            public void open(SqlConnection control) {
                use.accept(control, patient(control, told));
            }

            @Override
            public void failed(DmException error) {
                told.failed(error);
            }
        });
    }

    private <T> SqlConnection.Told<T> patient(SqlConnection control, SqlConnection.Told<T> told) {
        Time.Timer deadline = network.time().schedule(PATIENCE, control::close); // then all who wait are told
        return new SqlConnection.Told<>() {
            @Override
            public void done(T result) {
                deadline.cancel();
                told.done(result);
            }

            @Override
            public void failed(DmException error) {
                deadline.cancel();
                told.failed(error);
            }
        };
    }

    /** Ends all that is under way. Idempotent. */
    public void close() {
        closed = true;
        probe.close();
        if (next != null) {
            next.cancel();
        }
        if (running != null) {
            running.close();
            running = null;
        }
        controls.close();
        List<Told> asked = new ArrayList<>(waiting);
        waiting.clear();
        asked.forEach(each -> each.failed(DmException.of(ErrorCode.CONNECTION_LOST)));
    }
}
