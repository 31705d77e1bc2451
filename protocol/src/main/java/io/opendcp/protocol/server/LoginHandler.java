package io.opendcp.protocol.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Failures;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.login.FieldCipher;
import io.opendcp.protocol.login.KeyExchange;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.StartupReply;
import io.opendcp.protocol.login.StartupRequest;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.type.WireFormat;
import java.io.IOException;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection from its first byte to its login: STARTUP, LOGIN, the door's answer. Then {@link SessionHandler} takes
 * its place. Confined to the channel's event loop.
 *
 * <pre>
 *   STARTING --STARTUP--> STARTED --[TLS handshake] LOGIN--> DECIDING --accept--> (SessionHandler)
 *       any --refuse, nonsense, silence--> ENDED
 * </pre>
 */
final class LoginHandler extends SimpleChannelInboundHandler<Frame> implements Visit {
    private enum State {
        STARTING,
        STARTED,
        DECIDING,
        ENDED
    }

    private final Door door;
    private final Network network;
    private final PortLimits limits;
    private final FrameDecoder decoder;
    private final Runnable onSettled;

    private State state = State.STARTING;
    private StartupTerms terms;
    private int msgVersion;
    private Language language = Language.ENGLISH;
    private boolean longLobs;
    private boolean settled;
    private Runnable onLeft = () -> {};
    private @Nullable FieldCipher cipher;
    private Time.@Nullable Timer deadline;
    private @Nullable ChannelHandlerContext ctx;

    /**
     * @param onSettled called once, when this is no stranger any more or gone
     */
    LoginHandler(Door door, Network network, PortLimits limits, FrameDecoder decoder, Runnable onSettled) {
        this.door = door;
        this.network = network;
        this.limits = limits;
        this.decoder = decoder;
        this.onSettled = onSettled;
        this.terms = door.terms();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        deadline = network.time().schedule(limits.login(), () -> {
            if (state != State.DECIDING) {
                end();
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Frame frame) {
        switch (state) {
            case STARTING -> startup(ctx, expected(Command.STARTUP, frame));
            case STARTED -> login(expected(Command.LOGIN, frame));
            case DECIDING -> throw new ProtocolException("a second message before the login was answered");
            case ENDED -> {} // what was on its way when it ended
        }
    }

    private static Frame expected(Command command, Frame frame) {
        if (frame.command() != command) {
            throw new ProtocolException("message " + frame.command() + " where " + command + " was due");
        }
        return frame;
    }

    private void startup(ChannelHandlerContext ctx, Frame frame) {
        StartupRequest request = StartupRequest.decode(frame);
        if (request.rsa() || request.uKey() != 0 || request.keyExchange() > 1) {
            fail(DmException.of(ErrorCode.NOT_SUPPORTED, "UKey, loginCertificate, SHAKE_CRYPTO"));
            return;
        }
        String publicKey = "";
        if (request.keyExchange() == 1) {
            KeyExchange keys = KeyExchange.drawn(network.chance());
            cipher = new FieldCipher(keys.sessionKey(HexFormat.of().parseHex(request.publicKey())));
            publicKey = HexFormat.of().formatHex(keys.publicKey());
        }
        msgVersion = Math.min(request.msgVersion(), terms.msgVersion());
        SslHandler tls = door.encryption().server(ctx.alloc());
        if (tls != null && decoder.amidFrame()) { // it could be taken for something that came encrypted
            throw new ProtocolException("bytes in clear behind a STARTUP whose answer is that TLS begins");
        }
        StartupReply reply = new StartupReply(
                tls == null ? 0 : 1,
                terms.series(),
                terms.charset(),
                0,
                request.keyExchange(),
                0,
                0,
                request.algorithm(),
                false,
                terms.msgVersion(),
                terms.version(),
                publicKey);
        state = State.STARTED;
        ctx.writeAndFlush(reply.encode(ctx.alloc().buffer()));
        if (tls != null) { // the reply has gone in clear; limits on time are those of a login in clear
            ctx.pipeline().addBefore(DmPort.FRAMES, "tls", tls);
        }
    }

    private void login(Frame frame) {
        LoginRequest request = LoginRequest.decode(frame, terms.charset().charset(), cipher);
        language = request.language();
        longLobs = request.wishes().longLobs();
        state = State.DECIDING;
        cipher = null;
        if (ctx != null) {
            ctx.channel().attr(DmPort.USER).set(request.user());
        }
        door.onLogin(request, this);
    }

    @Override
    public WireFormat format() {
        return new WireFormat(msgVersion, terms.charset().charset(), language).lobs(true, longLobs);
    }

    @Override
    public String from() {
        return ctx == null || ctx.channel().remoteAddress() == null
                ? "unknown"
                : network.name(ctx.channel().remoteAddress());
    }

    @Override
    public String source() {
        return ctx == null || ctx.channel().remoteAddress() == null
                ? "unknown"
                : network.source(ctx.channel().remoteAddress());
    }

    @Override
    public void accept(LoginReply reply, Function<Replies, FrameSession> opener) {
        if (ctx == null || left()) {
            return;
        }
        state = State.ENDED;
        decoder.longest(limits.longestFrame());
        SessionHandler handler = new SessionHandler(ctx.channel(), format(), door::onDefect);
        handler.open(opener);
        ctx.writeAndFlush(reply.encode(ctx.alloc().buffer(), terms.charset().charset(), msgVersion));
        ctx.pipeline().replace(this, "session", handler);
    }

    @Override
    public void refuse(DmException error) {
        if (!left()) {
            onLeft = () -> {};
            fail(error);
        }
    }

    @Override
    public void keepWaiting() {
        if (ctx != null && !left()) {
            ctx.writeAndFlush(
                    new EmptyReply(Command.INTERIM, 0, 0).encode(ctx.alloc().buffer()));
        }
    }

    @Override
    public void onLeft(Runnable then) {
        onLeft = then;
    }

    @Override
    public boolean left() {
        return state != State.DECIDING;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable real = Failures.unwrapped(cause);
        if (real instanceof ProtocolException broken) {
            fail(DmException.of(ErrorCode.BAD_MESSAGE, broken.getMessage()));
        } else if (real instanceof IOException) {
            end(); // the peer went away; that is its right
        } else {
            door.onDefect(real);
            end();
        }
    }

    private void fail(DmException error) {
        if (state == State.ENDED || ctx == null) {
            return;
        }
        ByteBuf out = ctx.alloc().buffer();
        ByteBuf reply = state == State.STARTING
                ? StartupReply.refuse(out, error, language, terms.charset())
                : LoginReply.refuse(out, error, language, terms.charset().charset());
        State before = state;
        state = State.ENDED;
        ctx.writeAndFlush(reply).addListener(ChannelFutureListener.CLOSE);
        ended(before);
    }

    private void end() {
        State before = state;
        state = State.ENDED;
        if (ctx != null) {
            ctx.close();
        }
        ended(before);
    }

    private void ended(State before) {
        if (before == State.DECIDING) {
            onLeft.run();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        State before = state;
        state = State.ENDED;
        ended(before);
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel();
        }
        if (!settled) {
            settled = true;
            onSettled.run();
        }
    }
}
