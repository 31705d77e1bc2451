package io.opendcp.simulator.fault;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.PromiseNotifier;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.frame.Header;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where frames begin and end in the bytes of one direction. Where somebody wants to know what a frame is before any of it
 * has passed, a header is kept until it is complete. Bytes that are no frames pass unmeasured.
 */
final class FrameMeter implements Taker {
    /** Who is told. */
    interface Told {
        /** Whether a frame must be known before its first byte passes; asked before each. */
        boolean wantsToKnow();

        /** @param early before the first byte of the frame passes, not before the last one of its header */
        void begins(Command command, boolean early);

        /** After the last byte of the frame that began last. */
        void ends();
    }

    private final Told told;
    private final Taker next;
    private final ByteBuf header = Unpooled.buffer(Header.LENGTH, Header.LENGTH);
    /** Whom to tell when what is kept is written. */
    private final List<ChannelPromise> waiting = new ArrayList<>();

    private boolean measuring;
    private boolean keeping;
    private long following;

    FrameMeter(Told told, Taker next) {
        this.told = told;
        this.next = next;
    }

    /** The next byte is the first of a frame. */
    void start() {
        measuring = true;
    }

    boolean measuring() {
        return measuring;
    }

    /** Nobody needs to know any more; what is kept passes. */
    void stop() {
        measuring = false;
        Piece kept = new Piece(Unpooled.copiedBuffer(header), withWaiting(null));
        header.clear();
        if (keeping) {
            next.take(kept);
        }
    }

    /** The connection has ended. */
    void drop() {
        header.clear();
        waiting.forEach(each -> each.tryFailure(new ClosedChannelException()));
        waiting.clear();
    }

    @Override
    public void take(Piece piece) {
        if (piece.size() == 0) {
            next.take(piece);
            return;
        }
        Piece rest = piece;
        while (rest != null) {
            rest = measuring ? measured(rest) : unmeasured(rest);
        }
    }

    private @Nullable Piece unmeasured(Piece piece) {
        next.take(piece);
        return null;
    }

    /** Takes what belongs to one frame; returns what is left, null for nothing. */
    private @Nullable Piece measured(Piece piece) {
        if (following > 0) {
            return passed(piece);
        }
        if (!header.isReadable()) {
            keeping = told.wantsToKnow();
        }
        return keeping ? kept(piece) : noted(piece);
    }

    private @Nullable Piece passed(Piece piece) {
        int now = (int) Math.min(following, piece.size());
        following -= now;
        boolean all = now == piece.size();
        next.take(all ? piece : piece.split(now));
        if (following == 0) {
            told.ends();
        }
        return all ? null : piece;
    }

    /** Header bytes wait until all of them are here. */
    private @Nullable Piece kept(Piece piece) {
        if (!header.isReadable() && piece.size() >= Header.LENGTH) {
            begin(piece.bytes(), Header.LENGTH);
            return piece;
        }
        header.writeBytes(piece.bytes(), Math.min(header.writableBytes(), piece.size()));
        if (header.isWritable()) {
            piece.bytes().release();
            if (piece.written() != null && !piece.written().isVoid()) {
                waiting.add(piece.written());
            }
            return null;
        }
        ByteBuf whole = Unpooled.copiedBuffer(header);
        header.clear();
        begin(whole, Header.LENGTH);
        return new Piece(Unpooled.wrappedBuffer(whole, piece.bytes()), withWaiting(piece.written()));
    }

    /** Tells those who wait, too. */
    private @Nullable ChannelPromise withWaiting(@Nullable ChannelPromise written) {
        if (waiting.isEmpty()) {
            return written;
        }
        ChannelPromise all = waiting.get(0).channel().newPromise();
        if (written != null && !written.isVoid()) {
            waiting.add(written);
        }
        all.addListener(new PromiseNotifier<Void, ChannelFuture>(waiting.toArray(ChannelPromise[]::new)));
        waiting.clear();
        return all;
    }

    /** Header bytes pass, and are looked at when all of them are here. */
    private @Nullable Piece noted(Piece piece) {
        int now = Math.min(header.writableBytes(), piece.size());
        header.writeBytes(piece.bytes(), piece.bytes().readerIndex(), now);
        boolean complete = !header.isWritable();
        if (complete) {
            begin(header, 0);
            header.clear();
        }
        boolean all = now == piece.size();
        next.take(all ? piece : piece.split(now));
        if (complete && measuring && following == 0) {
            told.ends();
        }
        return all ? null : piece;
    }

    /** @param unpassed bytes of the header that have still to pass */
    private void begin(ByteBuf frame, int unpassed) {
        int body = Header.bodyLength(frame);
        if (body < 0 || (long) body + Header.LENGTH > FrameDecoder.LONGEST) {
            measuring = false;
            return;
        }
        following = (long) body + unpassed;
        told.begins(Header.command(frame), keeping);
    }
}
