package io.opendcp.proxy.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.proxy.journal.Point;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the rare means to the pool when it is asked for. */
class NamedPointsTest extends PoolOfTwo {
    @Test
    void a_connection_breaks_when_lent_and_leaves_room() {
        rare.add(Point.LENT_CONNECTION_BREAKS);

        Borrower one = lent("A", 0);

        assertThat(held(one).lost()).isTrue();
        assertThat(pool.backends()).isEmpty();
        giveBack(one);
        assertThat(pool.violations()).isZero();
    }

    @Test
    void a_connection_that_comes_back_is_closed() {
        rare.add(Point.RETURNED_CONNECTION_CLOSES);
        Borrower one = lent("A", 0);

        giveBack(one);

        assertThat(held(one).lost()).isTrue();
        assertThat(pool.violations()).isZero();
        assertThat(lent("A", 0).backend).isNotSameAs(one.backend);
    }

    @Test
    void its_texts_are_forgotten() {
        rare.add(Point.TEXTS_ARE_FORGOTTEN);
        Borrower one = lent("A", 0);
        held(one)
                .statements()
                .any(
                        statement -> {
                            statement.compiled(new Text("SELECT 1"));
                            statement.giveBack();
                        },
                        frame -> frame.release(),
                        () -> {});
        eps.get(0).answer(java.util.Objects.requireNonNull(eps.get(0).sent()));

        giveBack(one);

        assertThat(held(one).statements().compiled(new Text("SELECT 1"))).isNull();
    }

    @Test
    void no_free_connection_shows_that_a_password_is_right() {
        Borrower one = lent("A", 0);
        giveBack(one);
        PoolKey key = one.key();
        assertThat(pool.confirmed(key.user(), key.verifier(), Duration.ofHours(1)))
                .isPresent();

        rare.add(Point.LOGIN_IS_CHECKED);

        assertThat(pool.confirmed(key.user(), key.verifier(), Duration.ofHours(1)))
                .isEmpty();
    }
}
