package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulation.Trouble;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final Case DRAWN = Case.draw(Profile.BANK, 3, 2000);

    @Test
    void only_what_it_takes_to_fail_is_left() {
        List<Trouble> all = DRAWN.spec().troubles();
        List<Trouble> needed = List.of(all.get(2), all.get(11));

        Case small = new Shrinker(
                        each -> each.spec().troubles().containsAll(needed)
                                && each.clients() >= 3
                                && each.operations() >= 17,
                        1000)
                .shrink(DRAWN);

        assertThat(small.spec().troubles()).isEqualTo(needed);
        assertThat(small.clients()).isEqualTo(3);
        assertThat(small.operations()).isEqualTo(17);
        assertThat(small.spec().seed()).isEqualTo(DRAWN.spec().seed());
    }

    @Test
    void parties_that_no_trouble_is_about_go() {
        Case small = new Shrinker(each -> true, 1000).shrink(DRAWN);

        assertThat(small.spec().troubles()).isEmpty();
        assertThat(small.spec().eps()).isEqualTo(2);
        assertThat(small.spec().proxies()).isEqualTo(1);
        assertThat(small.clients()).isEqualTo(1);
    }

    @Test
    void what_fails_only_as_it_is_stays_as_it_is() {
        assertThat(new Shrinker(each -> each.equals(DRAWN), 1000).shrink(DRAWN)).isEqualTo(DRAWN);
    }

    @Test
    void it_gives_up_after_so_many_tries() {
        AtomicInteger tries = new AtomicInteger();
        new Shrinker(each -> tries.incrementAndGet() % 2 == 0, 20).shrink(DRAWN);

        assertThat(tries).hasValue(20);
    }
}
