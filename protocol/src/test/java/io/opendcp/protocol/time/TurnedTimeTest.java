package io.opendcp.protocol.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnedTimeTest {
    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final List<String> ran = new ArrayList<>();

    private Time.Timer in(int seconds, String name) {
        return time.schedule(Duration.ofSeconds(seconds), () -> ran.add(name + " at " + time.now()));
    }

    @Test
    void tasks_run_at_their_time_in_order_and_as_they_came_when_due_together() {
        in(3, "c");
        in(1, "a");
        in(3, "d");
        in(2, "b");

        time.turn(Duration.ofSeconds(5));

        assertThat(ran)
                .containsExactly(
                        "a at 1970-01-01T00:00:01Z",
                        "b at 1970-01-01T00:00:02Z",
                        "c at 1970-01-01T00:00:03Z",
                        "d at 1970-01-01T00:00:03Z");
        assertThat(time.now()).isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void the_next_task_alone_runs_though_others_are_due_at_the_same_time() {
        in(2, "a");
        in(2, "b");
        assertThat(time.next()).contains(Duration.ofSeconds(2));

        time.turnToNext();

        assertThat(ran).containsExactly("a at 1970-01-01T00:00:02Z");
        assertThat(time.next()).contains(Duration.ZERO);
        time.turnToNext();
        time.turnToNext();
        assertThat(ran).hasSize(2);
        assertThat(time.next()).isEmpty();
        assertThat(time.now()).isEqualTo(Instant.ofEpochSecond(2));
    }

    @Test
    void a_task_may_schedule_another_that_is_due_within_the_same_turn() {
        time.schedule(Duration.ofSeconds(1), () -> in(1, "later"));

        time.turn(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("later at 1970-01-01T00:00:02Z");
    }

    @Test
    void a_cancelled_task_does_not_run() {
        in(1, "a").cancel();

        time.turn(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
    }
}
