package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.host.UnmappedHostException;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.StartupTerms;
import java.time.Duration;

/**
 * Opens control connections: the proxy's own, as SYSDCPLOGIN, outside the pool. They are local sessions: an EP's views
 * then show its own rows only.
 */
final class ControlLogin {
    private final Network network;
    private final HostTable hosts;
    private final Duration timeout;

    ControlLogin(Network network, HostTable hosts, Duration timeout) {
        this.network = network;
        this.hosts = hosts;
        this.timeout = timeout;
    }

    /** Who is told, once. */
    interface Told {
        void open(SqlConnection control);

        void failed(DmException error);
    }

    void open(String host, int port, Credentials who, Told told) {
        LoginWishes plain = LoginWishes.plain(1);
        LoginWishes local = new LoginWishes(
                plain.isolation(),
                plain.language(),
                plain.readOnly(),
                plain.timeZoneMinutes(),
                plain.timeoutSeconds(),
                true,
                plain.separation(),
                plain.newLobs(),
                plain.osAuthentication(),
                plain.longLobs(),
                plain.interim());
        Offer offer = new Offer(
                StartupTerms.HIGHEST_MSG_VERSION,
                new LoginClient(2, "OpenDCP", "", ""),
                local,
                who.user(),
                who.password(),
                "",
                timeout);
        try {
            DmClient.connect(network, hosts.address(host, port), offer, new Connecting() {
                @Override
                public void connected(DmConnection connection) {
                    told.open(new SqlConnection(connection));
                }

                @Override
                public void failed(DmException error) {
                    told.failed(error);
                }
            });
        } catch (UnmappedHostException unmapped) {
            told.failed(DmException.of(ErrorCode.CANNOT_CONNECT, host + ":" + port));
        }
    }
}
