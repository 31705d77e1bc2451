package io.opendcp.simulator.session;

import io.opendcp.simulator.Activity;
import io.opendcp.simulator.Traffic;
import java.util.HashSet;
import java.util.Set;

/** The statement of a session that is under way, and the bytes it has moved between EPs; the logs get it when it ends. */
final class Running {
    private final EpSession session;
    private final Set<Integer> asked = new HashSet<>();
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
        text = statement.text();
        lastText = statement.text();
        moved = 0;
        asked.clear();
    }

    boolean isActive() {
        return !text.isEmpty();
    }

    /** The statement that is under way or was last, or empty. */
    String lastText() {
        return lastText;
    }

    /** It needs {@code epno} to do something. */
    void asks(int epno) {
        if (epno != session.epno() && asked.add(epno)) {
            moved += CostModel.ASKING_BYTES;
        }
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
                .statement(new Traffic.Moved(session.epno(), session.sessionId(), statement.text(), moved));
        moved = 0;
    }
}
