package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.Traffic;
import io.opendcp.simulator.mal.Mal;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The statement of a session that is under way, and the bytes it has moved between EPs; the logs get it when it ends. */
final class Running {
    private final EpSession session;
    private final Set<Integer> asked = new HashSet<>();
    private final SortedSet<Integer> reached = new TreeSet<>();
    private final Set<Integer> touched = new HashSet<>();
    private @Nullable Trip trip;
    private @Nullable Run run;
    private String text = "";
    private String lastText = "";
    private long moved;

    Running(EpSession session) {
        this.session = session;
    }

    /** @throws IllegalStateException if one is under way */
    void begin(Compiled statement) {
        if (isActive()) {
            throw new IllegalStateException("a statement is under way");
        }
        session.ep().clock().shows(statement.text());
        text = statement.text();
        lastText = statement.text();
        moved = 0;
        asked.clear();
        reached.clear();
    }

    /** A part of it that sees EPs as they are at one moment begins. */
    void beginsStep() {
        touched.clear();
    }

    boolean isActive() {
        return !text.isEmpty();
    }

    /** The statement that is under way or was last, or empty. */
    String lastText() {
        return lastText;
    }

    /**
     * It needs these EPs to do something.
     *
     * @throws NotYet if it has to wait before
     */
    void asks(Collection<Integer> epnos) {
        for (int epno : epnos) {
            if (epno != session.epno()) {
                asked.add(epno);
            }
        }
        reaches(epnos);
    }

    /**
     * The same where the messages are not counted.
     *
     * @throws NotYet if it has to wait before
     */
    void reaches(Collection<Integer> epnos) {
        Mal mal = session.cluster().mal();
        boolean more = touched.addAll(epnos);
        if (!mal.isCalm()) {
            SortedSet<Integer> away = new TreeSet<>(epnos);
            away.removeAll(reached);
            away.removeIf(epno -> session.cluster().isInstant(session.epno(), epno));
            if (!away.isEmpty()) {
                throw new NotYet(away);
            }
        }
        if (more && touched.size() > 1 && !session.cluster().gate().isOpen(touched)) {
            throw new NotYet(Collections.emptySortedSet());
        }
    }

    /** EPs that it looks at in this step. */
    Set<Integer> touched() {
        return touched;
    }

    /** Its messages have arrived at these. */
    void reached(Collection<Integer> epnos) {
        reached.addAll(epnos);
    }

    /** EPs whose answers take time. */
    SortedSet<Integer> answering() {
        return reached;
    }

    /** Bytes of rows so far. */
    long moved() {
        return moved;
    }

    /** Of the bytes of rows only so many count: what came after is brought again. */
    void movedOnly(long bytes) {
        moved = bytes;
    }

    /** It waits for messages. */
    void travels(Trip on, Run waiting) {
        trip = on;
        run = waiting;
    }

    /** Its wait for messages ends with an error; whether it did wait. */
    boolean fail(DmException error) {
        boolean waited = forgetTrip();
        Run waiting = run;
        if (waited && waiting != null) {
            waiting.failed(error);
        }
        return waited;
    }

    boolean forgetTrip() {
        return trip != null && trip.cancel();
    }

    /** Rows crossed between EPs for it. */
    void moved(long bytes) {
        moved += bytes;
    }

    /** It is over. */
    void ended(Compiled statement, long rows, int code) {
        text = "";
        Activity.Kind kind = code == 0 ? Activity.Kind.STATEMENT : Activity.Kind.STATEMENT_FAILED;
        session.ep()
                .activity()
                .add(new Activity.Entry(kind, session.sessionId(), session.user(), statement.text(), rows, code));
        session.cluster()
                .traffic()
                .statement(new Traffic.Moved(
                        session.epno(),
                        session.sessionId(),
                        statement.text(),
                        moved + asked.size() * (long) CostModel.ASKING_BYTES));
        moved = 0;
    }
}
