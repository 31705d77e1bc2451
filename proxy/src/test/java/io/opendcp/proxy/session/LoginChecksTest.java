package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.EmbeddedEp;
import io.opendcp.proxy.pool.Lending;
import io.opendcp.proxy.pool.PoolLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a password is right: known from a connection that has just been confirmed, or asked of an EP. Manual 3.4. */
class LoginChecksTest {
    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final ConnectionPool pool = new ConnectionPool(new PoolLimits(3, Duration.ofSeconds(1), 1), time);
    private final Deque<Asked> asked = new ArrayDeque<>();
    private final List<EmbeddedEp> eps = new ArrayList<>();
    private final LoginChecks checks = new LoginChecks(
            pool, (client, epno, made) -> asked.add(new Asked(client, epno, made)), () -> List.of(1, 0));

    private record Asked(Client client, int epno, Lending.Made made) {}

    private static final class Answer implements LoginChecks.Told {
        private final List<String> answers = new ArrayList<>();

        @Override
        public void right(Backend shown) {
            answers.add("right");
        }

        @Override
        public void wrong(DmException error) {
            answers.add(error.code() + " " + error.getMessage());
        }
    }

    @AfterEach
    void close() {
        pool.close();
        eps.forEach(EmbeddedEp::end);
    }

    private static Client client(String user, String password) {
        return new Client(
                0,
                user,
                EmbeddedEp.key(user, password, 0),
                new LoginClient(2, "test", "", ""),
                LoginWishes.plain(1),
                EmbeddedEp.VAULT.seal(Password.of(password, StandardCharsets.UTF_8)),
                EmbeddedEp.FORMAT,
                "nowhere",
                Instant.EPOCH);
    }

    private Answer check(String user, String password) {
        Answer answer = new Answer();
        checks.check(client(user, password), answer);
        return answer;
    }

    private EmbeddedEp letIn() {
        Asked one = asked.remove();
        EmbeddedEp ep = new EmbeddedEp(one.client().kind().at(one.epno()), 1, time.nanos());
        eps.add(ep);
        one.made().made(ep.backend());
        return ep;
    }

    private void refuse(DmException error) {
        asked.remove().made().failed(error);
    }

    @Test
    void an_ep_is_asked_and_its_connection_is_the_pools() {
        Answer answer = check("A", "secret");
        assertThat(answer.answers).isEmpty();
        EmbeddedEp ep = letIn();

        assertThat(answer.answers).containsExactly("right");
        assertThat(pool.isFree(ep.backend())).isTrue();
    }

    @Test
    void what_an_ep_has_just_confirmed_need_not_be_asked_again() {
        check("A", "secret");
        letIn();
        time.turn(LoginChecks.FRESH);
        assertThat(check("A", "secret").answers).containsExactly("right");
        assertThat(asked).isEmpty();

        time.turn(Duration.ofNanos(1));
        assertThat(check("A", "secret").answers).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void another_password_is_asked_at_once() {
        check("A", "secret");
        letIn();

        Answer answer = check("A", "guess");
        refuse(DmException.relayed(-2501, "用户名或密码错误"));

        assertThat(answer.answers).containsExactly("-2501 用户名或密码错误");
        assertThat(check("A", "secret").answers)
                .as("a guess does the right password no harm")
                .containsExactly("right");
    }

    @Test
    void one_ep_is_asked_at_a_time_for_one_user_and_password() {
        Answer one = check("A", "secret");
        Answer two = check("A", "secret");
        Answer other = check("B", "secret");
        assertThat(asked).hasSize(2);
        letIn();

        assertThat(one.answers).containsExactly("right");
        assertThat(two.answers).containsExactly("right");
        assertThat(other.answers).isEmpty();
        letIn();
        assertThat(other.answers).containsExactly("right");
    }

    @Test
    void logins_under_way_have_a_limit_and_the_rest_wait_for_their_turn() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < LoginChecks.AT_A_TIME + 2; i++) {
            answers.add(check("U" + i, "secret"));
        }
        assertThat(asked).hasSize(LoginChecks.AT_A_TIME);
        refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
        letIn();

        assertThat(asked).hasSize(LoginChecks.AT_A_TIME);
        while (!asked.isEmpty()) {
            letIn();
        }
        assertThat(answers).allMatch(answer -> answer.answers.size() == 1);
    }

    @Test
    void an_ep_that_cannot_be_reached_or_is_another_leaves_the_word_to_the_next() {
        Answer answer = check("A", "secret");
        assertThat(asked.getFirst().epno()).isEqualTo(1);
        refuse(DmException.of(ErrorCode.CANNOT_CONNECT, "EP02"));
        assertThat(asked.getFirst().epno()).isEqualTo(0);
        letIn();
        assertThat(answer.answers).containsExactly("right");

        Answer other = check("B", "secret");
        refuse(DmException.of(ErrorCode.WRONG_INSTANCE, "EP02", "EP07"));
        refuse(DmException.of(ErrorCode.CANNOT_CONNECT, "EP01"));
        assertThat(other.answers).containsExactly("-6012 Cannot connect to host [EP01]");
    }

    @Test
    void a_refusal_ends_it_and_is_passed_on_as_the_ep_said_it() {
        Answer answer = check("A", "secret");
        refuse(DmException.relayed(-2508, "user is locked"));

        assertThat(answer.answers).containsExactly("-2508 user is locked");
        assertThat(asked).isEmpty();
    }

    @Test
    void connections_made_with_a_password_that_is_refused_now_go() {
        check("A", "secret");
        EmbeddedEp ep = letIn();
        time.turn(LoginChecks.FRESH.plusNanos(1));
        check("A", "secret");
        refuse(DmException.of(ErrorCode.WRONG_PASSWORD));

        assertThat(ep.open()).isFalse();
    }

    @Test
    void connections_made_with_the_password_before_go_when_an_ep_takes_another() {
        check("A", "old");
        EmbeddedEp old = letIn();
        check("B", "old");
        EmbeddedEp others = letIn();

        Answer answer = check("A", "new");
        EmbeddedEp now = letIn();

        assertThat(answer.answers).containsExactly("right");
        assertThat(old.open()).isFalse();
        assertThat(others.open()).isTrue();
        assertThat(now.open()).isTrue();
        assertThat(check("A", "old").answers).as("to be asked of an EP").isEmpty();
    }
}
