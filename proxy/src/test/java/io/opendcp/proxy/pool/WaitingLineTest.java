package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static io.opendcp.proxy.pool.Borrower.Logins.LATER;
import static io.opendcp.proxy.pool.Borrower.Logins.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Borrowers that find no room. */
class WaitingLineTest extends PoolOfTwo {
    @Test
    void borrowers_wait_in_line_and_are_served_in_their_order() {
        Borrower one = lent("A", 0);
        Borrower two = lent("A", 0);
        Borrower first = borrower("A", 0, AT_ONCE).asks(pool);
        Borrower second = borrower("A", 0, AT_ONCE).asks(pool);
        assertThat(pool.waiting()).isEqualTo(2);

        giveBack(two);

        assertThat(first.backend).isSameAs(two.backend);
        assertThat(second.backend).isNull();
        giveBack(one);
        assertThat(second.backend).isSameAs(one.backend);
    }

    @Test
    void a_later_borrower_does_not_overtake_the_line_though_its_connection_is_free() {
        lent("A", 0);
        Borrower two = lent("B", 0);
        Borrower first = borrower("C", 0, LATER).asks(pool);

        giveBack(two);
        Borrower late = borrower("B", 0, AT_ONCE).asks(pool);

        assertThat(first.making).as("B's connection went to make room").isNotNull();
        assertThat(late.backend).isNull();
        first.stayOut();
        assertThat(late.backend).as("the room that C did not use").isNotNull();
    }

