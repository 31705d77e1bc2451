package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.LobColumns;
import io.opendcp.protocol.message.LobScan;
import io.opendcp.protocol.server.Replies;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ReplyTaker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client: kept until its fate is known, sent to an EP, and its reply passed on, or answered here. A
 * request or reply too long to be held flows through in pieces, each side read no faster than the other takes it.
 *
 * <pre>
 *   WAITING --send--> SENT --reply begins--> REPLYING --reply ends--> DONE
 *      \--answer--------\--answer--> ANSWERED --request ends---------/
 * </pre>
 */
final class Errand implements ReplyTaker {
    /** Of a plain SELECT that is lost each time: perhaps by its own fault. */
    private static final int MOST_REPEATS = 3;

    private enum Stage {
        WAITING,
        SENT,
        REPLYING,
        /** The answer waits for the rest of the request. */
        ANSWERED,
        DONE
    }

    /** Who is told how an errand goes. */
    interface Host {
        /** The last piece of a long request has come. */
        void onArrived();

        /**
         * The reply has begun. Returns false if it is not to be passed on, and then owns the frame.
         */
        boolean onReplyBegins(Errand errand, ReplyHead head, Frame frame);

        /** The reply has been passed on, or an answer given here: then without a head. */
        void onDone(Errand errand, @Nullable ReplyHead head);

        /** The EP's connection ended, or is of no more use. {@code begun}: part of the reply has been passed on. */
        void onLost(Errand errand, boolean begun);
    }

    private final Host host;
    private final Replies replies;
    private final Frame request;
    private final Command command;
    private final int handle;
    private final Deque<FrameChunk> early = new ArrayDeque<>();
    private Stage stage = Stage.WAITING;
    private int following;
    private int repeats;
    private @Nullable Long waitsUntil;
    private @Nullable Backend backend;
    private @Nullable ByteBuf answer;
    private @Nullable ReplyHead head;

    /** What the session found out about it. */
    TextFacts facts = TextFacts.ORDINARY;

    String sql = "";
    boolean autoCommit;
    boolean leavesCursor;
    /** What is left of the rows of a SELECT, if they are read forwards. */
    @Nullable
    RowsLeft rows;

    /** Whether it changed its session in a way that its reply did not tell. */
    boolean untold;
    /** Whether it has followed an EP's word to another one. */
    boolean moved;
    /** Whether it has waited for the end of a doubt, or there was none. */
    boolean sure;
    /** Whether it has waited for an EP, and it is its turn to try. */
    boolean turn;
    /** How often the connection broke that it was to be sent on, or had been. */
    int losses;
    /** The EP of the last of these. */
    int lostOn;
    /** Whether it took too long: its EP has been told to stop, or it does not get there any more. */
    boolean timedOut;
    /** Whether it shall not be sent any more. */
    boolean cancelled;

    @Nullable
    ClientStatement statement;

    /** The LOB that it names, or the first of several of one EP. */
    @Nullable
    LobMark lob;

    /** Whether it runs beside the connection that its session holds, on one of its own. */
    boolean beside;
    /** What it declares as OUT values. */
    LobColumns outs = LobColumns.NONE;
    /** Looks through its reply on the way to the client. */
    @Nullable
    LobScan scan;

    /** Takes ownership of {@code request}. */
    Errand(Host host, Replies replies, Frame request) {
        this.host = host;
        this.replies = replies;
        this.request = request;
        command = request.command();
        handle = request.handle();
        following = request.following();
        if (following > 0) {
            replies.reading(false); // until somebody can take the rest
        }
    }

    /** The schema in which names in its text are looked up, if the session is in {@code now}. */
    String schema(String now) {
        boolean before = command == Command.EXECUTE || command == Command.EXECUTE2;
        Prepared prepared = before && statement != null ? statement.prepared() : null;
        return prepared == null ? now : prepared.key().schema();
    }

    Command command() {
        return command;
    }

    int handle() {
        return handle;
    }

    /** The request, or its first part; not retained. */
    ByteBuf frame() {
        return request.content();
    }

    boolean whole() {
        return request.whole();
    }

    /** The EP connection it has been sent on, if it is under way. */
    @Nullable
    Backend backend() {
        return backend;
    }

    /** Whether somebody has asked for its end. */
    boolean stopped() {
        return cancelled || timedOut;
    }

    /** Whether its client can do nothing but wait: it is on its way to an EP, or that has all of it and has not begun to answer. */
    boolean awaitsReply() {
        return stage == Stage.WAITING || stage == Stage.SENT && following == 0;
    }

    /** Whether it has been answered, or its client has left. */
    boolean over() {
        return stage == Stage.DONE;
    }

    /** Marks it as to be sent once more; false if that has been done too often, or it is not held any more. */
    boolean again() {
        return repeats++ < MOST_REPEATS && rewind();
    }

    /** Marks what did not run as still to be sent; false if it is not held any more. */
    boolean rewind() {
        boolean held = request.whole() && (stage == Stage.WAITING || stage == Stage.SENT);
        if (held) {
            stage = Stage.WAITING;
            backend = null;
        }
        return held;
    }

