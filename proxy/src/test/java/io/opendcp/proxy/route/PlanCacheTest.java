package io.opendcp.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanCacheTest {
    private final Deque<Runnable> parsing = new ArrayDeque<>();
    private final Deque<Runnable> loop = new ArrayDeque<>();
    private final List<@Nullable Plan> told = new ArrayList<>();
    private final PlanCache plans = new PlanCache(2, parsing::add, loop::add);

    @Test
    void a_shape_is_parsed_elsewhere_and_told_on_the_loop() {
        plans.find("SELECT 1 FROM A", told::add);

        assertThat(told).isEmpty();
        parsing.remove().run();
        assertThat(told).isEmpty();
        loop.remove().run();

        assertThat(told).hasSize(1);
        assertThat(Objects.requireNonNull(told.get(0)).uses())
                .extracting(Use::table)
                .containsExactly("A");
    }

    @Test
    void those_who_ask_for_one_shape_wait_for_one_parsing() {
        plans.find("SELECT 1", told::add);
        plans.find("SELECT 1", told::add);

        assertThat(parsing).hasSize(1);
        run();

        plans.find("SELECT 1", told::add);
        assertThat(told).hasSize(3).doesNotContainNull();
        assertThat(parsing).isEmpty();
    }

    @Test
    void the_plan_used_longest_ago_goes_first() {
        for (String shape : List.of("SELECT A", "SELECT B", "SELECT A", "SELECT C")) {
            plans.find(shape, told::add);
            run();
        }
        plans.find("SELECT A", told::add);
        assertThat(parsing).isEmpty();
        plans.find("SELECT B", told::add);
        assertThat(parsing).hasSize(1);
        assertThat(plans.size()).isEqualTo(2);
    }

    @Test
    void what_is_not_understood_is_remembered_too() {
        plans.find("SELECT FROM WHERE", told::add);
        run();
        plans.find("SELECT FROM WHERE", told::add);

        assertThat(told).containsExactly(Plan.NONE, Plan.NONE);
    }

    @Test
    void nobody_waits_behind_too_many_shapes() {
        for (int i = 0; i < PlanCache.MOST_PENDING; i++) {
            plans.find("SELECT A" + i, told::add);
        }
        assertThat(told).isEmpty();

        plans.find("SELECT B", told::add);
        assertThat(told).containsOnlyNulls().hasSize(1);

        run();
        assertThat(told).hasSize(PlanCache.MOST_PENDING + 1);
    }

    @Test
    void no_more_than_a_limit_wait_for_a_shape() {
        for (int i = 0; i < PlanCache.MOST_WAITING; i++) {
            plans.find("SELECT A", told::add);
        }
        assertThat(told).isEmpty();

        plans.find("SELECT A", told::add);
        assertThat(told).containsOnlyNulls().hasSize(1);
    }

    @Test
    void a_refusal_to_parse_is_told_and_not_remembered() {
        PlanCache refusing = new PlanCache(
                2,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                loop::add);

        refusing.find("SELECT A", told::add);
        refusing.find("SELECT A", told::add);

        assertThat(told).containsOnlyNulls().hasSize(2);
    }

    private void run() {
        while (!parsing.isEmpty()) {
            parsing.remove().run();
        }
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
    }
}
