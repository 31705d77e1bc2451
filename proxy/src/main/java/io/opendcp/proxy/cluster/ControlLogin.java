package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.host.UnmappedHostException;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.net.Network;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens control connections: the proxy's own, as SYSDCPLOGIN, outside the pool. They are local sessions: an EP's views
 * then show its own rows only.
 */
final class ControlLogin {
    private final Network network;
    private final HostTable hosts;
    private final Supplier<Duration> timeout;
    private long misnamed;

    ControlLogin(Network network, HostTable hosts, Supplier<Duration> timeout) {
        this.network = network;
        this.hosts = hosts;
        this.timeout = timeout;
    }

    /** Who is told, once. */
    interface Told {
        void open(SqlConnection control);

        void failed(DmException error);
    }

    /** How many connections were closed because another instance answered than the one expected there. */
    long misnamed() {
        return misnamed;
    }

    /** Logs in to whatever instance is there. Returns what gives the attempt up. */
    Runnable open(String host, int port, Credentials who, Told told) {
        SocketAddress address = address(host, port);
        if (address == null) {
            told.failed(DmException.of(ErrorCode.CANNOT_CONNECT, host + ":" + port));
            return () -> {};
        }
        return DmClient.connect(network, address, who.offer(local(), timeout.get()), new Connecting() {
            @Override
            public void connected(DmConnection connection) {
                told.open(new SqlConnection(connection));
            }

            @Override
            public void failed(DmException error) {
                told.failed(error);
            }
        });
    }

    /** Logs in to {@code ep}, and believes it only if it is that, and in service. Returns what gives the attempt up. */
    Runnable open(Ep ep, Credentials who, Told told) {
        return open(ep.host(), ep.port(), who, new Told() {
            @Override
            public void open(SqlConnection control) {
                String name = control.connection().login().server().instance();
                DmException out =
                        Trouble.outOfService(control.connection().login().server());
                if (name.equalsIgnoreCase(ep.name()) && out == null) {
                    told.open(control);
                } else if (out != null && name.equalsIgnoreCase(ep.name())) {
                    control.close();
                    told.failed(out);
                } else {
                    misnamed++;
                    control.close();
                    told.failed(DmException.of(ErrorCode.WRONG_INSTANCE, ep.name(), name));
                }
            }

            @Override
            public void failed(DmException error) {
                told.failed(error);
            }
        });
    }

    private @Nullable SocketAddress address(String host, int port) {
        if (port < 1 || port > HostTable.HIGHEST_PORT) {
            return null;
        }
        try {
            return hosts.address(host, port);
        } catch (UnmappedHostException unmapped) {
            return null;
        }
    }

    private static LoginWishes local() {
        LoginWishes plain = LoginWishes.plain(1);
        return new LoginWishes(
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
    }
}