    @Test
    void who_waits_too_long_is_told_for_what_how_long_and_what_was_full() {
        lent("A", 0);
        lent("A", 0);
        Borrower late = borrower("A", 1, AT_ONCE).asks(pool);

        time.turn(WAIT.minusNanos(1));
        assertThat(late.error).isNull();
        time.turn(Duration.ofNanos(1));

        assertThat(Objects.requireNonNull(late.error).code()).isEqualTo(-8910);
        assertThat(late.error.message(Language.ENGLISH))
                .isEqualTo("Waited 10.0 s for a connection to EP02, 2 of 2 in use (DCP_CONN_POOL_SIZE)");
        assertThat(late.error.message(Language.CHINESE)).isEqualTo("等待10.0秒仍未获得到EP02的连接，已用2个，上限2个(DCP_CONN_POOL_SIZE)");
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void in_use_is_what_is_lent_or_in_the_making_also_beyond_a_size_that_has_shrunk() {
        lent("A", 0);
        Borrower making = borrower("A", 0, LATER).asks(pool);
        Borrower late = borrower("A", 0, AT_ONCE).asks(pool);
        pool.limits(pool.limits().withSize(1));

        time.turn(WAIT);

        assertThat(Objects.requireNonNull(late.error).message(Language.ENGLISH)).contains("2 of 1 in use");
        making.stayOut();
    }

    @Test
    void the_deadline_is_for_waiting_not_for_the_login_that_follows() {
        lent("A", 0);
        Borrower two = lent("A", 0);
        Borrower late = borrower("B", 0, LATER).asks(pool);
        time.turn(WAIT.minusMillis(1));
        giveBack(two);

        time.turn(Duration.ofSeconds(1));

        assertThat(late.error).isNull();
        late.comeIn();
        assertThat(late.backend).isNotNull();
    }

    @Test
    void a_line_that_is_full_takes_nobody_more() {
        lent("A", 0);
        lent("A", 0);
        for (int i = 0; i < 3; i++) {
            borrower("A", 0, AT_ONCE).asks(pool);
        }

        Borrower surplus = borrower("A", 0, AT_ONCE).asks(pool);

        assertThat(Objects.requireNonNull(surplus.error).code()).isEqualTo(-8910);
        assertThat(surplus.error.message(Language.ENGLISH))
                .startsWith("Waited 0.0 s")
                .contains("2 of 2 in use");
        assertThat(pool.waiting()).isEqualTo(3);
    }

    @Test
    void a_wish_that_is_taken_back_is_not_served() {
        lent("A", 0);
        Borrower two = lent("A", 0);
        Borrower gone = borrower("A", 0, AT_ONCE).asks(pool);
        Borrower next = borrower("A", 0, AT_ONCE).asks(pool);

        gone.takeBack.run();
        gone.takeBack.run();
        giveBack(two);
        time.turn(WAIT.multipliedBy(2));

        assertThat(gone.endings).isZero();
        assertThat(next.backend).isSameAs(two.backend);
    }

    @Test
    void what_is_being_made_for_a_wish_that_is_taken_back_goes_to_the_next_in_line() {
        lent("A", 0);
        Borrower gone = borrower("A", 0, LATER).asks(pool);
        Borrower next = borrower("A", 0, LATER).asks(pool);

        gone.takeBack.run();
        gone.comeIn();

        assertThat(gone.endings).isZero();
        assertThat(next.backend).isNotNull();
        assertThat(next.making).isNull();
    }

    @Test
    void a_login_that_fails_leaves_its_room_to_the_next_in_line() {
        lent("A", 0);
        Borrower unlucky = borrower("A", 1, LATER).asks(pool);
        Borrower next = borrower("B", 1, LATER).asks(pool);

        unlucky.stayOut();

        assertThat(Objects.requireNonNull(unlucky.error).code()).isEqualTo(-6012);
        assertThat(next.making).isNotNull();
        next.comeIn();
        assertThat(next.backend).isNotNull();
    }

    @Test
    void logins_that_fail_at_once_cost_nobody_in_line_his_place() {
        Borrower one = lent("A", 0);
        lent("A", 0);
        Borrower hopeless = borrower("B", 9, REFUSED).asks(pool);
        Borrower another = borrower("B", 9, REFUSED).asks(pool);
        Borrower last = borrower("A", 1, AT_ONCE).asks(pool);

        giveBack(one);

        assertThat(hopeless.endings).isEqualTo(1);
        assertThat(another.endings).isEqualTo(1);
        assertThat(last.backend).isNotNull();
        assertThat(last.endings).isEqualTo(1);
    }

    @Test
    void who_loses_the_connection_while_it_is_handed_over_is_not_served_twice() {
        Borrower one = lent("A", 0);
        lent("A", 0);
        Borrower unlucky = borrower("A", 0, AT_ONCE);
        unlucky.onLent = () -> pool.discard(held(unlucky));
        unlucky.asks(pool);
        Borrower next = borrower("A", 0, AT_ONCE).asks(pool);
        Borrower last = borrower("A", 0, AT_ONCE).asks(pool);

        giveBack(one);

        assertThat(unlucky.endings).isEqualTo(1);
        assertThat(next.backend).isNotNull();
        assertThat(last.backend).as("there are two at most").isNull();
        assertThat(pool.waiting()).isEqualTo(1);
        assertThat(eps).hasSize(3);
    }

    @Test
    void a_line_of_thousands_that_fails_at_once_does_not_overflow_the_stack() {
        ConnectionPool deep = new ConnectionPool(new PoolLimits(1, WAIT, 100_000), time);
        Borrower holder = borrower("A", 0, AT_ONCE).asks(deep);
        List<Borrower> line = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            line.add(borrower("B", 9, REFUSED).asks(deep));
        }

        deep.giveBack(held(holder), holder);

        assertThat(line).allMatch(each -> each.endings == 1);
        deep.close();
    }

    @Test
    void a_closed_pool_tells_those_who_wait_and_keeps_nothing_that_comes_later() {
        lent("A", 0);
        Borrower making = borrower("A", 0, LATER).asks(pool);
        Borrower waiting = borrower("A", 0, LATER).asks(pool);

        pool.close();
        pool.close();

        assertThat(Objects.requireNonNull(waiting.error).code()).isEqualTo(-6010);
        making.comeIn();
        assertThat(Objects.requireNonNull(making.error).code()).isEqualTo(-6010);
        Borrower late = borrower("A", 0, AT_ONCE).asks(pool);
        assertThat(Objects.requireNonNull(late.error).code()).isEqualTo(-6010);
        assertThat(pool.backends()).isEmpty();
    }
}
