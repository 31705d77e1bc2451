package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.ReplyView;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a SELECT's rows, for a client that reads them forwards: the EP's answers that have been fetched ahead of the
 * client, and where the cursor on the EP is. Answers are kept as they came, so that the client gets what it would have got.
 * Source: {@code docs/protocol/statements.md} 3.6, 8.
 */
final class RowsLeft {
    /** What a FETCH is answered with at least, if there are so many rows; in KB. */
    static final int LEAST_KILOBYTES = 32;
    /** Bytes a row, descriptors and all, from which on nothing is read ahead: one message could take all the room there is. */
    static final int LONGEST_ROW = LEAST_KILOBYTES << 10;

    /** Longer messages come in pieces. */
    private static final int MOST_KILOBYTES = 1024;

    /** An answer to a FETCH from row {@code first}. */
    private static final class Message {
        private final long first;
        private final byte[] bytes;

        Message(long first, byte[] bytes) {
            this.first = first;
            this.bytes = bytes;
        }
    }

    private final RowMemory.Share memory;
    private final Deque<Message> messages = new ArrayDeque<>();
    private long next;
    private long total = ReplyView.UNKNOWN;
    private int kilobytes = LEAST_KILOBYTES;
    /** Bytes of a message where they are far more than were asked for. */
    private long overlong;

    private boolean ended;
    private boolean failed;

    /** @param next the first row that the EP has not been asked for */
    RowsLeft(RowMemory.Share memory, long next) {
        this.memory = memory;
        this.next = next;
    }

    /** Whether there are answers for the client to ask for. */
    boolean any() {
        return !messages.isEmpty();
    }

    /** Whether more may be fetched without the client's asking. */
    boolean continues() {
        return !ended && !failed;
    }

    /** Whether the client can be answered a FETCH from {@code first}. */
    boolean answers(long first) {
        return messages.stream().anyMatch(message -> message.first == first);
    }

    /** Whether the EP has given all. */
    boolean ended() {
        return ended;
    }

    /** The EP has answered with an error that the client is not told: it asks itself. */
    void fails() {
        failed = true;
    }

    /** A FETCH for what comes next, of as many KB as the client wants and as there is room for; null if there is none. */
    @Nullable
    Fetch fetch(int handle, long left) {
        long room = left >> 10;
        return room < LEAST_KILOBYTES || left < overlong
                ? null
                : new Fetch(handle, next, Long.MAX_VALUE, 1, (int) Math.min(room, kilobytes));
    }

    /** How much the client wants at a time. */
    void wants(int kilobytes) {
        this.kilobytes = Math.max(LEAST_KILOBYTES, Math.min(MOST_KILOBYTES, kilobytes));
    }

    /** The EP's answer, fetched ahead. */
    void add(byte[] bytes, ByteBuf frame) {
        messages.add(new Message(next, bytes));
        overlong = bytes.length > 2L * kilobytes << 10 ? bytes.length : overlong;
        memory.take(bytes.length);
        at(frame, next);
    }

    /** The EP's answer to the client's own FETCH from {@code first}. */
    void passedOn(ByteBuf frame, long first) {
        if (first != Long.MAX_VALUE) {
            at(frame, first);
        }
    }

    private void at(ByteBuf frame, long first) {
        failed = Header.code(frame) < 0 && Header.code(frame) != ReplyView.BEYOND_THE_END;
        ended = !ReplyView.fetchLeavesCursor(frame, first);
        if (Header.code(frame) >= 0) {
            next = first + ReplyView.fetchRows(frame);
            total = ReplyView.fetchTotal(frame);
        }
    }

    /** The answer to a FETCH from {@code first}, which {@link #answers} has promised; the caller's. What comes before is let go. */
    ByteBuf take(long first, int handle, ByteBufAllocator allocator) {
        Message message = messages.remove();
        memory.giveBack(message.bytes.length);
        if (message.first != first) {
            return take(first, handle, allocator);
        }
        ByteBuf frame = allocator.buffer(message.bytes.length).writeBytes(message.bytes);
        Header.rehandle(frame, handle);
        return frame;
    }

    /** Rows of the result set in all, once all have been fetched and some wait; else {@link ReplyView#UNKNOWN}. */
    long total() {
        return !ended || !any() ? ReplyView.UNKNOWN : total == ReplyView.UNKNOWN ? next : total;
    }

    /** What has been fetched ahead is not wanted any more. */
    void drop() {
        messages.forEach(message -> memory.giveBack(message.bytes.length));
        messages.clear();
    }
}
