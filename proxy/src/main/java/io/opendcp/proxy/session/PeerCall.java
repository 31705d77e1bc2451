package io.opendcp.proxy.session;

import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.host.UnmappedHostException;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Credentials;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls peers over the network. */
final class PeerCall implements PeerLine {
    private final Network network;
    private final HostTable hosts;
    private final Supplier<@Nullable Credentials> login;
    private final Supplier<Encryption> encryption;

    /** @param encryption ours is theirs */
    PeerCall(Network network, HostTable hosts, Supplier<@Nullable Credentials> login, Supplier<Encryption> encryption) {
        this.network = network;
        this.hosts = hosts;
        this.login = login;
        this.encryption = encryption;
    }

    @Override
    public void call(Peer peer, String sql, Duration patience, Told told) {
        Credentials who = login.get();
        if (who == null) {
            told.failed(NOT_ASKED, DmException.of(ErrorCode.NOT_CONFIGURED));
            return;
        }
        Offer offer = who.offer(LoginWishes.plain(1), patience);
        try {
            DmClient.connect(
                    network, hosts.address(peer.host(), peer.port()), offer, encryption.get(), new Connecting() {
                        @Override
                        public void connected(DmConnection connection) {
                            ask(new SqlConnection(connection), sql, patience, told);
                        }

                        @Override
                        public void failed(DmException error) {
                            told.failed(0, error);
                        }
                    });
        } catch (UnmappedHostException unmapped) {
            told.failed(0, DmException.of(ErrorCode.CANNOT_CONNECT, peer));
        }
    }

    private void ask(SqlConnection connection, String sql, Duration patience, Told told) {
        long session = connection.connection().login().sessionId();
        Time.Timer late = network.time().schedule(patience, connection::close); // then it fails
        connection.run(sql, new SqlConnection.Told<Outcome>() {
            @Override
            public void done(Outcome outcome) {
                late.cancel();
                connection.close();
                told.done(session, outcome);
            }

            @Override
            public void failed(DmException error) {
                late.cancel();
                connection.close();
                told.failed(session, error);
            }
        });
    }
}
