package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster configuration and the control connections to its EPs. Refreshes when told to, every 256 s, and when an EP
 * connection breaks; until the first success, and as long as it fails, sooner. Confined to one event loop. Manual 3.2.
 */
public final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Network network;
    private final ControlLogin logins;
    private final Source source;
    private final Duration period;
    private final List<Told> waiting = new ArrayList<>();
    private final Map<Integer, SqlConnection> controls = new HashMap<>();
    private final Listener listener;
    private @Nullable Configuration configuration;
    private Time.@Nullable Timer next;
    private boolean refreshing;
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
    }

    /** Who waits for a refresh. */
    public interface Told {
        void refreshed();

        void failed(DmException error);
    }

    /**
     * @param period of refreshes, 256 s by the manual
     * @param timeout of a control connection's login
     */
    public Cluster(
            Network network, HostTable hosts, Source source, Duration period, Duration timeout, Listener listener) {
        this.network = network;
        this.source = source;
        this.period = period;
        this.listener = listener;
        logins = new ControlLogin(network, hosts, timeout);
    }

    /** What is known; null before the first refresh. */
    public @Nullable Configuration configuration() {
        return configuration;
    }

    /** Begins to refresh by itself, if an administrator has said enough. */
    public void start() {
        if (source.login() != null && !source.instances().isEmpty()) {
            refreshQuietly();
        } else {
            schedule(period);
        }
    }

    /** An EP connection broke: look again at once. */
    public void suspect() {
        if (!refreshing) {
            refreshQuietly();
        }
    }

    private void refreshQuietly() {
        refresh(new Told() {
            @Override
            public void refreshed() {}

            @Override
            public void failed(DmException error) {
                LOG.atWarn()
                        .addKeyValue("error", error.code())
                        .log("cluster configuration not refreshed: " + error.getMessage());
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
        if (refreshing) {
            return;
        }
        refreshing = true;
        new Refresh(logins, who, new Refresh.Told() {
                    @Override
                    public void learned(Configuration now, Map<Integer, SqlConnection> fresh) {
                        onLearned(now, fresh);
                    }

                    @Override
                    public void failed(DmException error) {
                        over(RETRY).forEach(each -> each.failed(error));
                    }
                })
                .start(instances);
    }

    private void onLearned(Configuration now, Map<Integer, SqlConnection> fresh) {
        Configuration before = configuration;
        closeControls();
        if (closed) {
            fresh.values().forEach(SqlConnection::close);
            return;
        }
        controls.putAll(fresh);
        configuration = now;
        List<Told> asked = over(period);
        listener.onRefreshed(before, now);
        asked.forEach(Told::refreshed);
    }

    private List<Told> over(Duration nextIn) {
        refreshing = false;
        schedule(nextIn);
        List<Told> asked = new ArrayList<>(waiting);
        waiting.clear();
        return asked;
    }

    private void schedule(Duration in) {
        if (next != null) {
            next.cancel();
        }
        next = closed ? null : network.time().schedule(in, this::start);
    }

    /** Runs a text on an EP's control connection. */
    public <T> void onControl(int epno, SqlConnection.Told<T> told, Consumer<SqlConnection> use) {
        SqlConnection control = controls.get(epno);
        if (control != null && control.connection().open()) {
            use.accept(control);
            return;
        }
        Configuration known = configuration;
        Credentials who = source.login();
        Ep ep = known == null ? null : known.ep(epno).orElse(null);
        if (ep == null || who == null) {
            told.failed(DmException.of(ErrorCode.NOT_CONFIGURED));
            return;
        }
        logins.open(ep.host(), ep.port(), who, new ControlLogin.Told() {
            @Override
            public void open(SqlConnection opened) {
                SqlConnection before = controls.put(epno, opened);
                if (before != null) {
                    before.close();
                }
                use.accept(opened);
            }

            @Override
            public void failed(DmException error) {
                told.failed(error);
            }
        });
    }

    private void closeControls() {
        controls.values().forEach(SqlConnection::close);
        controls.clear();
    }

    public void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
        closeControls();
    }
}
