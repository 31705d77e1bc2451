package io.opendcp.proxy.session;

import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.pool.Backend;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions that are open on a user port, and what each may take. Confined to one event loop. */
final class Sessions {
    private final Map<Long, Session> open = new LinkedHashMap<>();
    /** Those of which only rows left to fetch, or LOBs, keep a connection, the longest silent one first. */
    private final Set<Session> holding = new LinkedHashSet<>();

    private final RowMemory rowMemory = new RowMemory();
    private final Deadlines deadlines;

    Sessions(Time time, SessionLimits limits) {
        deadlines = new Deadlines(time, all(), limits);
    }

    /** All of them, in the order in which they were opened; a view. */
    Collection<Session> all() {
        return Collections.unmodifiableCollection(open.values());
    }

    /** The session with this id, if it is one of ours. */
    @Nullable
    Session with(long id) {
        return open.get(id);
    }

    int count() {
        return open.size();
    }

    void opened(Session session) {
        open.put(session.client().sessionId(), session);
        deadlines.begin();
    }

    /** A silent session keeps its connection for rows. Past the limit the one that has been silent longest loses its own. */
    void holdsRows(Session session) {
        holding.add(session);
        int most = limits().resultsHeld();
        while (most > 0 && holding.size() > most) {
            Session first = holding.iterator().next();
            holding.remove(first);
            first.later(() -> first.tooManyHoldRows(most));
        }
    }

    void holdsNoRows(Session session) {
        holding.remove(session);
    }

    void closed(Session session) {
        holding.remove(session);
        open.remove(session.client().sessionId());
    }

    /** What rows that have been read ahead of their clients take. */
    RowMemory rowMemory() {
        return rowMemory;
    }

    SessionLimits limits() {
        return deadlines.limits();
    }

    void limits(SessionLimits now) {
        deadlines.limits(now);
    }

    /** For V$SESSIONS. */
    Collection<SessionView> views() {
        return open.values().stream().map(SessionView::of).toList();
    }

    /** For V$DCP_KEPT. */
    List<KeptView> kept() {
        List<KeptView> kept = new ArrayList<>();
        for (Session session : open.values()) {
            Tie tie = session.tie();
            Backend backend = session.seat().backend();
            if (tie != null && backend != null) {
                kept.add(new KeptView(
                        session.client().sessionId(),
                        session.client().kind().user(),
                        backend.epno(),
                        tie.word(),
                        tie.since(),
                        tie.statement()));
            }
        }
        return kept;
    }

    /** The session that has a connection, for V$DCP_CONNPOOL. */
    @Nullable
    SessionView on(Backend backend) {
        return open.values().stream()
                .filter(session -> session.seat().backend() == backend)
                .map(SessionView::of)
                .findFirst()
                .orElse(null);
    }
}
