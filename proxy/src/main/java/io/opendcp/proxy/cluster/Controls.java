package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The control connections, at most one to each EP, opened again when needed. Confined to one event loop. */
final class Controls {
    private final ControlLogin logins;
    private final Runnable onLost;
    private final Map<Integer, SqlConnection> open = new HashMap<>();
    private final Map<Integer, List<ControlLogin.Told>> opening = new HashMap<>();
    private boolean closed;

    /**
     * @param onLost run when a connection ends that we did not close
     */
    Controls(ControlLogin logins, Runnable onLost) {
        this.logins = logins;
        this.onLost = onLost;
    }

    /**
     * {@code fresh} ones, by EP number, take the place of those there were, and of the others stay those to {@code still};
     * what is under way on those that go still ends.
     */
    void replace(Map<Integer, SqlConnection> fresh, Set<Integer> still) {
        List<SqlConnection> leaving = new ArrayList<>();
        for (Integer epno : List.copyOf(open.keySet())) {
            if (fresh.containsKey(epno) || !still.contains(epno)) {
                leaving.add(open.remove(epno));
            }
        }
        fresh.forEach(this::keep);
        leaving.forEach(SqlConnection::retire);
    }

    /** The connection to an EP; null if there is none now. */
    @Nullable
    SqlConnection at(int epno) {
        SqlConnection there = open.get(epno);
        return there != null && there.connection().open() ? there : null;
    }

    private void keep(int epno, SqlConnection control) {
        open.put(epno, control);
        control.onClose(() -> {
            if (open.remove(epno, control) && !closed) {
                onLost.run();
            }
        });
    }

    /** Tells the connection to {@code ep}: at once if there is one, else when it has been opened. */
    void with(Ep ep, Credentials who, ControlLogin.Told told) {
        SqlConnection there = open.get(ep.epno());
        if (closed) {
            told.failed(DmException.of(ErrorCode.CONNECTION_LOST));
        } else if (there != null && there.connection().open()) {
            told.open(there);
        } else {
            List<ControlLogin.Told> asking = opening.computeIfAbsent(ep.epno(), first -> new ArrayList<>());
            asking.add(told);
            if (asking.size() == 1) {
                open(ep, who);
            }
        }
    }

    private void open(Ep ep, Credentials who) {
        logins.open(ep, who, new ControlLogin.Told() {
            @Override
            public void open(SqlConnection control) {
                if (closed) {
                    control.close();
                    return;
                }
                SqlConnection before = open.remove(ep.epno());
                keep(ep.epno(), control);
                if (before != null) {
                    before.retire(); // a refresh was faster
                }
                asked(ep).forEach(each -> each.open(control));
            }

            @Override
            public void failed(DmException error) {
                asked(ep).forEach(each -> each.failed(error));
            }
        });
    }

    private List<ControlLogin.Told> asked(Ep ep) {
        List<ControlLogin.Told> asked = opening.remove(ep.epno());
        return asked == null ? List.of() : asked;
    }

    void close() {
        closed = true;
        List<SqlConnection> closing = new ArrayList<>(open.values());
        open.clear();
        closing.forEach(SqlConnection::close);
        List<ControlLogin.Told> asked = new ArrayList<>();
        opening.values().forEach(asked::addAll);
        opening.clear();
        asked.forEach(each -> each.failed(DmException.of(ErrorCode.CONNECTION_LOST)));
    }
}
