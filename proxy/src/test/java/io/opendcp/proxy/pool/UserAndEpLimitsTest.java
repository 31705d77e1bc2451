package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static io.opendcp.proxy.pool.Borrower.Logins.LATER;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one user, and one EP, may have of a pool. */
class UserAndEpLimitsTest extends PoolOfTwo {
    @BeforeEach
    void large() {
        pool.limits(new PoolLimits(10, WAIT, 10_000));
    }

    private void users(int most) {
        pool.limits(pool.limits().with("DCP_POOL_USER_LIMIT", most));
    }

    private void eps(int most) {
        pool.limits(pool.limits().with("DCP_POOL_EP_LIMIT", most));
    }

    private Borrower waits(String user, int epno) {
        Borrower waiting = borrower(user, epno, AT_ONCE).asks(pool);
        assertThat(waiting.endings).isZero();
        return waiting;
    }

    @Test
    void a_user_has_no_more_than_his_limit_and_others_pass() {
        users(2);
        Borrower one = lent("A", 0);
        lent("A", 1);

        Borrower third = waits("A", 0);
        lent("B", 0);
        assertThat(third.backend).isNull();

        giveBack(one);
        assertThat(third.backend).isSameAs(one.backend);
    }

    @Test
    void an_ep_has_no_more_than_its_limit_and_others_pass() {
        eps(2);
        Borrower one = lent("A", 0);
        lent("B", 0);

        Borrower third = waits("C", 0);
        lent("C", 1);
        assertThat(third.backend).isNull();

        giveBack(one);
        assertThat(third.backend).isNotNull();
        assertThat(held(one).lost()).as("free, of another user, and to this EP").isTrue();
    }

    @Test
    void free_ones_of_a_user_make_room_for_his_own_the_least_recently_used_first() {
        users(2);
        Borrower other = lent("B", 0);
        Borrower first = lent("A", 0);
        Borrower second = lent("A", 1);
        giveBack(other);
        giveBack(second);
        giveBack(first);

        lent("A", 2);

        assertThat(held(second).lost()).isTrue();
        assertThat(held(first).lost()).isFalse();
        assertThat(held(other).lost()).as("another user's").isFalse();
        assertThat(pool.evictions()).isEqualTo(1);
    }

    @Test
    void those_who_can_be_served_are_served_in_the_order_of_asking() {
        users(1);
        pool.limits(pool.limits().withSize(2));
        Borrower a = lent("A", 0);
        Borrower b = lent("B", 0);
        Borrower a2 = waits("A", 0);
        Borrower c = waits("C", 0);
        Borrower b2 = waits("B", 0);

        giveBack(b);
        assertThat(c.backend).as("before B's second, and A has one").isNotNull();
        giveBack(c);
        assertThat(b2.backend).isNotNull();
        assertThat(a2.backend).isNull();
        giveBack(a);
        assertThat(a2.backend).isNotNull();
    }

    @Test
    void a_login_under_way_counts() {
        users(1);
        Borrower making = borrower("A", 0, LATER).asks(pool);
        Borrower next = waits("A", 1);

        making.stayOut();

        assertThat(next.backend).isNotNull();
    }

    @Test
    void what_breaks_or_is_discarded_leaves_room_within_the_limits() {
        users(1);
        eps(1);
        lent("A", 0);
        Borrower second = waits("A", 1);
        eps.get(0).cut();
        assertThat(second.backend).isNotNull();
        Borrower third = waits("B", 1);

        pool.discard(held(second));

        assertThat(third.backend).isNotNull();
    }

    @Test
    void a_connection_made_outside_is_kept_only_within_the_limits() {
        users(1);
        lent("A", 0);
        EmbeddedEp ep = new EmbeddedEp(EmbeddedEp.key("A", "secret", 1), 1, 0);
        eps.add(ep);

        pool.offer(ep.backend());

        assertThat(ep.open()).isFalse();
    }

