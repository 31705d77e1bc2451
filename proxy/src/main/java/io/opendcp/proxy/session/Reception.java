package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.login.UserName;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.login.Ticket;
import io.opendcp.proxy.login.Turnstile;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Settings;
import io.opendcp.proxy.pool.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets in whom an EP would let in, answering in the name of all EPs. Manual 3.4. */
final class Reception {
    /** Of a client that takes no interim frames: the official driver gives up after 5 s. */
    static final Duration PATIENCE = Duration.ofSeconds(4);
    /** Between interim frames. */
    static final Duration INTERIM = Duration.ofSeconds(1);

    private final Desk desk;
    private final Supplier<@Nullable Configuration> cluster;
    private final Supplier<UserPortSettings> settings;
    private final Vault vault;
    private final LoginChecks checks;
    private final SessionIds ids;
    private final Turnstile turnstile;

    Reception(
            Desk desk,
            Supplier<@Nullable Configuration> cluster,
            Supplier<UserPortSettings> settings,
            Vault vault,
            LoginChecks checks,
            SessionIds ids,
            Turnstile turnstile) {
        this.desk = desk;
        this.cluster = cluster;
        this.settings = settings;
        this.vault = vault;
        this.checks = checks;
        this.ids = ids;
        this.turnstile = turnstile;
    }

    void onLogin(LoginRequest request, Visit visit) {
        try {
            admit(request, visit);
        } catch (DmException refused) {
            request.password().wipe();
            visit.refuse(refused);
            return;
        }
        Client client = client(request, visit);
        request.password().wipe();
        new Decision(client, visit, request.wishes().interim()).begin();
    }

    /** A login whose password is being checked. */
    private final class Decision implements Turnstile.Entrant {
        private final Client client;
        private final Visit visit;
        private final boolean interim;
        private boolean over;
        private Runnable giveUp = () -> {};
        private Time.@Nullable Timer next;

        Decision(Client client, Visit visit, boolean interim) {
            this.client = client;
            this.visit = visit;
            this.interim = interim;
        }

        void begin() {
            Duration full = settings.get().waiting().longest();
            Duration patience = interim && full.compareTo(PATIENCE) > 0 ? full : PATIENCE;
            Ticket ticket = turnstile.enter(
                    visit.source(),
                    client.kind().user(),
                    client.kind().verifier(),
                    patience,
                    () -> checks.known(client),
                    this);
            if (over) {
                return;
            }
            visit.onLeft(() -> {
                if (!over) {
                    giveUp.run();
                    over();
                    ticket.leave();
                    client.sealed().wipe();
                }
            });
            if (interim) {
                keepWaiting();
            }
        }

        private void keepWaiting() {
            next = desk.time().schedule(INTERIM, () -> {
                visit.keepWaiting();
                keepWaiting();
            });
        }

        private void over() {
            over = true;
            if (next != null) {
                next.cancel();
            }
        }

        @Override
        public void pass(Ticket ticket, Duration left) {
            giveUp = checks.check(client, visit.source(), left, new LoginChecks.Told() {
                @Override
                public void right(LoginReply shown) {
                    over();
                    open(client, shown, visit);
                    ticket.right();
                }

                @Override
                public void wrong(DmException error) {
                    refused(error);
                    if (error.code() == ErrorCode.WRONG_PASSWORD.code()) {
                        ticket.wrong();
                    } else {
                        ticket.unknown();
                    }
                }
            });
        }

        @Override
        public void refused(DmException error) {
            over();
            client.sealed().wipe();
            visit.refuse(Refusal.told(error));
        }
    }

    private void admit(LoginRequest request, Visit visit) {
        known(visit);
        LoginWishes wishes = request.wishes();
        if (wishes.local() || wishes.separation() != 0 || request.standbyOfPair() || wishes.osAuthentication() != 0) {
            throw DmException.of(ErrorCode.NOT_THROUGH_DCP, "mppLocal, rwSeparate, osAuthType");
        }
        full();
    }

    /** What the cluster is, which is what this client was told at startup. */
    private Configuration known(Visit visit) {
        Configuration known = cluster.get();
        if (known == null
                || !visit.format().charset().equals(known.terms().charset().charset())
                || visit.format().msgVersion() > known.terms().msgVersion()) {
            throw DmException.of(ErrorCode.NOT_CONFIGURED); // or it was not when this client was told what to expect
        }
        return known;
    }

    private void full() {
        if (desk.drain().on() || desk.sessions().count() >= settings.get().sessions()) {
            throw DmException.of(ErrorCode.TOO_MANY_SESSIONS);
        }
    }

    private Client client(LoginRequest request, Visit visit) {
        String user = UserName.folded(request.user());
        LoginWishes wishes = request.wishes();
        PoolKey kind = new PoolKey(
                user,
                vault.verifier(user, request.password()),
                0,
                visit.format().msgVersion(),
                wishes.newLobs(),
                wishes.longLobs(),
                wishes.language(),
                request.options());
        Instant now = desk.time().now();
        return new Client(
                0,
                request.user(),
                kind,
                request.client(),
                wishes,
                vault.seal(request.password()),
                visit.format(),
                visit.from(),
                now);
    }

    private void open(Client client, LoginReply shown, Visit visit) {
        Configuration known;
        try {
            known = known(visit); // a login may take long: the cluster may be another one now,
            full(); // and others may have come in
        } catch (DmException refused) {
            client.sealed().wipe();
            visit.refuse(refused);
            return;
        }
        if (visit.left()) {
            client.sealed().wipe();
            return;
        }
        Client named = client.withSessionId(ids.next(id -> desk.sessions().with(id) != null));
        LoginWishes wishes = client.wishes();
        int isolation = wishes.isolation() < 0 ? shown.isolation() : wishes.isolation();
        String schema = shown.schema().isEmpty() ? client.kind().user() : shown.schema();
        Settings initial = new Settings(schema, isolation, wishes.timeZoneMinutes(), wishes.readOnly());
        LoginReply reply = new LoginReply(
                ownState(known.server()),
                isolation,
                wishes.longLobs(),
                schema,
                shown.lastAddress(),
                shown.lastTime(),
                named.sessionId());
        visit.accept(reply, replies -> new Session(named, initial, replies, desk));
    }

    /** What an EP says of itself, under our name; NORMAL and OPEN, always. */
    private ServerState ownState(ServerState ep) {
        return new ServerState(
                settings.get().instanceName(),
                ep.database(),
                ep.guid(),
                ServerState.NORMAL,
                ServerState.OPEN,
                ep.maxRowSize(),
                ep.ddlCommits(),
                ep.caseSensitive(),
                ep.timeZoneMinutes(),
                ep.fetchKiB(),
                new Sites(ep.sites().mpp(), ep.sites().most(), ep.sites().dpcMode()));
    }
}
