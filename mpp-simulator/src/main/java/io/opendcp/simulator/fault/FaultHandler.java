package io.opendcp.simulator.fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannelConfig;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.time.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies a port's faults to one connection; first in its pipeline, and there only while there are any. Confined to the
 * connection's event loop.
 */
public final class FaultHandler extends ChannelDuplexHandler {
    /** So much may be on its way in a direction before its source is asked to wait. */
    static final long HELD_MAX_BYTES = 64 << 10;

    private static final int WRITABILITY = 1;

    private final PortFaults port;
    private final Lane requests;
    private final Lane replies;
    private final List<Fault> atFirst;
    private final boolean fresh;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable FrameDecoder decoder;
    private Command asked = Command.UNRECOGNISED;
    private boolean readWanted;
    private boolean abandoned;
    private boolean lost;
    private int silences;
    private boolean timedOut;
    private Time.@Nullable Timer keepAlive;
    private boolean gone;

    /**
     * @param atFirst what is in force already
     * @param fresh whether the connection has just been accepted
     */
    FaultHandler(PortFaults port, List<Fault> atFirst, boolean fresh) {
        this.port = port;
        this.atFirst = atFirst;
        this.fresh = fresh;
        requests = new Lane(new Frames(Direction.REQUESTS), this::toServer);
        replies = new Lane(new Frames(Direction.REPLIES), this::toClient);
    }

    PortFaults port() {
        return port;
    }

    Lane lane(Direction direction) {
        return direction == Direction.REQUESTS ? requests : replies;
    }

    /** Bytes that faults keep back, of both directions. */
    public long heldBytes() {
        return requests.heldBytes() + replies.heldBytes();
    }

    boolean abandoned() {
        return abandoned;
    }

    /** Whether its client is gone without a word. */
    boolean lost() {
        return lost;
    }

    private ChannelHandlerContext context() {
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ctx;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        decoder = added.pipeline().get(FrameDecoder.class);
        if (fresh) {
            requests.meter().start();
            replies.meter().start();
        }
        for (Fault fault : atFirst) {
            if (!gone) {
                fault.strike(this, fresh);
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        boolean between = decoder == null || !decoder.amidFrame();
        if (!requests.meter().measuring() && !fresh && between && requests.heldBytes() == 0) {
            requests.meter().start();
        }
        requests.take(new Piece((ByteBuf) message, null));
    }

    private void toServer(Piece piece) {
        ChannelHandlerContext here = context();
        here.fireChannelRead(piece.bytes());
        here.fireChannelReadComplete();
        readOn();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        from.fireChannelReadComplete();
        leaveIfIdle();
    }

    @Override
    public void read(ChannelHandlerContext from) {
        if (requests.heldBytes() > HELD_MAX_BYTES) {
            readWanted = true;
        } else {
            from.read();
        }
    }

    private void readOn() {
        if (readWanted && requests.heldBytes() <= HELD_MAX_BYTES) {
            readWanted = false;
            context().read();
        }
    }

    @Override
    public void write(ChannelHandlerContext from, Object message, ChannelPromise promise) {
        Piece piece = new Piece((ByteBuf) message, promise);
        if (abandoned || lost) {
            piece.vanish(); // the promise stays open, and with it the connection
        } else {
            replies.take(piece);
            writability();
        }
    }

    private void toClient(Piece piece) {
        ChannelHandlerContext here = context();
        ChannelPromise told = piece.written();
        here.writeAndFlush(piece.bytes(), told == null ? here.newPromise() : told);
        writability();
    }

    private void writability() {
        ChannelOutboundBuffer buffer = context().channel().unsafe().outboundBuffer();
        if (buffer != null) {
            buffer.setUserDefinedWritability(WRITABILITY, replies.heldBytes() <= HELD_MAX_BYTES);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        over();
        if (!abandoned) {
            from.fireChannelInactive();
        }
    }

    @Override
    public void close(ChannelHandlerContext from, ChannelPromise promise) {
        over();
        from.close(promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext from) {
        over();
    }

    private void over() {
        gone = true;
        hearNoMore();
        requests.mute();
        replies.mute();
    }

    /** Nothing gets through in this direction any more. */
    void mute(Direction direction) {
        lane(direction).mute();
    }

    /** The connection ends here and now, in an orderly way: what has been written arrives. */
    void cut() {
        if (gone) {
            return;
        }
        over();
        context().flush();
        context().close();
    }

    /** The connection ends with an error at the client's side. */
    void reset() {
        if (gone) {
            return;
        }
        over();
        if (context().channel().config() instanceof SocketChannelConfig socket) {
            socket.setSoLinger(0);
        }
        context().close();
    }

    /** For the server the connection has ended; the client is not told, and reaches nobody. */
    void abandon() {
        abandoned = true;
        requests.mute();
        replies.mute();
        ChannelHandlerContext here = context();
        here.executor().execute(here::fireChannelInactive); // the server may be in the middle of something
    }

    /** The client is gone; nobody is told. */
    void lose() {
        lost = true;
        requests.mute();
        replies.mute();
        silent(true);
    }

    /** Whether the other end can be reached, each fault for itself; if none can for long enough, the server's keep-alive finds out. */
    void silent(boolean begins) {
        silences += begins ? 1 : -1;
        if (silences == 0) {
            hearNoMore();
            if (timedOut) {
                cut(); // a peer that comes back hears that there is no such connection
            }
        } else if (keepAlive == null && !gone && !abandoned && !port.keepAlive().isZero()) {
            keepAlive = port.time().schedule(port.keepAlive(), () -> {
                timedOut = true;
                port.bitten("KeepAlive");
                abandon();
            });
        }
    }

    private void hearNoMore() {
        if (keepAlive != null) {
            keepAlive.cancel();
            keepAlive = null;
        }
    }

    /** Nothing is done to frames any more. */
    void healFrames() {
        requests.healFrames();
        replies.healFrames();
    }

    /** Out of the pipeline, if there is nothing to do here any more. */
    void leaveIfIdle() {
        if (gone || abandoned || lost || !port.isQuiet() || !requests.idle() || !replies.idle()) {
            return;
        }
        requests.meter().stop();
        replies.meter().stop();
        ChannelHandlerContext here = context();
        here.pipeline().remove(this);
        if (readWanted) {
            here.channel().read();
        }
    }

    /** Nothing gets through: who is behind the port is about to be killed. */
    void silence() {
        over();
    }

    boolean gone() {
        return gone;
    }

    /** Tells the port's triggers about the frames of one direction. */
    private final class Frames implements FrameMeter.Told {
        private final Direction direction;
        private Command command = Command.UNRECOGNISED;
        private List<Armed> hits = List.of();

        Frames(Direction direction) {
            this.direction = direction;
        }

        @Override
        public boolean wantsToKnow() {
            return !port.triggers().isEmpty();
        }

        @Override
        public void begins(Command read, boolean early) {
            if (direction == Direction.REQUESTS) {
                asked = read;
                if (!replies.meter().measuring()) {
                    replies.meter().start(); // whoever asks has had the reply before
                }
            }
            command = read == Command.INTERIM ? read : asked;
            hits = early ? port.triggers().onFrame(direction, command, context().channel()) : List.of();
            for (Armed hit : hits) {
                lane(direction).addForFrame(hit.fault().stage(FaultHandler.this));
            }
        }

        @Override
        public void ends() {
            lane(direction).finishFrame();
            if (!gone) {
                port.triggers().afterFrame(direction, command, context().channel(), hits);
            }
        }
    }
}
