package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * SP_DCP_PAUSE and SP_DCP_RESUME: new transactions wait, those that are open go on, until somebody resumes or the deadline
 * does. Confined to one event loop.
 */
public final class Pause {
    /** Between two looks whether transactions are still under way. */
    static final Duration LOOK = Duration.ofMillis(20);

    private final Supplier<Collection<Session>> sessions;
    private final WaitingRoom room;
    private final Time time;
    private @Nullable Run run;

    Pause(Supplier<Collection<Session>> sessions, WaitingRoom room, Time time) {
        this.sessions = sessions;
        this.room = room;
        this.time = time;
    }

    private final class Run {
        private final String owner;
        private final Instant since;
        private final Duration within;
        private final Time.Timer deadline;
        private final Set<Session> waiting = new HashSet<>();
        private @Nullable Consumer<@Nullable DmException> told;
        private Time.@Nullable Timer look;
        private boolean over;

        Run(String owner, Duration within, Consumer<@Nullable DmException> told) {
            this.owner = owner;
            this.within = within;
            this.told = told;
            since = time.now();
            deadline = time.schedule(within, this::end);
        }

        /** Those who have an open transaction, or a statement under way. */
        int atWork() {
            return (int) sessions.get().stream()
                    .filter(each -> !waiting.contains(each))
                    .filter(each -> each.busy() || each.holding().transactionOpen())
                    .count();
        }

        void look() {
            look = null;
            if (atWork() > 0) {
                look = time.schedule(LOOK, this::look);
            } else {
                tell(null);
            }
        }

        private void tell(@Nullable DmException error) {
            Consumer<@Nullable DmException> asked = told;
            told = null;
            if (asked != null) {
                asked.accept(error);
            }
        }

        void end() {
            over = true;
            deadline.cancel();
            if (look != null) {
                look.cancel();
            }
            int left = atWork();
            room.goOn();
            tell(DmException.of(ErrorCode.PAUSE_OVER, left));
        }
    }

    /**
     * SP_DCP_PAUSE.
     *
     * @param owner the account that asks
     * @param within until sessions go on by themselves
     * @param told gets null when no transaction is under way any more, or why that did not come to be
     * @throws DmException if there is a pause already
     */
    public void begin(String owner, Duration within, Consumer<@Nullable DmException> told) {
        if (on()) {
            throw paused();
        }
        Run begun = new Run(owner, within, told);
        run = begun;
        begun.look();
    }

    private DmException paused() {
        PauseView view = view().get(0);
        return DmException.of(
                ErrorCode.PAUSED,
                view.owner(),
                Duration.between(time.now(), view.deadline()).toSeconds());
    }

    /**
     * SP_DCP_RESUME.
     *
     * @param owner whose pause it means to end
     * @throws DmException if there is none, or it is somebody else's
     */
    public void resume(String owner) {
        if (run == null || run.over) {
            throw DmException.of(ErrorCode.NOT_PAUSED);
        }
        if (!run.owner.equals(owner)) {
            throw paused();
        }
        run.end();
    }

    boolean on() {
        return run != null && !run.over;
    }

    /** Whether what the session begins now has to wait. */
    boolean stops(Session session) {
        return on()
                && !session.holding().transactionOpen()
                && !session.holding().streaming();
    }

    /**
     * Waits for the end of the pause.
     *
     * @param size bytes that are kept meanwhile
     * @return ends the waiting without a word; idempotent
     */
    Runnable enter(Session session, long size, WaitingRoom.Waiter waiter) {
        Set<Session> waiting = run == null ? new HashSet<>() : run.waiting;
        waiting.add(session);
        Runnable leave = room.hold(size, new WaitingRoom.Waiter() {
            @Override
            public void goOn() {
                waiting.remove(session);
                waiter.goOn();
            }

            @Override
            public void failed(DmException error) {
                waiting.remove(session);
                waiter.failed(error);
            }
        });
        return () -> {
            waiting.remove(session);
            leave.run();
        };
    }

    /** The last one, for V$DCP_PAUSE. */
    public List<PauseView> view() {
        if (run == null) {
            return List.of();
        }
        int atWork = run.over ? 0 : run.atWork();
        PauseView.Stage stage =
                run.over ? PauseView.Stage.RESUMED : atWork > 0 ? PauseView.Stage.PAUSING : PauseView.Stage.PAUSED;
        return List.of(
                new PauseView(stage, run.owner, run.since, run.since.plus(run.within), atWork, run.waiting.size()));
    }

    /** Everybody goes on. Idempotent. */
    public void close() {
        if (run != null && !run.over) {
            run.end();
        }
    }
}
