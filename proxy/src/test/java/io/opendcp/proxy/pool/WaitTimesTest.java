package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static io.opendcp.proxy.pool.Borrower.Logins.LATER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitTimesTest extends PoolOfTwo {
    private final WaitTimes times = new WaitTimes();

    private static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }

    private void add(long milliseconds) {
        times.add(ms(milliseconds).toNanos());
    }

    @Test
    void nobody_has_waited() {
        assertThat(times.summary())
                .isEqualTo(new WaitSummary(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void percentiles_are_of_the_nearest_rank() {
        add(7);
        assertThat(times.summary()).isEqualTo(new WaitSummary(1, ms(7), ms(7), ms(7), ms(7)));
        for (int i = 200; i > 1; i--) {
            add(i == 7 ? 1 : i);
        }

        assertThat(times.summary()).isEqualTo(new WaitSummary(200, ms(100), ms(190), ms(198), ms(200)));
    }

    @Test
    void only_the_last_ones_count() {
        add(1_000_000);
        for (int i = 1; i <= WaitTimes.KEPT; i++) {
            add(i);
        }

        assertThat(times.summary()).isEqualTo(new WaitSummary(WaitTimes.KEPT + 1, ms(500), ms(950), ms(990), ms(1000)));
    }

    @Test
    void a_pool_shows_what_is_in_use_and_how_long_those_in_line_have_stood_there() {
        Borrower one = lent("A", 0);
        Borrower making = borrower("A", 0, LATER).asks(pool);
        assertThat(pool.view().inUse()).isEqualTo(2);
        assertThat(pool.view().waits().count())
                .as("who is served at once does not wait")
                .isZero();
        Borrower served = borrower("A", 0, AT_ONCE).asks(pool);
        Borrower givesUp = borrower("A", 0, AT_ONCE).asks(pool);
        borrower("A", 0, AT_ONCE).asks(pool);
        assertThat(pool.view().waiting()).isEqualTo(3);

        time.turn(ms(20));
        giveBack(one);
        time.turn(ms(30));
        givesUp.takeBack.run();
        time.turn(WAIT);
        making.stayOut();
        giveBack(served);

        assertThat(pool.view()).isEqualTo(new PoolView(2, 0, 1, 0, new WaitSummary(3, ms(50), WAIT, WAIT, WAIT)));
    }
}
