package io.opendcp.proxy.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may have a password checked when. */
class TurnstileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final Turnstile turnstile = new Turnstile(time, Integer.MAX_VALUE, Duration.ofMillis(100));
    private String known = "";

    private final class Caller implements Turnstile.Entrant {
        private final Ticket entered;
        private @Nullable Ticket passed;
        private long at = -1;
        private int refused;

        Caller(Turnstile through, String source, String user, String password) {
            entered = through.enter(source, user, password, PATIENCE, () -> known.equals(password), this);
        }

        @Override
        public void pass(Ticket ticket, Duration left) {
            passed = ticket;
            at = time.nanos() / 1_000_000;
        }

        @Override
        public void refused(DmException error) {
            refused = error.code();
        }

        void wrong() {
            Objects.requireNonNull(passed).wrong();
        }

        void right() {
            Objects.requireNonNull(passed).right();
        }
    }

    private Caller caller(String source, String user, String password) {
        return new Caller(turnstile, source, user, password);
    }

    private Caller guess(String password) {
        return caller("evil", "APP", password);
    }

    /** Once, which has no price. */
    private void mistype() {
        guess("mistyped").wrong();
    }

    @Test
    void the_pause_doubles_with_each_wrong_password_up_to_sixteen_times() {
        List<Long> at = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Caller guess = guess("guess" + i);
            time.turn(PATIENCE.minusMillis(1));
            at.add(guess.at % 4000);
            guess.wrong();
            time.turn(Duration.ofMillis(1));
        }
        // each fails as the fourth second ends, so that a pause of n ms lets the next one pass at n - 1
        assertThat(at).containsExactly(0L, 0L, 99L, 199L, 399L, 799L, 1599L, 1599L, 1599L);
    }

    @Test
    void of_a_user_from_a_host_one_password_at_a_time_is_under_way() {
        Caller first = guess("one");
        Caller second = guess("two");
        assertThat(first.at).isZero();
        assertThat(second.at).isEqualTo(-1);
        time.turn(Duration.ofMillis(50));
        first.right();

        assertThat(second.at).isEqualTo(50);
        second.right();
        assertThat(turnstile.lines()).isZero();
        assertThat(turnstile.remembered()).isZero();
    }

    @Test
    void those_with_the_same_password_go_through_together_and_count_once() {
        mistype();
        guess("bad").wrong();
        List<Caller> good =
                IntStream.range(0, 1000).mapToObj(i -> guess("good")).toList();
        assertThat(good).allMatch(each -> each.at == -1 && each.refused == 0);
        time.turn(Duration.ofMillis(100));
        assertThat(good).allMatch(each -> each.at == 100);
        Caller late = guess("good");
        assertThat(late.at).isEqualTo(100);

        good.forEach(Caller::wrong);
        late.wrong();
        Caller next = guess("next");
        time.turn(Duration.ofMillis(200));
        assertThat(next.at).isEqualTo(300);
    }

    @Test
    void other_users_of_the_host_and_the_user_from_elsewhere_are_not_held_up() {
        for (int i = 0; i < Turnstile.LINE; i++) {
            guess("guess" + i);
        }
        assertThat(guess("one more").refused).isEqualTo(-8963);

        assertThat(caller("evil", "OTHER", "good").at).isZero();
        assertThat(caller("home", "APP", "good").at).isZero();
    }

    @Test
    void a_password_that_is_known_passes_though_guesses_wait_and_cannot_be_tried_for() {
        mistype();
        guess("guess").wrong();
        guess("guess 2");
        known = "good";
        assertThat(guess("good").at).isZero();
        IntStream.range(0, 100).forEach(i -> guess("try" + i).entered.leave());

        assertThat(guess("good").refused)
                .as("a full line is not asked for what is known")
                .isEqualTo(-8963);
    }

    @Test
    void a_place_in_the_line_has_its_price_though_its_owner_leaves() {
        mistype();
        guess("first").wrong();
        for (int i = 0; i < Turnstile.LINE - 1; i++) {
            guess("guess" + i).entered.leave();
        }
        Caller last = guess("last");
        time.turn(Duration.ofMillis(100 + 200 + 400 + 800 + 1599));
        assertThat(last.at).isEqualTo(-1);
        time.turn(PATIENCE);

        assertThat(last.refused).as("nor does it wait longer than it can").isEqualTo(-8963);
    }

    @Test
    void a_good_client_beside_a_bad_one_waits_for_two_pauses_at_most() {
        Caller bad = guess("bad");
        for (int i = 0; i < 20; i++) { // a program with an old password that tries again at once, for ever
            bad.wrong();
            bad = guess("bad");
            Caller good = guess("good");
            long since = time.nanos() / 1_000_000;
            time.turn(Duration.ofMillis(1600));
            bad.wrong();
            bad = guess("bad");
            time.turn(Duration.ofMillis(1600));
            assertThat(good.at - since).isBetween(0L, 3200L);
            good.right();
            time.turn(Duration.ofMillis(1600));
        }
    }

    @Test
    void one_wrong_password_is_forgotten_each_minute() {
        mistype();
        guess("one").wrong();
        time.turn(Duration.ofMillis(100));
        guess("two").wrong();
        time.turn(Duration.ofMinutes(1));
        guess("three").wrong();
        Caller next = guess("four");
        time.turn(Duration.ofMillis(200));
        assertThat(next.at).isEqualTo(60_300);
        next.right();
        time.turn(Duration.ofMinutes(3));
        guess("five").wrong();
        assertThat(turnstile.remembered()).isEqualTo(1);
        assertThat(turnstile.lines()).isZero();
    }

    @Test
    void what_is_remembered_is_bounded() {
        for (int i = 0; i < Failures.MOST + 50; i++) {
            caller("evil" + i, "U" + i, "guess").wrong();
        }
        assertThat(turnstile.remembered()).isEqualTo(Failures.MOST);
        assertThat(turnstile.lines()).isZero();
    }

    @Test
    void what_nobody_could_tell_is_no_wrong_password() {
        Caller caller = guess("one");
        Objects.requireNonNull(caller.passed).unknown();

        assertThat(guess("two").at).isZero();
    }

    @Test
    void a_host_has_its_share_of_what_is_under_way() {
        Turnstile shared = new Turnstile(time, 2, Duration.ofMillis(100));
        List<Caller> callers = IntStream.range(0, 4)
                .mapToObj(i -> new Caller(shared, "evil", "U" + i, "guess"))
                .toList();
        assertThat(callers).extracting(each -> each.at).containsExactly(0L, 0L, -1L, -1L);
        assertThat(new Caller(shared, "home", "APP", "good").at).isZero();
        time.turn(Duration.ofMillis(7));
        callers.get(1).wrong();
        assertThat(callers).extracting(each -> each.at).containsExactly(0L, 0L, 7L, -1L);
        time.turn(PATIENCE);

        assertThat(callers.get(3).refused).as("busy").isEqualTo(ErrorCode.RESOURCE_BUSY.code());
    }

    @Test
    void answers_that_come_at_once_leave_nothing_behind() {
        Turnstile shared = new Turnstile(time, 1, Duration.ZERO);
        Caller first = new Caller(shared, "evil", "U0", "one");
        List<String> passed = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            String user = "U" + i;
            shared.enter("evil", user, "guess", PATIENCE, () -> false, new Turnstile.Entrant() {
                @Override
                public void pass(Ticket ticket, Duration left) {
                    passed.add(user);
                    ticket.right();
                }

                @Override
                public void refused(DmException error) {
                    passed.add(user + " refused");
                }
            });
        }
        Caller last = new Caller(shared, "evil", "U4", "one");
        first.right();
        assertThat(passed).containsExactly("U1", "U2", "U3");
        last.right();
        assertThat(new Caller(shared, "evil", "U5", "one").at).isZero();
        assertThat(shared.lines()).isEqualTo(1);
    }

    @Test
    void the_delay_may_be_changed_and_switched_off() {
        mistype();
        guess("one").wrong();
        turnstile.delay(Duration.ZERO);
        Caller next = guess("two");
        assertThat(next.at).isZero();
        next.wrong();
        turnstile.delay(Duration.ofSeconds(1));
        Caller slow = guess("three");
        time.turn(Duration.ofSeconds(2));
        assertThat(slow.at).isEqualTo(2000);
    }
}
