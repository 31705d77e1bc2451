package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.journal.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** A pool of two, in turned time, before EPs that the test plays. Afterwards nothing is left open. */
abstract class PoolOfTwo {
    static final Duration WAIT = Duration.ofSeconds(10);

    final TurnedTime time = new TurnedTime(Instant.parse("2026-01-01T00:00:00Z"));
    /** Points at which the rare always happens. */
    final Set<Point> rare = EnumSet.noneOf(Point.class);

    final List<Throwable> defects = new ArrayList<>();
    final ConnectionPool pool = new ConnectionPool(new PoolLimits(2, WAIT, 3), time, new Journal() {
        @Override
        public void defect(Throwable defect) {
            defects.add(defect);
        }

        @Override
        public boolean shall(Point point) {
            return rare.contains(point);
        }
    });
    final List<EmbeddedEp> eps = new ArrayList<>();

    @AfterEach
    void close() {
        pool.close();
        assertThat(eps).noneMatch(EmbeddedEp::open);
        eps.forEach(EmbeddedEp::end);
    }

    Borrower borrower(String user, int epno, Borrower.Logins logins) {
        return new Borrower(EmbeddedEp.key(user, "secret", epno), logins, eps);
    }

    Borrower lent(String user, int epno) {
        Borrower borrower = borrower(user, epno, AT_ONCE).asks(pool);
        assertThat(borrower.backend).isNotNull();
        return borrower;
    }

    void giveBack(Borrower borrower) {
        pool.giveBack(held(borrower), borrower);
    }

    static Backend held(Borrower borrower) {
        return Objects.requireNonNull(borrower.backend);
    }
}
