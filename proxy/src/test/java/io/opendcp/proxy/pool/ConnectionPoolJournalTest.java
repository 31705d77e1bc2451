package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static io.opendcp.proxy.pool.Borrower.Logins.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.proxy.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the journal is told of borrowers. */
class ConnectionPoolJournalTest extends PoolOfTwo {
    private final List<String> told = new ArrayList<>();
    private final ConnectionPool journaled =
            new ConnectionPool(new PoolLimits(1, Duration.ofSeconds(1), 10), time, new Journal() {
                @Override
                public void waits(long session, int epno) {
                    told.add("waits " + session + " " + epno);
                }

                @Override
                public void turn(long session) {
                    told.add("turn " + session);
                }

                @Override
                public void left(long session) {
                    told.add("left " + session);
                }

                @Override
                public void lent(long session, int epno, long epSession) {
                    told.add("lent " + session + " " + epno);
                }
            });

    @AfterEach
    void closeJournaled() {
        journaled.close();
    }

    private Borrower asks(long session, int epno) {
        Borrower borrower = borrower("A", epno, AT_ONCE);
        borrower.session = session;
        return borrower.asks(journaled);
    }

    @Test
    void whoever_waits_is_told_of_and_so_is_his_turn() {
        Borrower one = asks(1, 0);
        asks(2, 1);
        asks(3, 0);

        journaled.giveBack(held(one), one);

        assertThat(told).containsExactly("lent 1 0", "waits 2 1", "waits 3 0", "turn 2", "lent 2 1");
    }

    @Test
    void whoever_gives_up_or_waits_too_long_has_left_the_line_once() {
        asks(1, 0);
        Borrower two = asks(2, 0);
        asks(3, 0);

        two.takeBack.run();
        two.takeBack.run();
        time.turn(Duration.ofSeconds(2));

        assertThat(told).containsExactly("lent 1 0", "waits 2 0", "waits 3 0", "left 2", "left 3");
    }

    @Test
    void whoever_cannot_be_made_a_connection_has_left() {
        Borrower borrower = borrower("A", 0, REFUSED);
        borrower.session = 1;
        borrower.asks(journaled);
        borrower.takeBack.run();

        assertThat(told).containsExactly("left 1");
    }

    @Test
    void a_pool_that_closes_sends_everybody_away() {
        asks(1, 0);
        asks(2, 0);

        journaled.close();

        assertThat(told).endsWith("waits 2 0", "left 2");
    }
}
