package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static io.opendcp.proxy.pool.Borrower.Logins.LATER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is lent, kept, evicted and cleared. */
class ConnectionPoolTest extends PoolOfTwo {
    @Test
    void what_was_given_back_last_is_lent_first() {
        Borrower one = lent("A", 0);
        Borrower two = lent("A", 0);
        giveBack(one);
        giveBack(two);

        Borrower next = lent("A", 0);

        assertThat(next.backend).isSameAs(two.backend);
        assertThat(eps).hasSize(2);
    }

    @Test
    void nobody_gets_a_connection_of_another_kind() {
        Borrower one = lent("A", 0);
        giveBack(one);

        assertThat(lent("A", 1).backend).isNotSameAs(one.backend);
        assertThat(lent("B", 0).backend).isNotSameAs(one.backend);
    }

    @Test
    void a_session_with_an_old_password_gets_no_connection_made_with_the_new_one() {
        Borrower now = new Borrower(EmbeddedEp.key("A", "new", 0), AT_ONCE, eps).asks(pool);
        giveBack(now);

        Borrower old = new Borrower(EmbeddedEp.key("A", "old", 0), LATER, eps).asks(pool);

        assertThat(old.backend).isNull();
        assertThat(old.making).isNotNull();
        old.stayOut();
    }

    @Test
    void the_least_recently_used_free_one_makes_room_whosever_it_is() {
        Borrower old = lent("A", 0);
        Borrower young = lent("B", 1);
        giveBack(old);
        giveBack(young);

        lent("C", 0);

        assertThat(held(old).lost()).isTrue();
        assertThat(held(young).lost()).isFalse();
        assertThat(pool.evictions()).isEqualTo(1);
    }

    @Test
    void a_larger_pool_serves_the_line_at_once() {
        lent("A", 0);
        lent("A", 0);
        Borrower next = borrower("A", 0, AT_ONCE).asks(pool);

        pool.limits(pool.limits().withSize(3));

        assertThat(next.backend).isNotNull();
        assertThat(pool.limits().size()).isEqualTo(3);
    }

    @Test
    void a_smaller_pool_closes_free_ones_at_once_and_lent_ones_when_they_come_back() {
        Borrower one = lent("A", 0);
        Borrower two = lent("A", 0);
        giveBack(one);

        pool.limits(pool.limits().withSize(1));
        assertThat(held(one).lost()).isTrue();
        pool.limits(pool.limits().withSize(0));
        giveBack(two);

        assertThat(held(two).lost()).isTrue();
        assertThat(pool.violations()).isZero();
    }

    @Test
    void a_smaller_pool_closes_the_least_recently_used_free_ones_first() {
        pool.limits(pool.limits().withSize(4));
        Borrower lent = lent("A", 0);
        Borrower first = lent("B", 0);
        Borrower second = lent("A", 1);
        Borrower third = lent("A", 0);
        giveBack(second);
        giveBack(third);
        giveBack(first);

        pool.limits(pool.limits().withSize(2));

        assertThat(held(second).lost()).isTrue();
        assertThat(held(third).lost()).isTrue();
        assertThat(held(first).lost()).isFalse();
        assertThat(held(lent).lost()).isFalse();
    }

    @Test
    void clearing_closes_the_least_recently_used_free_ones_and_says_how_many() {
        Borrower one = lent("A", 0);
        Borrower two = lent("A", 0);
        giveBack(two);
        giveBack(one);

        assertThat(pool.clear(1)).isEqualTo(1);
        assertThat(held(two).lost()).isTrue();
        assertThat(held(one).lost()).isFalse();
        assertThat(pool.clear(5)).isEqualTo(1);
        assertThat(pool.clear(5)).isZero();
    }

    @Test
    void clearing_spares_what_is_lent() {
        Borrower one = lent("A", 0);

        assertThat(pool.clear(10)).isZero();
        assertThat(pool.closeFree(backend -> true)).isZero();
        assertThat(held(one).lost()).isFalse();
    }

    @Test
    void free_connections_of_a_user_can_be_closed() {
        Borrower one = lent("A", 0);
        Borrower two = lent("B", 0);
        giveBack(one);
        giveBack(two);

        assertThat(pool.closeFree(backend -> backend.key().user().equals("A"))).isEqualTo(1);

        assertThat(held(one).lost()).isTrue();
        assertThat(held(two).lost()).isFalse();
    }

    @Test
    void a_connection_made_outside_is_kept_if_there_is_room_that_nobody_waits_for() {
        PoolKey key = EmbeddedEp.key("A", "secret", 0);
        offer(key);
        assertThat(lent("A", 0).backend).isSameAs(eps.get(0).backend());
        lent("A", 0);

        offer(key);

        assertThat(eps.get(2).open()).as("full of lent ones").isFalse();
        assertThat(pool.backends()).hasSize(2);
    }

    @Test
    void a_password_that_is_confirmed_again_leaves_no_further_connection() {
        PoolKey key = EmbeddedEp.key("A", "secret", 0);
        Duration age = Duration.ofSeconds(5);
        offer(key);
        time.turn(age.multipliedBy(2));

        offer(key);

        assertThat(eps.get(1).open()).isFalse();
        assertThat(pool.backends()).containsExactly(eps.get(0).backend());
        time.turn(age);
        assertThat(pool.confirmed("A", key.verifier(), age))
                .as("shown by the first from now on")
                .contains(eps.get(0).backend());
        time.turn(Duration.ofNanos(1));
        assertThat(pool.confirmed("A", key.verifier(), age)).isEmpty();
    }

    @Test
    void a_confirmed_connection_does_not_take_the_place_of_one_that_has_broken() {
        PoolKey key = EmbeddedEp.key("A", "secret", 0);
        offer(key);
        eps.get(0).cut();

        offer(key);

        assertThat(eps.get(1).open()).isTrue();
        assertThat(pool.backends()).containsExactly(eps.get(1).backend());
    }

    private void offer(PoolKey key) {
        EmbeddedEp ep = new EmbeddedEp(key, 1, time.nanos());
        eps.add(ep);
        pool.offer(ep.backend());
    }

    @Test
    void a_password_is_shown_by_a_free_connection_that_was_confirmed_lately() {
        PoolKey key = EmbeddedEp.key("A", "secret", 0);
        offer(key);
        Duration age = Duration.ofSeconds(5);
        Vault.Verifier other = EmbeddedEp.key("A", "other", 0).verifier();

        assertThat(pool.confirmed("A", key.verifier(), age)).isPresent();
        assertThat(pool.confirmed("A", other, age)).isEmpty();
        assertThat(pool.confirmed("B", key.verifier(), age)).isEmpty();
        time.turn(age);
        assertThat(pool.confirmed("A", key.verifier(), age)).isPresent();
        time.turn(Duration.ofNanos(1));
        assertThat(pool.confirmed("A", key.verifier(), age)).isEmpty();
    }
}