    @Test
    void a_raised_limit_serves_the_line_and_a_lowered_one_closes_free_ones() {
        users(1);
        Borrower one = lent("A", 0);
        Borrower two = waits("A", 0);
        Borrower three = waits("A", 0);

        users(2);
        assertThat(two.backend).isNotNull();
        assertThat(three.backend).isNull();
        users(0);
        assertThat(three.backend).isNotNull();

        giveBack(two);
        giveBack(one);
        Borrower other = lent("B", 0);
        giveBack(other);
        users(2);
        assertThat(held(two).lost()).as("free, least recently used").isTrue();
        assertThat(held(one).lost()).isFalse();
        assertThat(held(other).lost()).isFalse();
        eps(1);
        assertThat(held(one).lost()).isTrue();
        assertThat(held(other).lost()).isTrue();
        giveBack(three);
        assertThat(held(three).lost()).as("it is the only one now").isFalse();
    }

    @Test
    void the_error_names_the_limit_that_was_full() {
        users(2);
        lent("A", 0);
        lent("A", 0);
        Borrower byUser = waits("A", 1);
        time.turn(WAIT);
        assertThat(english(byUser))
                .isEqualTo("Waited 10.0 s for a connection to EP02, 2 of 2 in use (DCP_POOL_USER_LIMIT: A)");
        assertThat(Objects.requireNonNull(byUser.error).message(Language.CHINESE))
                .isEqualTo("等待10.0秒仍未获得到EP02的连接，已用2个，上限2个(DCP_POOL_USER_LIMIT: A)");

        eps(2);
        Borrower byEp = waits("B", 0);
        time.turn(WAIT);
        assertThat(english(byEp))
                .isEqualTo("Waited 10.0 s for a connection to EP01, 2 of 2 in use (DCP_POOL_EP_LIMIT: EP01)");

        pool.limits(pool.limits().withSize(2));
        Borrower bySize = waits("B", 1);
        time.turn(WAIT);
        assertThat(english(bySize))
                .isEqualTo("Waited 10.0 s for a connection to EP02, 2 of 2 in use (DCP_CONN_POOL_SIZE)");
    }

    private static String english(Borrower borrower) {
        return Objects.requireNonNull(borrower.error).message(Language.ENGLISH);
    }

    /** B needs room of his own and at EP 0 in the same moment; others take turns at both. */
    @Test
    void who_needs_room_in_two_limits_does_not_starve() {
        users(1);
        eps(1);
        Borrower atEp = lent("X", 0);
        Borrower own = lent("B", 1);
        Borrower poor = waits("B", 0);
        int rounds = 0;
        while (poor.backend == null && rounds < 10 * WaitingLine.PATIENCE) {
            rounds++;
            Borrower nextOwn = borrower("B", 1, AT_ONCE).asks(pool);
            giveBack(own);
            own = nextOwn;
            Borrower nextAtEp =
                    borrower(rounds % 2 == 0 ? "X" : "Y", 0, AT_ONCE).asks(pool);
            giveBack(atEp);
            atEp = nextAtEp;
            if (own.backend == null || atEp.backend == null) {
                break;
            }
        }

        assertThat(rounds).isGreaterThan(WaitingLine.PATIENCE / 2);
        if (own.backend != null) {
            giveBack(own);
        }
        if (atEp.backend != null) {
            giveBack(atEp);
        }
        assertThat(poor.backend).isNotNull();
    }

    @Test
    void thousands_that_wait_for_a_limit_do_not_slow_the_others() {
        users(1);
        lent("A", 0);
        List<Borrower> line = new ArrayList<>();
        for (int i = 0; i < 9000; i++) {
            line.add(waits("A", 0));
        }

        for (int i = 0; i < 20_000; i++) {
            giveBack(lent("B", 0));
        }

        assertThat(line).allMatch(each -> each.endings == 0);
        line.forEach(each -> each.takeBack.run());
        assertThat(pool.waiting()).isZero();
    }
}
