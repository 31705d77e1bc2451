package io.opendcp.proxy.session;

import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.host.UnmappedHostException;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.net.Network;
import io.opendcp.proxy.cluster.Credentials;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs in to peers as SYSDCPLOGIN, and leaves at once: whoever lets that user in lets clients in. */
final class PeerLogin implements PeerDoor {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Network network;
    private final HostTable hosts;
    private final Supplier<@Nullable Credentials> login;
    private final SessionIds ids;
    private final Supplier<Encryption> encryption;

    /** @param ids by which this DCP knows itself: it is no peer */
    PeerLogin(
            Network network,
            HostTable hosts,
            Supplier<@Nullable Credentials> login,
            SessionIds ids,
            Supplier<Encryption> encryption) {
        this.network = network;
        this.hosts = hosts;
        this.login = login;
        this.ids = ids;
        this.encryption = encryption;
    }

    @Override
    public void ask(Peer peer, Consumer<@Nullable DmException> told) {
        Credentials who = login.get();
        if (who == null) {
            told.accept(DmException.of(ErrorCode.NOT_CONFIGURED));
            return;
        }
        Offer offer = who.offer(LoginWishes.plain(1), TIMEOUT);
        try {
            DmClient.connect(
                    network, hosts.address(peer.host(), peer.port()), offer, encryption.get(), new Connecting() {
                        @Override
                        public void connected(DmConnection connection) {
                            long session = connection.login().sessionId();
                            connection.close();
                            told.accept(ids.isOurs(session) ? DmException.of(ErrorCode.INVALID_ARGUMENT, peer) : null);
                        }

                        @Override
                        public void failed(DmException error) {
                            told.accept(refusal(peer, error.code()));
                        }
                    });
        } catch (UnmappedHostException unmapped) {
            told.accept(refusal(peer, ErrorCode.CANNOT_CONNECT.code()));
        }
    }

    private static DmException refusal(Peer peer, int code) {
        return DmException.of(ErrorCode.PEER_REFUSES, peer, code);
    }
}
