package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The DCPs of DCP_PEERS: each is asked again and again what it knows, and told of a cancel that came to the wrong DCP. Whose
 * session it is, the id's upper half says; a peer never passes a cancel on. ADR 0603. Confined to one event loop.
 */
final class PeerWatch {
    /** From one answer of a peer to the next question. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** An EP answers a cancel in this time, or the connection to it ends. */
    static final Duration CANCEL_PATIENCE = Duration.ofSeconds(10);

    /** What a peer is found to be. */
    enum Status {
        NOT_ASKED,
        OK,
        /** It is this DCP. */
        SELF,
        UNREACHABLE,
        /** It lets SYSDCPLOGIN not in. */
        REFUSES,
        /** It lets SYSDCPLOGIN in, and does not know what a peer asks. */
        NO_DCP
    }

    private static final class Known {
        private final Peer peer;
        private Status status = Status.NOT_ASKED;
        private Instant since;
        private @Nullable Instant answered;
        private long number = -1;
        private String name = "";
        private int code;
        private String message = "";
        private Knowledge.Comparison comparison = Knowledge.Comparison.NONE;

        Known(Peer peer, Instant since) {
            this.peer = peer;
            this.since = since;
        }
    }

    private final PeerLine line;
    private final SessionIds ids;
    private final Time time;
    private final List<Known> all = new ArrayList<>();
    private Supplier<Knowledge> knowledge = () -> Knowledge.of(List.of(), Map.of());
    private final List<Runnable> waiting = new ArrayList<>();
    private int asking;
    private boolean closed;

    PeerWatch(PeerLine line, SessionIds ids, Time time) {
        this.line = line;
        this.ids = ids;
        this.time = time;
    }

    /** Begins to ask. */
    void begin(List<Peer> peers, Supplier<Knowledge> known) {
        knowledge = known;
        peers(peers);
    }

    /** From now on these are the peers; what is known of those that were already stays. */
    void peers(List<Peer> peers) {
        Map<Peer, Known> before = all.stream().collect(Collectors.toMap(known -> known.peer, known -> known));
        List<Known> fresh = new ArrayList<>();
        all.clear();
        for (Peer peer : peers) {
            Known known = before.get(peer);
            if (known == null) {
                known = new Known(peer, time.now());
                fresh.add(known);
            }
            all.add(known);
        }
        fresh.forEach(this::ask);
    }

    private void ask(Known known) {
        askOnce(
                known,
                () -> time.schedule(PERIOD, () -> {
                    if (!closed && all.contains(known)) {
                        ask(known);
                    }
                }));
    }

    private void askOnce(Known known, Runnable then) {
        line.call(known.peer, PeerText.state(knowledge.get()), PATIENCE, new PeerLine.Told() {
            @Override
            public void done(long session, Outcome outcome) {
                told(known, session, outcome);
                then.run();
            }

            @Override
            public void failed(long session, DmException error) {
                Status status = status(session, error);
                if (status != Status.UNREACHABLE && status != Status.NOT_ASKED) {
                    known.answered = time.now();
                }
                known.number = -1;
                known.comparison = Knowledge.Comparison.NONE;
                become(known, status, status == Status.SELF ? null : error);
                then.run();
            }
        });
    }

    private Status status(long session, DmException error) {
        if (session == PeerLine.NOT_ASKED) {
            return Status.NOT_ASKED;
        }
        if (session != 0) {
            return ids.isOurs(session) ? Status.SELF : Status.NO_DCP;
        }
        boolean silent =
                error.code() == ErrorCode.CANNOT_CONNECT.code() || error.code() == ErrorCode.CONNECTION_LOST.code();
        return silent ? Status.UNREACHABLE : Status.REFUSES;
    }

    private void told(Known known, long session, Outcome outcome) {
        known.answered = time.now();
        boolean self = ids.isOurs(session);
        RowSet rows =
                outcome.resultSets().isEmpty() ? null : outcome.resultSets().get(0);
        if (!self && (rows == null || rows.rows().size() != 1 || rows.columns().size() != PeerText.COLUMNS)) {
            known.number = -1;
            become(known, Status.NO_DCP, null);
            return;
        }
        if (!self) {
            known.number = session >>> Integer.SIZE;
            @Nullable Object[] row = Objects.requireNonNull(rows).rows().get(0);
            known.name = String.valueOf(row[0]);
            known.comparison = PeerText.comparison(row);
        }
        become(known, self ? Status.SELF : Status.OK, null);
    }

    private void become(Known known, Status status, @Nullable DmException error) {
        if (known.status != status) {
            known.status = status;
            known.since = time.now();
        }
        known.code = error == null ? 0 : error.code();
        known.message = error == null ? "" : String.valueOf(error.getMessage());
    }

    /**
     * Has a session of another DCP cancelled or closed.
     *
     * @param user who wants it: an MPP's user, whom an EP has let in
     * @param told gets null when it is done, or why it is not, once
     */
    void cancel(long id, String user, boolean close, Consumer<@Nullable DmException> told) {
        if (all.isEmpty() || ids.isOurs(id)) {
            told.accept(DmException.of(ErrorCode.INVALID_ARGUMENT, id));
            return;
        }
        Known owner = owner(id);
        if (owner != null) {
            pass(owner, id, user, close, told);
            return;
        }
        askAll(
                () -> { // one may have been started since it was last asked
                    Known found = owner(id);
                    if (found != null) {
                        pass(found, id, user, close, told);
                    } else {
                        told.accept(nowhere(id));
                    }
                });
    }

    private @Nullable Known owner(long id) {
        return all.stream()
                .filter(known -> known.status == Status.OK && known.number == id >>> Integer.SIZE)
                .findFirst()
                .orElse(null);
    }

    private DmException nowhere(long id) {
        String silent = all.stream()
                .filter(known -> known.status != Status.OK && known.status != Status.SELF)
                .map(known -> known.peer.toString())
                .collect(Collectors.joining(", "));
        return silent.isEmpty()
                ? DmException.of(ErrorCode.INVALID_ARGUMENT, id)
                : DmException.of(ErrorCode.SESSION_NOT_FOUND, id, silent);
    }

    /** Asks all peers out of turn, once for all who wait. */
    private void askAll(Runnable then) {
        waiting.add(then);
        if (asking > 0) {
            return;
        }
        asking = all.size();
        List.copyOf(all)
                .forEach(known -> askOnce(known, () -> {
                    asking--;
                    if (asking == 0) {
                        List<Runnable> told = new ArrayList<>(waiting);
                        waiting.clear();
                        told.forEach(Runnable::run);
                    }
                }));
    }

    private void pass(Known owner, long id, String user, boolean close, Consumer<@Nullable DmException> told) {
        line.call(owner.peer, PeerText.cancel(id, user, close), CANCEL_PATIENCE, new PeerLine.Told() {
            @Override
            public void done(long session, Outcome outcome) {
                told.accept(null);
            }

            @Override
            public void failed(long session, DmException error) {
                told.accept(error);
            }
        });
    }

    Knowledge knowledge() {
        return knowledge.get();
    }

    /** For V$DCP_PEERS, in the order of DCP_PEERS. */
    List<PeerView> views() {
        return all.stream()
                .map(known -> new PeerView(
                        known.peer,
                        known.name,
                        known.status.name().replace('_', ' '),
                        known.since,
                        known.answered,
                        known.code,
                        known.message,
                        known.comparison.topology().name(),
                        known.comparison.placement().name(),
                        known.comparison.tables(),
                        known.comparison.where()))
                .toList();
    }

    /** Nobody is asked any more. Idempotent. */
    void close() {
        closed = true;
    }
}
