package io.opendcp.protocol.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
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
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.type.WireFormat;
import java.net.SocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A client's connection from its first byte to its login; then {@link DmConnection} takes its place. */
final class ClientLoginHandler extends SimpleChannelInboundHandler<Frame> {
    private static final String VERSION = "8.1.3.140";

    private final String address;
    private final Offer offer;
    private final Encryption encryption;
    private final Connecting told;
    private final KeyExchange keys;
    private final Time.Timer deadline;
    private @Nullable Channel channel;
    private @Nullable StartupReply startup;
    private boolean over;

    ClientLoginHandler(Network network, SocketAddress address, Offer offer, Encryption encryption, Connecting told) {
        this.address = network.name(address);
        this.offer = offer;
        this.encryption = encryption;
        this.told = told;
        keys = KeyExchange.drawn(network.chance());
        deadline = network.time().schedule(offer.timeout(), this::unreachable);
    }

    void start(Channel channel) {
        this.channel = channel;
        if (over) {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        StartupRequest request = StartupRequest.ours(keys, offer.msgVersion(), VERSION);
        ctx.writeAndFlush(request.encode(ctx.alloc().buffer()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Frame frame) {
        if (over) {
            return;
        }
        if (!frame.whole()) {
            throw new ProtocolException("login reply of " + frame.following() + " bytes and more");
        }
        try {
            if (startup == null) {
                startup = StartupReply.decode(frame);
                login(ctx, startup);
            } else {
                loggedIn(ctx, startup, frame);
            }
        } catch (DmException refused) {
            fail(refused);
        }
    }

    private void login(ChannelHandlerContext ctx, StartupReply reply) {
        SslHandler tls = reply.tls() == 1 ? encryption.client(ctx.alloc()) : null;
        if (reply.tls() != (tls == null ? 0 : 1)
                || reply.cipher() != 0
                || reply.compression() != 0
                || reply.columnar() != 0) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "TLS, COMM_ENCRYPT_NAME (" + address + ")");
        }
        if (reply.crc()) {
            throw new ProtocolException("a body checksum was granted that nobody asked for");
        }
        FieldCipher cipher = reply.keyExchange() == 1
                ? new FieldCipher(keys.sessionKey(HexFormat.of().parseHex(reply.publicKey())))
                : null;
        if (tls != null) {
            if (ctx.pipeline().get(FrameDecoder.class).amidFrame()) {
                throw new ProtocolException("bytes in clear behind a startup reply that TLS begins");
            }
            ctx.pipeline().addBefore(DmClient.FRAMES, "tls", tls); // what is written now waits for the handshake
        }
        LoginRequest request = new LoginRequest(
                offer.client(), offer.wishes(), offer.user(), offer.password(), false, offer.options());
        ctx.writeAndFlush(request.encode(ctx.alloc().buffer(), reply.charset().charset(), cipher));
    }

    private void loggedIn(ChannelHandlerContext ctx, StartupReply started, Frame frame) {
        int msgVersion = Math.min(offer.msgVersion(), started.msgVersion());
        LoginReply reply = LoginReply.decode(frame, started.charset().charset(), msgVersion);
        Language language = Language.ofWire(offer.wishes().language());
        WireFormat format = new WireFormat(msgVersion, started.charset().charset(), language)
                .lobs(LoginReply.newLobs(frame), reply.longLobs());
        DmConnection connection = new DmConnection(ctx.channel(), started, reply, format);
        over = true;
        deadline.cancel();
        ctx.pipeline().replace(this, "connection", connection);
        told.connected(connection);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        unreachable();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable real = Failures.unwrapped(cause);
        fail(
                real instanceof ProtocolException broken
                        ? DmException.of(ErrorCode.BAD_MESSAGE, address + ": " + broken.getMessage())
                        : DmException.of(ErrorCode.CANNOT_CONNECT, address));
    }

    /** Ends the attempt with -6012, if it has not ended. */
    void unreachable() {
        fail(DmException.of(ErrorCode.CANNOT_CONNECT, address));
    }

    /** Ends the attempt, if it has not ended. */
    private void fail(DmException error) {
        if (!over) {
            over = true;
            deadline.cancel();
            if (channel != null) {
                channel.close();
            }
            told.failed(error);
        }
    }
}
