package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.proxy.cluster.Troubles;
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
    private final List<Throwable> defects = new ArrayList<>();
    private int looks;
    private boolean broken;
    private final Troubles troubles = new Troubles(time);
    private final LoginChecks checks =
            new LoginChecks(pool, this::open, () -> List.of(1, 0), time, troubles, () -> looks++, defects::add);

    /** As the door to an EP does, this needs the password. */
    private void open(Client client, int epno, Lending.Made made) {
        if (broken) {
            throw new IllegalStateException("a defect");
        }
        EmbeddedEp.VAULT.open(client.sealed()).wipe();
        asked.add(new Asked(client, epno, made));
    }

    private record Asked(Client client, int epno, Lending.Made made) {}

    private static final class Answer implements LoginChecks.Told {
        private final List<String> answers = new ArrayList<>();

        @Override
        public void right(LoginReply shown) {
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
        checks.check(client(user, password), "nowhere", Duration.ofSeconds(4), answer);
        return answer;
    }

    /** Begins to check a login; returns what ends it, and its password with it. */
    private Runnable leaving(String user, String password) {
        Client client = client(user, password);
        Runnable giveUp = checks.check(client, "nowhere", Duration.ofSeconds(4), new Answer());
        return () -> {
            giveUp.run();
            client.sealed().wipe();
        };
    }

    private EmbeddedEp letIn() {
        Asked one = asked.remove();
        EmbeddedEp ep = new EmbeddedEp(one.client().kind().at(one.epno()), 1, time.nanos());
        eps.add(ep);
        one.made().made(ep.backend());
        checks.confirmed(ep.backend().key().verifier(), ep.backend().login());
        return ep;
    }

    private void refuse(DmException error) {
        asked.remove().made().failed(error);
    }

    /** As the door to an EP does: it tells the EP's trouble first. */
    private void unusable(ErrorCode code, Object... arguments) {
        DmException error = DmException.of(code, arguments);
        int epno = asked.getFirst().epno();
        troubles.seen(epno, "EP0" + (epno + 1), error);
        refuse(error);
    }

    private void bothUnusable() {
        unusable(ErrorCode.MPP_LOGIN_LIMITED);
        unusable(ErrorCode.MPP_LOGIN_LIMITED);
    }

    @Test
    void while_no_ep_can_be_asked_a_login_waits_as_long_as_its_client_and_is_told_why_not() {
        Answer answer = check("A", "secret");
        unusable(ErrorCode.MPP_LOGIN_LIMITED);
        unusable(ErrorCode.CANNOT_CONNECT, "EP01");
        time.turn(Duration.ofSeconds(4).minusNanos(1));
        assertThat(answer.answers).isEmpty();
        assertThat(looks).isPositive();
        time.turn(Duration.ofNanos(1));

        assertThat(answer.answers)
                .containsExactly("-6001 No login here for now, another proxy may do: [-8930] EP 0 (EP01) has not been"
                        + " usable since 1970-01-01 08:00:00: [-6012] Cannot connect to host [EP01]");
        time.turn(Duration.ofMinutes(1));
        checks.refreshed();
        assertThat(asked).isEmpty();
    }

    @Test
    void after_a_refresh_one_tries_and_the_others_follow_when_it_got_through() {
        Answer one = check("A", "secret");
        bothUnusable();
        Answer two = check("B", "secret");
        Answer three = check("B", "secret");
        assertThat(asked).as("nobody asks what is known not to answer").isEmpty();

        checks.refreshed();
        assertThat(asked).hasSize(1);
        bothUnusable();
        assertThat(asked).isEmpty();
        checks.refreshed();
        troubles.over(1);
        letIn();
        checks.usable();
        letIn();

        assertThat(List.of(one, two, three)).allMatch(each -> each.answers.equals(List.of("right")));
    }

    @Test
    void what_an_ep_has_confirmed_lately_is_believed_while_none_can_be_asked_and_no_longer() {
        check("A", "secret");
        EmbeddedEp ep = letIn();
        ep.cut();
        assertThat(check("A", "secret").answers).as("EPs are asked first").isEmpty();
        bothUnusable();
        time.turn(LoginChecks.FRESH);
        Answer second = check("A", "secret");
        assertThat(second.answers).containsExactly("right");

        time.turn(Duration.ofNanos(1));
        Answer late = check("A", "secret");
        assertThat(late.answers).isEmpty();
        time.turn(Duration.ofSeconds(4));
        assertThat(late.answers).hasSize(1).first().asString().startsWith("-6001");
    }

    @Test
    void it_is_believed_too_when_no_ep_answers_in_time() {
        check("A", "secret");
        letIn().cut();
        Answer answer = check("A", "secret");
        time.turn(Duration.ofSeconds(4));

        assertThat(answer.answers).containsExactly("right");
        refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
    }

    @Test
    void when_the_time_is_up_only_what_holds_still_is_believed() {
        check("A", "secret");
        letIn().cut();
        Answer patient = new Answer();
        checks.check(client("A", "secret"), "nowhere", Duration.ofSeconds(60), patient);
        Answer withdrawn = check("A", "secret");
        checks.refused(EmbeddedEp.key("A", "secret", 0).verifier()); // as a session's login was
        time.turn(Duration.ofSeconds(4));
        assertThat(withdrawn.answers).hasSize(1).first().asString().startsWith("-6001");

        checks.confirmed(
                EmbeddedEp.key("A", "secret", 0).verifier(),
                eps.get(0).backend().login());
        time.turn(Duration.ofSeconds(56));
        assertThat(patient.answers).hasSize(1).first().asString().startsWith("-6001");
        refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
    }

    @Test
    void what_a_sessions_login_was_refused_is_not_believed_when_no_ep_can_be_asked() {
        check("A", "secret");
        letIn().cut();
        Answer answer = check("A", "secret");
        checks.refused(EmbeddedEp.key("A", "secret", 0).verifier());
        bothUnusable();

        assertThat(answer.answers).isEmpty();
    }

    @Test
    void who_is_the_first_tries_though_the_eps_are_known_not_to_be_usable() {
        Answer one = check("A", "secret");
        bothUnusable();
        time.turn(Duration.ofSeconds(4));
        assertThat(one.answers).hasSize(1);

        Answer two = check("A", "secret");
        letIn();
        assertThat(two.answers).containsExactly("right");
    }

    @Test
    void a_confirmation_ends_when_an_ep_refuses_the_password() {
        check("A", "secret");
        letIn().cut();
        check("A", "secret");
        refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
        Answer answer = check("A", "secret");
        bothUnusable();

        assertThat(answer.answers).isEmpty();
    }

    @Test
    void a_client_that_left_is_not_asked_for_any_more() {
        Answer answer = new Answer();
        Runnable leave = checks.check(client("A", "secret"), "nowhere", Duration.ofSeconds(4), answer);
        bothUnusable();
        leave.run();
        leave.run();

        checks.refreshed();
        time.turn(Duration.ofSeconds(5));
        assertThat(asked).isEmpty();
        assertThat(answer.answers).isEmpty();
    }

    @Test
    void an_ep_is_asked_with_the_password_of_a_login_that_is_still_there() {
        Runnable leave = leaving("A", "secret");
        Answer second = check("A", "secret");
        bothUnusable();
        leave.run();

        checks.refreshed();
        letIn();
        assertThat(second.answers).containsExactly("right");
        assertThat(defects).isEmpty();
    }

    @Test
    void the_next_ep_is_not_asked_for_logins_that_have_all_left() {
        for (int i = 0; i < LoginChecks.AT_A_TIME; i++) {
            Runnable leave = leaving("U" + i, "secret");
            leave.run();
        }
        Answer answer = check("A", "secret");
        assertThat(asked).hasSize(LoginChecks.AT_A_TIME);
        for (int i = 0; i < LoginChecks.AT_A_TIME; i++) {
            refuse(DmException.of(ErrorCode.CANNOT_CONNECT, "EP02"));
        }

        assertThat(asked).hasSize(1);
        letIn();
        assertThat(answer.answers).containsExactly("right");
        assertThat(defects).isEmpty();
    }

    @Test
    void a_defect_ends_the_login_that_met_it_and_no_other() {
        Answer waits = check("A", "secret");
        bothUnusable();
        broken = true;
        checks.refreshed();
        for (int i = 0; i < LoginChecks.AT_A_TIME; i++) {
            assertThat(check("U" + i, "secret").answers)
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("-8900");
        }
        assertThat(waits.answers).hasSize(1).first().asString().startsWith("-8900");
        assertThat(defects).hasSize(LoginChecks.AT_A_TIME + 1);
        broken = false;

        Answer answer = check("A", "secret");
        letIn();
        assertThat(answer.answers).containsExactly("right");
    }

    @Test
    void who_waits_in_line_is_told_that_this_is_busy_and_who_waits_for_an_answer_that_none_came() {
        for (int i = 0; i < LoginChecks.AT_A_TIME; i++) {
            check("U" + i, "secret");
        }
        Answer busy = check("A", "secret");
        time.turn(Duration.ofSeconds(4));

        assertThat(busy.answers)
                .containsExactly(
                        "-6001 No login here for now, another proxy may do: [-8904] Limit exceeded: LOGIN, at most 16");
        Answer silent = check("U0", "secret");
        time.turn(Duration.ofSeconds(4));
        assertThat(silent.answers)
                .containsExactly(
                        "-6001 No login here for now, another proxy may do: [-6012] Cannot connect to host [EP 1]");
        letIn();
        assertThat(check("U0", "secret").answers).containsExactly("right");
    }

    @Test
    void more_than_so_many_do_not_wait_so_that_the_port_stays_open_for_others() {
        check("B", "secret");
        letIn();
        List<Answer> waiting = new ArrayList<>();
        for (int i = 0; i < LoginChecks.MOST_WAIT; i++) {
            waiting.add(checkFrom("host" + i % 3, "U" + i % 3));
        }
        assertThat(check("U0", "secret").answers)
                .containsExactly(
                        "-6001 No login here for now, another proxy may do: [-8904] Limit exceeded: LOGIN, at most 500");
        assertThat(check("B", "secret").answers).as("known to be right").containsExactly("right");
        assertThat(waiting).allMatch(each -> each.answers.isEmpty());

        letIn();
        Answer next = check("C", "secret");
        assertThat(next.answers).isEmpty();
        assertThat(waiting.get(0).answers).containsExactly("right");
        time.turn(Duration.ofSeconds(4));
        assertThat(check("D", "secret").answers).isEmpty();
    }

    private Answer checkFrom(String source, String user) {
        Answer answer = new Answer();
        checks.check(client(user, "secret"), source, Duration.ofSeconds(4), answer);
        return answer;
    }

    @Test
    void in_line_the_host_with_the_fewest_under_way_is_next_so_that_a_flood_is_in_nobodys_way() {
        List<Answer> flood = new ArrayList<>();
        for (int i = 0; i < LoginChecks.MOST_OF_ONE_SOURCE + 1; i++) {
            flood.add(checkFrom("evil", "U" + i));
        }
        assertThat(flood.get(LoginChecks.MOST_OF_ONE_SOURCE).answers)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("-6001");
        Answer good = checkFrom("home", "A");
        refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
        assertThat(asked).hasSize(LoginChecks.AT_A_TIME);
        assertThat(asked.getLast().client().kind().user()).isEqualTo("A");
        while (good.answers.isEmpty()) {
            refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
        }
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
        assertThat(other.answers).isEmpty();
        time.turn(Duration.ofSeconds(4));
        assertThat(other.answers)
                .containsExactly(
                        "-6001 No login here for now, another proxy may do: [-6012] Cannot connect to host [EP01]");
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
