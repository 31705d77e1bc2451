package io.opendcp.protocol.server;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A port on which every login is let in, all of them to one {@link ScriptedSql}. */
final class DriverPort implements Door, AutoCloseable {
    final ScriptedSql sql = new ScriptedSql();
    final List<Throwable> defects = new CopyOnWriteArrayList<>();
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final DmPort port;

    private final Encryption encryption;
    final Network network;

    DriverPort() throws IOException {
        this(Encryption.NONE, PortLimits.SERVER);
    }

    DriverPort(Encryption encryption, PortLimits limits) throws IOException {
        this.encryption = encryption;
        network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(1));
        port = DmPort.listen(network, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this, limits);
    }

    @Override
    public Encryption encryption() {
        return encryption;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) port.address();
    }

    void loginWithin(Duration time) {
        network.call(() -> {
            port.loginWithin(time);
            return true;
        });
    }

    String url() {
        return "jdbc:dm://127.0.0.1:" + ((InetSocketAddress) port.address()).getPort();
    }

    static Properties properties(String... pairs) {
        Properties all = new Properties();
        all.setProperty("user", "SYSDBA");
        all.setProperty("password", "SYSDBA001");
        for (int i = 0; i < pairs.length; i += 2) {
            all.setProperty(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    @Override
    public StartupTerms terms() {
        return StartupTerms.OURS;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        LoginReply reply =
                new LoginReply(ServerState.open("DMSERVER", Sites.NONE), 1, true, request.user(), "", "", 42);
        visit.accept(
                reply,
                replies -> new StatementSession(sql, visit.format(), replies, StatementLimits.USUAL, defect -> {
                    defects.add(defect);
                    return "D" + defects.size();
                }));
    }

    @Override
    public void onDefect(Throwable defect) {
        defects.add(defect);
    }

    @Override
    public void close() {
        port.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
