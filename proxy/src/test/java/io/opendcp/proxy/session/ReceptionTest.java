package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.Charsets;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.Replies;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.cluster.Configuration;
import io.opendcp.proxy.login.Turnstile;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What may have become of the cluster and of the port while a login waited for an EP's answer. */
class ReceptionTest extends Staged {
    private static final StartupTerms OLDER = new StartupTerms(Charsets.UTF_8, 10, "8.1.2.18", 3);
    private static final StartupTerms CHINESE = new StartupTerms(Charsets.GB18030, 11, "8.1.3.140", 3);

    private final List<Client> clients = new ArrayList<>();
    private Configuration cluster = cluster(StartupTerms.OURS, "BEFORE");
    private int mostSessions = 100;

    private static Configuration cluster(StartupTerms terms, String database) {
        ServerState open = ServerState.open("EP01", new Sites(true, 2, 0));
        ServerState server = new ServerState(
                open.instance(),
                database,
                open.guid(),
                open.mode(),
                open.state(),
                open.maxRowSize(),
                open.ddlCommits(),
                open.caseSensitive(),
                open.timeZoneMinutes(),
                open.fetchKiB(),
                open.sites());
        return new Configuration(List.of(), terms, server, false);
    }

    private static final class Caller implements Visit {
        private final List<LoginReply> accepted = new ArrayList<>();
        private final List<Integer> refused = new ArrayList<>();

        @Override
        public WireFormat format() {
            return EmbeddedEp.FORMAT;
        }

        @Override
        public String from() {
            return "nowhere";
        }

        @Override
        public String source() {
            return "nowhere";
        }

        @Override
        public void accept(LoginReply reply, Function<Replies, FrameSession> opener) {
            accepted.add(reply);
        }

        @Override
        public void refuse(DmException error) {
            refused.add(error.code());
        }

        @Override
        public void keepWaiting() {}

        @Override
        public void onLeft(Runnable then) {}

        @Override
        public boolean left() {
            return false;
        }
    }

    /** Logs in; the EP has not answered yet. */
    private Caller calls() {
        stage.loginsLater = new ArrayDeque<>();
        LoginChecks checks = new LoginChecks(
                stage.pool,
                (client, epno, made) -> {
                    clients.add(client);
                    stage.logins().open(client, epno, made);
                },
                () -> List.of(0),
                stage.time,
                stage.troubles,
                () -> {},
                stage::onDefect);
        Reception reception = new Reception(
                stage,
                () -> cluster,
                () -> new UserPortSettings(
                        "DCP", mostSessions, Duration.ofSeconds(3), Duration.ZERO, true, false, Stage.LIMITS),
                EmbeddedEp.VAULT,
                checks,
                new SessionIds(new SplittableRandom(1)),
                new Turnstile(stage.time, Integer.MAX_VALUE, Duration.ZERO));
        Caller caller = new Caller();
        Password password = Password.of("secret", StandardCharsets.UTF_8);
        reception.onLogin(
                new LoginRequest(new LoginClient(2, "test", "", ""), LoginWishes.plain(1), "app", password, false, ""),
                caller);
        return caller;
    }

    private void epLetsIn() {
        Objects.requireNonNull(stage.loginsLater).remove().run();
    }

    private void passwordIsForgotten() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EmbeddedEp.VAULT.open(clients.get(0).sealed()));
    }

    @Test
    void one_who_is_let_in_hears_what_the_cluster_is_now() {
        Caller caller = calls();
        cluster = cluster(StartupTerms.OURS, "AFTER");
        epLetsIn();

        assertThat(caller.refused).isEmpty();
        assertThat(caller.accepted)
                .singleElement()
                .satisfies(reply -> assertThat(reply.server().database()).isEqualTo("AFTER"))
                .satisfies(reply -> assertThat(reply.server().instance()).isEqualTo("DCP"));
    }

    @Test
    void a_client_that_speaks_as_the_cluster_did_before_is_refused() {
        for (StartupTerms terms : List.of(OLDER, CHINESE)) {
            cluster = cluster(StartupTerms.OURS, "BEFORE");
            clients.clear();
            Caller caller = calls();
            cluster = cluster(terms, "AFTER");
            epLetsIn();

            assertThat(caller.refused).as(terms.toString()).containsExactly(ErrorCode.NOT_CONFIGURED.code());
            assertThat(caller.accepted).isEmpty();
            passwordIsForgotten();
            stage.pool.closeFree(backend -> true);
        }
    }

    @Test
    void the_last_place_goes_to_who_is_answered_first() {
        mostSessions = stage.sessions.count() + 1;
        Caller caller = calls();
        stage.client();
        epLetsIn();

        assertThat(caller.refused).containsExactly(ErrorCode.TOO_MANY_SESSIONS.code());
        assertThat(caller.accepted).isEmpty();
        passwordIsForgotten();
    }
}
