package io.opendcp.proxy.pool;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.Charsets;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.login.StartupReply;
import io.opendcp.protocol.type.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The EP's end of a pooled connection, played by the test: it reads requests off and writes replies, all at once. */
public final class EmbeddedEp {
    /** Frames up to this length come whole. */
    public static final int HELD = 4096;

    public static final Settings SETTINGS = new Settings("APP", 1, 480, false);
    public static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
    public static final Vault VAULT = new Vault(new SplittableRandom(7));
    private static final StartupReply STARTUP =
            new StartupReply(0, 3, Charsets.UTF_8, 0, 0, 0, 0, 0, false, 11, "8.1.3.140", "");

    private final EmbeddedChannel channel;
    private final Backend backend;

    public EmbeddedEp(PoolKey key, long epSessionId, long confirmed) {
        ServerState server = ServerState.open("EP0" + (key.epno() + 1), new Sites(true, 2, 0));
        LoginReply login = new LoginReply(server, 1, key.longLobs(), "APP", "", "", epSessionId);
        channel = new EmbeddedChannel(FrameDecoder.streaming(HELD, FrameDecoder.LONGEST));
        DmConnection connection = new DmConnection(channel, STARTUP, login, FORMAT);
        channel.pipeline().addLast(connection);
        backend = new Backend(connection, key, SETTINGS, confirmed);
    }

    public static PoolKey key(String user, String password, int epno) {
        Vault.Verifier verifier = VAULT.verifier(user, Password.of(password, StandardCharsets.UTF_8));
        return new PoolKey(user, verifier, epno, 11, true, true, 1, "");
    }

    public Backend backend() {
        return backend;
    }

    public boolean open() {
        return channel.isOpen();
    }

    public boolean reading() {
        return channel.config().isAutoRead();
    }

    /** The next request, or further bytes of one; null if there is none. Whoever takes it releases it. */
    public @Nullable ByteBuf sent() {
        return channel.readOutbound();
    }

    /** Sends bytes; ownership is taken. */
    public void send(ByteBuf bytes) {
        channel.writeInbound(bytes);
    }

    /** An empty reply to {@code request}, which is released. */
    public void answer(ByteBuf request) {
        Frame asked = new Frame(request);
        ByteBuf reply = channel.alloc().buffer();
        Header.open(reply, asked.command(), asked.handle(), 0);
        request.release();
        send(Header.close(reply));
    }

    /** A frame that is no reply to anything. */
    public ByteBuf unsolicited() {
        return Header.close(Header.open(channel.alloc().buffer(), Command.COMMIT, 0, 0));
    }

    /** The EP goes, or its network does. */
    public void cut() {
        channel.close();
    }

    /** Closes it and lets go of what was sent and not read. */
    public void end() {
        channel.finishAndReleaseAll();
    }
}
