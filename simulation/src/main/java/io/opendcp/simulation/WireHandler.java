package io.opendcp.simulation;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way between the two ends of a connection: what is sent arrives later, each message after a drawn time, in order. The
 * end of a connection hurries what is on its way to the other end, and loses the rest. Sits at the client's end, for both directions.
 */
final class WireHandler extends ChannelDuplexHandler {
    private record Message(Object content, @Nullable ChannelPromise promise) {}

    private final Time time;
    private final RandomGenerator chance;
    private final long least;
    private final long most;
    private final Deque<Message> out = new ArrayDeque<>();
    private final Deque<Message> in = new ArrayDeque<>();
    private long outFree;
    private long inFree;
    private boolean closed;

    WireHandler(Time time, RandomGenerator chance, Duration least, Duration most) {
        this.time = time;
        this.chance = chance;
        this.least = least.toNanos();
        this.most = most.toNanos();
    }

    /** When the next message arrives of which the one before arrives at {@code free}. */
    private long arrival(long free) {
        return Math.max(free, time.nanos() + least + chance.nextLong(most - least + 1));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        out.add(new Message(message, promise));
        outFree = arrival(outFree);
        time.schedule(Duration.ofNanos(outFree - time.nanos()), () -> send(ctx, out.poll()));
    }

    private static void send(ChannelHandlerContext ctx, @Nullable Message next) {
        if (next != null && next.promise() != null) {
            ctx.writeAndFlush(next.content(), next.promise());
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        // each message is flushed when it leaves
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        closed = true;
        lose(in);
        while (!out.isEmpty()) {
            send(ctx, out.poll());
        }
        ctx.close(promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (closed) {
            ReferenceCountUtil.release(message); // as a socket does
            return;
        }
        in.add(new Message(message, null));
        inFree = arrival(inFree);
        time.schedule(Duration.ofNanos(inFree - time.nanos()), () -> receive(ctx, in.poll()));
    }

    private static void receive(ChannelHandlerContext ctx, @Nullable Message next) {
        if (next != null) {
            ctx.fireChannelRead(next.content());
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // follows each message when it arrives
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lose(out);
        while (!in.isEmpty()) {
            receive(ctx, in.poll());
        }
        ctx.fireChannelInactive();
    }

    private static void lose(Deque<Message> messages) {
        messages.forEach(message -> ReferenceCountUtil.release(message.content()));
        messages.clear();
    }
}
