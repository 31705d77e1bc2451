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
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.net.Network;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Settings;
import io.opendcp.proxy.pool.Vault;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Logs clients in to EPs, and believes an EP only if it is the instance that was expected, and in service. */
final class EpDoors implements EpLogins {
    private final Network network;
    private final HostTable hosts;
    private final Cluster cluster;
    private final Vault vault;
    private final Supplier<Duration> timeout;
    private final boolean tellsDcp;
    private final Counters counters;
    private final Consumer<Backend> onUsable;
    private final Set<Attempt> attempts = new LinkedHashSet<>();

    /** A login that is under way. */
    private record Attempt(Ep ep, Runnable abandon) {}

    /**
     * @param tellsDcp whether EPs are told that they are asked by a DCP (DCP_MPP_FLAG)
     * @param onUsable told of connections with which EPs have let somebody in
     */
    EpDoors(
            Network network,
            HostTable hosts,
            Cluster cluster,
            Vault vault,
            Supplier<Duration> timeout,
            boolean tellsDcp,
            Counters counters,
            Consumer<Backend> onUsable) {
        this.network = network;
        this.hosts = hosts;
        this.cluster = cluster;
        this.vault = vault;
        this.timeout = timeout;
        this.tellsDcp = tellsDcp;
        this.counters = counters;
        this.onUsable = onUsable;
    }

    @Override
    public void open(Client client, int epno, Lending.Made made) {
        Configuration known = cluster.configuration();
        Ep ep = known == null ? null : known.ep(epno).orElse(null);
        if (ep == null) {
            made.failed(DmException.of(ErrorCode.NOT_CONFIGURED));
            return;
        }
        SocketAddress address;
        try {
            address = hosts.address(ep.host(), ep.port());
        } catch (UnmappedHostException unmapped) {
            refused(ep, DmException.of(ErrorCode.CANNOT_CONNECT, ep.host() + ":" + ep.port()), made);
            return;
        }
        logIn(ep, address, client, made);
    }

    private void logIn(Ep ep, SocketAddress address, Client client, Lending.Made made) {
        Password password = vault.open(client.sealed());
        Attempt[] attempt = {null};
        boolean[] over = {false};
        Runnable abandon = DmClient.connect(network, address, offer(client, password), new Connecting() {
            @Override
            public void connected(DmConnection connection) {
                ended();
                check(ep, connection, client, made);
            }

            @Override
            public void failed(DmException error) {
                ended();
                refused(ep, error, made);
            }

            private void ended() {
                password.wipe();
                over[0] = true;
                attempts.remove(attempt[0]);
            }
        });
        if (!over[0]) {
            attempt[0] = new Attempt(ep, abandon);
            attempts.add(attempt[0]);
        }
    }

    /** Who an EP is has been learned anew: nobody goes on waiting for an answer of another one. */
    void refreshed(Configuration now) {
        for (Attempt each : List.copyOf(attempts)) {
            if (!now.eps().contains(each.ep())) {
                each.abandon().run();
            }
        }
    }

    private void refused(Ep ep, DmException error, Lending.Made made) {
        Configuration known = cluster.configuration();
        if (Trouble.is(error) && known != null && known.eps().contains(ep)) {
            boolean old = cluster.troubles().of(ep.epno()) != null;
            cluster.troubles().seen(ep.epno(), ep.name(), error);
            if (old) {
                cluster.lookAgain();
            } else {
                cluster.suspect();
            }
        }
        made.failed(error);
    }

    private Offer offer(Client client, Password password) {
        LoginWishes asked = client.wishes();
        LoginWishes wishes = new LoginWishes(
                -1,
                asked.language(),
                false,
                asked.timeZoneMinutes(),
                0,
                false,
                0,
                asked.newLobs(),
                0,
                asked.longLobs(),
                false);
        String options = client.kind().options();
        if (tellsDcp) {
            options = options.isEmpty() ? DCP_OPTION : options + ", " + DCP_OPTION;
        }
        return new Offer(
                client.kind().msgVersion(), client.program(), wishes, client.typed(), password, options, timeout.get());
    }

    private void check(Ep ep, DmConnection connection, Client client, Lending.Made made) {
        ServerState said = connection.login().server();
        if (!said.instance().equalsIgnoreCase(ep.name())) {
            counters.anotherAnswered();
            connection.close();
            refused(ep, DmException.of(ErrorCode.WRONG_INSTANCE, ep.name(), said.instance()), made);
            return;
        }
        DmException out = Trouble.outOfService(said);
        if (out != null) {
            connection.close();
            refused(ep, out, made);
            return;
        }
        cluster.troubles().over(ep.epno());
        if (!alike(connection, client)) {
            connection.close();
            made.failed(DmException.of(ErrorCode.EP_CHANGED, ep.name()));
            return;
        }
        PoolKey key = client.kind().at(ep.epno());
        Settings settings = new Settings(
                schema(connection, client),
                connection.login().isolation(),
                client.wishes().timeZoneMinutes(),
                false);
        Backend backend = new Backend(connection, key, settings, network.time().nanos());
        made.made(backend);
        onUsable.accept(backend);
    }

    /** Whether bodies look on this connection as they were agreed on with the client; they are passed on as they are. */
    private static boolean alike(DmConnection connection, Client client) {
        return connection.format().msgVersion() == client.format().msgVersion()
                && connection.format().charset().equals(client.format().charset())
                && connection.format().newLobs() == client.format().newLobs()
                && connection.format().longLobs() == client.format().longLobs();
    }

    private static String schema(DmConnection connection, Client client) {
        String told = connection.login().schema();
        return told.isEmpty() ? client.kind().user() : told;
    }

    /** The server option that says "I am a DCP"; ours, see docs/adr. */
    static final String DCP_OPTION = "DCP_FLAG=1";
}