    /** Bytes that are held of it. */
    long size() {
        return request.content().readableBytes()
                + early.stream()
                        .mapToLong(chunk -> chunk.content().readableBytes())
                        .sum();
    }

    /** Until when it may wait for an EP; the first time that this is asked decides. */
    long waitsUntil(LongSupplier deadline) {
        if (waitsUntil == null) {
            waitsUntil = deadline.getAsLong();
        }
        return waitsUntil;
    }

    /** Sends it, under the EP's handle; if that is not possible any more, it counts as lost and not sent. */
    void send(Backend to, int epHandle) {
        if (to.lost()) {
            host.onLost(this, false);
            return;
        }
        ByteBuf frame = request.content();
        if (Header.handle(frame) != epHandle) { // the client's, or that of a connection that was lost
            Header.rehandle(frame, epHandle);
        }
        stage = Stage.SENT;
        backend = to;
        to.ask(frame.retainedDuplicate(), this);
        while (!early.isEmpty()) {
            to.more(early.removeFirst().content());
        }
        if (following > 0 && stage == Stage.SENT) {
            replies.reading(to.writable());
        }
    }

    /** A further piece of the request came; ownership is taken. */
    void onRequestChunk(FrameChunk chunk) {
        following -= chunk.content().readableBytes();
        if (following == 0) {
            host.onArrived();
        }
        if (stage == Stage.SENT && backend != null) {
            backend.more(chunk.content());
            replies.reading(following == 0 || backend.writable());
        } else if (stage == Stage.WAITING && answer == null) {
            early.add(chunk);
        } else {
            chunk.release();
            if (following == 0 && answer != null) {
                deliver();
            }
        }
    }

    @Override
    public void onBackendWritable(boolean writable) {
        if (stage == Stage.SENT && following > 0) {
            replies.reading(writable);
        }
    }

    /** The client can, or cannot, take more of the reply. */
    void onClientWritable(boolean writable) {
        if (backend != null && (stage == Stage.REPLYING || writable)) {
            backend.reading(writable);
        }
    }

    /** Answers it here; ownership is taken. The answer waits until all of the request has come. */
    void answer(ByteBuf bytes) {
        answer = bytes;
        backend = null;
        stage = Stage.ANSWERED;
        if (following == 0) {
            deliver();
        } else {
            dropEarly();
            replies.reading(true);
        }
    }

    private void deliver() {
        ByteBuf bytes = Objects.requireNonNull(answer, "an answer");
        answer = null;
        replies.send(bytes);
        over(null);
    }

    @Override
    public void onReply(Frame frame) {
        if (over()) {
            frame.release(); // its client left; a connection that is being closed may still bring what had arrived
            return;
        }
        if (following > 0) {
            frame.release(); // whatever is sent next would be taken for the rest of this request
            host.onLost(this, false);
            return;
        }
        ReplyHead begun = ReplyHead.of(frame.content());
        if (!passedOn(begun, frame)) {
            return;
        }
        boolean last = frame.whole();
        head = begun;
        if (handle != frame.handle()) {
            Header.rehandle(frame.content(), handle);
        }
        ByteBuf passing = scanned(frame.content(), last);
        stage = Stage.REPLYING;
        replies.send(passing);
        if (last) {
            over(head);
        }
    }

    private ByteBuf scanned(ByteBuf bytes, boolean last) {
        LobScan looking = scan;
        return looking == null ? bytes : looking.pass(bytes, last);
    }

    private boolean passedOn(ReplyHead begun, Frame frame) {
        boolean read = false;
        try {
            Trailer.cut(frame);
            boolean passedOn = host.onReplyBegins(this, begun, frame);
            read = true;
            return passedOn;
        } finally {
            if (!read) {
                frame.release();
            }
        }
    }

    @Override
    public void onReplyChunk(FrameChunk chunk) {
        boolean last = chunk.last();
        if (stage == Stage.REPLYING) {
            replies.send(scanned(chunk.content(), last));
            if (last) {
                over(head);
            }
        } else {
            chunk.release();
        }
    }

    private void over(@Nullable ReplyHead reply) {
        stop();
        try {
            host.onDone(this, reply); // who may still look at the request
        } finally {
            request.release();
        }
    }

    @Override
    public void onLost() {
        if (stage == Stage.SENT || stage == Stage.REPLYING) {
            host.onLost(this, stage == Stage.REPLYING);
        }
    }

    /** Lets go of all it holds; whatever still comes for it is dropped. Idempotent. */
    void end() {
        if (stage != Stage.DONE) {
            stop();
            request.release();
            if (answer != null) {
                answer.release();
                answer = null;
            }
        }
    }

    private void stop() {
        stage = Stage.DONE;
        if (backend != null) {
            backend.reading(true);
        }
        backend = null;
        dropEarly();
    }

    private void dropEarly() {
        while (!early.isEmpty()) {
            early.removeFirst().release();
        }
    }
}
