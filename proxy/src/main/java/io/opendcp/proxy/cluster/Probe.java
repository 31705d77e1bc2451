package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the cluster has changed though no connection was cut: asks a few EPs at a time, on the control connections
 * there are, who the EPs are. One that does not answer is closed. A different answer is a sign to look again. Confined to one
 * event loop.
 */
final class Probe {
    /** EPs asked in one period; all have their turn. */
    static final int AT_A_TIME = 8;

    private final Time time;
    private Duration period;
    private final Controls controls;
    private final Runnable onSign;
    /** Those whose answer is awaited. */
    private final Set<Integer> asked = new HashSet<>();

    private List<Ep> eps = List.of();
    private int turn;
    private Time.@Nullable Timer next;

    /** @param period zero for no probes */
    Probe(Time time, Duration period, Controls controls, Runnable onSign) {
        this.time = time;
        this.period = period;
        this.controls = controls;
        this.onSign = onSign;
    }

    /** From now on this is what is expected. */
    void watches(Configuration known) {
        eps = known.eps();
        watchesOn();
    }

    /** Changes it; it begins anew. */
    void period(Duration now) {
        if (!now.equals(period)) {
            period = now;
            stop();
            watchesOn();
        }
    }

    private void watchesOn() {
        if (next == null && !eps.isEmpty() && !period.isZero()) {
            next = time.schedule(period, this::probe);
        }
    }

    private void probe() {
        next = time.schedule(period, this::probe);
        for (int i = 0; i < Math.min(AT_A_TIME, eps.size()); i++) {
            turn = (turn + 1) % eps.size();
            ask(eps.get(turn));
        }
    }

    private void ask(Ep ep) {
        SqlConnection control = controls.at(ep.epno());
        if (control == null || !asked.add(ep.epno())) {
            return;
        }
        List<Ep> expected = eps;
        Time.Timer deadline = time.schedule(Cluster.PATIENCE, control::close); // which is a sign, too
        control.run(Refresh.EPS, new SqlConnection.Told<>() {
            @Override
            public void done(Outcome outcome) {
                deadline.cancel();
                asked.remove(ep.epno());
                List<Ep> said = EpRows.read(outcome);
                if (expected == eps && (said == null || !Found.names(said).equals(Found.names(expected)))) {
                    onSign.run();
                }
            }

            @Override
            public void failed(DmException error) {
                deadline.cancel();
                asked.remove(ep.epno());
                if (controls.at(ep.epno()) == control) {
                    onSign.run(); // it refuses; its end would have been a sign by itself
                }
            }
        });
    }

    private void stop() {
        if (next != null) {
            next.cancel();
        }
        next = null;
    }

    void close() {
        stop();
        eps = List.of();
    }
}
