package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Connections that are free, or live, too long. The EPs' connections began at time 0. */
class AgeingTest extends PoolOfTwo {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private void idle(int seconds) {
        pool.limits(pool.limits().with("DCP_POOL_IDLE_TIME", seconds));
    }

    private void life(int seconds) {
        pool.limits(pool.limits().with("DCP_POOL_LIFE_TIME", seconds));
    }

    @Test
    void without_limits_on_time_nothing_is_closed_and_no_timer_runs() {
        Borrower one = lent("A", 0);
        giveBack(one);

        assertThat(time.next()).isEmpty();
        time.turn(Duration.ofDays(30));

        assertThat(held(one).lost()).isFalse();
    }

    @Test
    void one_that_is_free_too_long_is_closed_each_at_its_time() {
        idle(10);
        Borrower one = lent("A", 0);
        Borrower two = lent("A", 0);
        giveBack(one);
        time.turn(Duration.ofSeconds(4));
        giveBack(two);

        time.turn(Duration.ofSeconds(6).minus(MOMENT));
        assertThat(held(one).lost()).isFalse();
        time.turn(MOMENT);
        assertThat(held(one).lost()).isTrue();
        assertThat(held(two).lost()).isFalse();
        time.turn(Duration.ofSeconds(4));
        assertThat(held(two).lost()).isTrue();
        assertThat(pool.backends()).isEmpty();
        assertThat(time.next()).as("nothing is left to be looked at").isEmpty();
    }

    @Test
    void one_that_is_used_in_between_stays_and_one_in_use_is_never_closed() {
        idle(10);
        Borrower one = lent("A", 0);
        for (int i = 0; i < 5; i++) {
            giveBack(one);
            time.turn(Duration.ofSeconds(9));
            one = lent("A", 0);
        }
        time.turn(Duration.ofSeconds(60));

        assertThat(eps).hasSize(1);
        assertThat(held(one).lost()).isFalse();
    }

    @Test
    void one_past_its_life_is_closed_when_it_comes_back_and_whoever_waits_gets_a_new_one() {
        life(100);
        pool.limits(pool.limits().withSize(1));
        Borrower one = lent("A", 0);
        time.turn(Duration.ofSeconds(95));
        Borrower next = borrower("A", 0, AT_ONCE).asks(pool);
        time.turn(Duration.ofSeconds(5));
        assertThat(held(one).lost()).as("in use").isFalse();

        giveBack(one);

        assertThat(held(one).lost()).isTrue();
        assertThat(pool.violations()).isZero();
        assertThat(next.backend).isNotNull().isNotSameAs(one.backend);
    }

    @Test
    void a_free_one_past_its_life_is_closed_though_it_was_used_just_now() {
        life(100);
        Borrower one = lent("A", 0);
        time.turn(Duration.ofSeconds(98));
        giveBack(one);

        time.turn(Duration.ofSeconds(2).minus(MOMENT));
        assertThat(held(one).lost()).isFalse();
        time.turn(MOMENT);
        assertThat(held(one).lost()).isTrue();
    }

    @Test
    void the_first_that_is_due_is_closed_first_whichever_limit_it_is() {
        idle(1000);
        life(100);
        Borrower old = lent("A", 0);
        time.turn(Duration.ofSeconds(90));
        EmbeddedEp young = new EmbeddedEp(EmbeddedEp.key("B", "secret", 0), 1, time.nanos());
        eps.add(young);
        pool.offer(young.backend());
        giveBack(old);

        time.turn(Duration.ofSeconds(10));
        assertThat(held(old).lost()).isTrue();
        assertThat(young.open()).isTrue();
        time.turn(Duration.ofSeconds(90));
        assertThat(young.open()).isFalse();
    }

    @Test
    void a_life_is_not_longer_because_the_password_was_confirmed_again() {
        life(100);
        Borrower one = lent("A", 0);
        giveBack(one);
        time.turn(Duration.ofSeconds(90));
        EmbeddedEp again = new EmbeddedEp(EmbeddedEp.key("A", "secret", 0), 1, time.nanos());
        eps.add(again);
        pool.offer(again.backend());

        time.turn(Duration.ofSeconds(10));

        assertThat(held(one).lost()).isTrue();
    }

    @Test
    void changed_limits_hold_for_those_that_are_free_already() {
        Borrower one = lent("A", 0);
        giveBack(one);
        time.turn(Duration.ofSeconds(50));

        idle(60);
        assertThat(held(one).lost()).isFalse();
        idle(0);
        time.turn(Duration.ofSeconds(50));
        assertThat(held(one).lost()).isFalse();
        life(100);
        assertThat(held(one).lost()).isTrue();
    }

    @Test
    void a_closed_pool_has_no_timer() {
        idle(10);
        giveBack(lent("A", 0));
        assertThat(time.next()).contains(Duration.ofSeconds(10));

        pool.close();

        assertThat(time.next()).isEmpty();
    }
}
