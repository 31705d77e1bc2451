package io.opendcp.simulator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulator.DiskSpec;
import io.opendcp.simulator.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A log is written from its beginning to its end. */
class WriteOrderTest {
    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-25T00:00:00Z"));
    private final List<String> told = new ArrayList<>();

    private Disk disk(int leastMs, int mostMs, long seed) {
        DiskSpec spec = new DiskSpec(Duration.ofMillis(leastMs), Duration.ofMillis(mostMs));
        return new Disk("EP01", spec, time, new SplittableRandom(seed));
    }

    private Disk.Write record(String name) {
        return new Disk.Write() {
            @Override
            public void done() {
                told.add(name + " at " + Duration.ofNanos(time.nanos()).toMillis());
            }

            @Override
            public void failed(DmException error) {
                told.add(name + " failed " + error.code());
            }

            @Override
            public void crashed(boolean kept) {
                told.add(name + (kept ? " kept" : " lost"));
            }
        };
    }

    @Test
    void records_are_written_one_after_the_other() {
        Disk disk = disk(5, 5, 1);
        disk.write(record("A"));
        disk.write(record("B"));
        time.turn(Duration.ofMillis(7));
        disk.write(record("C"));
        time.turn(Duration.ofMillis(20));
        disk.write(record("D"));
        time.turn(Duration.ofMillis(20));

        assertThat(told).containsExactly("A at 5", "B at 10", "C at 15", "D at 32");
    }

    @Test
    void without_time_a_record_is_there_at_once() {
        disk(0, 0, 1).write(record("A"));
        assertThat(told).containsExactly("A at 0");
    }

    @Test
    void a_kill_keeps_a_drawn_number_of_the_first() {
        Set<List<String>> seen = new HashSet<>();
        Seeds.each(40, seed -> {
            told.clear();
            Disk disk = disk(1, 9, seed);
            disk.write(record("A"));
            disk.write(record("B"));

            disk.crash();
            time.turn(Duration.ofMillis(50));

            seen.add(List.copyOf(told));
        });
        assertThat(Set.of(List.of("A lost", "B lost"), List.of("A kept", "B lost"), List.of("A kept", "B kept")))
                .containsAll(seen);
        assertThat(seen.size()).isEqualTo(Seeds.areMany() ? 3 : 1);
    }
}
