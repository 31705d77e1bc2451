package io.opendcp.proxy.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Passwords of many users that come from one host. */
class SprayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final Turnstile turnstile = new Turnstile(time, Integer.MAX_VALUE, Duration.ofMillis(100));
    private int names;

    private final class Caller implements Turnstile.Entrant {
        private @Nullable Ticket ticket;
        private long waitedMs = -1;
        private final long came = time.nanos();
        private @Nullable DmException refused;

        Caller(String host, String user, String password) {
            turnstile.enter(host, user, password, PATIENCE, () -> false, this);
        }

        @Override
        public void pass(Ticket passed, Duration left) {
            ticket = passed;
            waitedMs = (time.nanos() - came) / 1_000_000;
        }

        @Override
        public void refused(DmException error) {
            refused = error;
        }

        Ticket ticket() {
            return Objects.requireNonNull(ticket);
        }
    }

    private Caller stranger(String host) {
        return new Caller(host, "U" + names++, "spring2026");
    }

    /** So many names, each wrong as soon as it may be; how long each had waited. */
    private List<Long> spray(int count) {
        List<Long> waited = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Caller caller = stranger("evil");
            for (int ms = 0; caller.waitedMs < 0 && ms < 4000; ms++) {
                time.turn(Duration.ofMillis(1));
            }
            waited.add(caller.waitedMs);
            caller.ticket().wrong();
        }
        return waited;
    }

    private void isLetIn(String host, String user) {
        Caller caller = new Caller(host, user, "right");
        caller.ticket().right();
    }

    @Test
    void twenty_are_free_then_the_pause_doubles_up_to_sixteen_times() {
        assertThat(spray(27).stream().skip(19)).containsExactly(0L, 100L, 200L, 400L, 800L, 1600L, 1600L, 1600L);
    }

    @Test
    void many_at_once_are_not_faster() {
        spray(20);
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(stranger("evil"));
        }
        int checked = 0;
        for (int ms = 0; ms < 4000; ms++) {
            time.turn(Duration.ofMillis(1));
            for (Caller each : all) {
                if (each.waitedMs >= 0 && each.ticket != null) {
                    each.ticket().wrong();
                    each.ticket = null;
                    checked++;
                }
            }
        }
        assertThat(checked).as("after 100, 300, 700, 1500 and 3100 ms").isEqualTo(5);
        Caller late = all.get(399);
        assertThat(Objects.requireNonNull(late.refused).code()).isEqualTo(-8963);
        assertThat(late.refused.getMessage()).contains("user *");
        time.turn(Duration.ofSeconds(2));
        assertThat(turnstile.lines()).isZero();
        time.turn(Duration.ofSeconds(4));
        assertThat(stranger("evil").waitedMs)
                .as("who was never checked does not count for the host")
                .isZero();
    }

    @Test
    void if_one_was_wrong_there_are_not_more_under_way_than_would_be_free() {
        spray(5);
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(stranger("evil"));
        }
        assertThat(all).filteredOn(each -> each.waitedMs == 0).hasSize(15);
        all.get(0).ticket().unknown();
        assertThat(all).filteredOn(each -> each.waitedMs == 0).hasSize(16);
    }

    @Test
    void a_host_from_which_nothing_was_wrong_is_not_held_up() {
        spray(30);
        for (int i = 0; i < 200; i++) {
            assertThat(stranger("home").waitedMs).isZero();
        }
    }

    @Test
    void who_has_been_let_in_from_there_is_not_held_up_by_others() {
        isLetIn("evil", "APP");
        spray(40);
        assertThat(new Caller("evil", "APP", "right").waitedMs).isZero();
        assertThat(stranger("evil").waitedMs).isEqualTo(-1);
    }

    @Test
    void a_success_takes_nothing_away_from_what_the_host_has() {
        spray(20);
        time.turn(Duration.ofMillis(100));
        isLetIn("evil", "APP");
        time.turn(Duration.ofMillis(10));
        spray(1);
        assertThat(stranger("evil").waitedMs).isEqualTo(-1);
    }

    @Test
    void one_is_forgotten_each_six_seconds() {
        spray(24);
        time.turn(Duration.ofSeconds(6 * 5));
        assertThat(spray(2)).containsExactly(0L, 100L);
        time.turn(Duration.ofMinutes(3));
        assertThat(spray(20)).containsOnly(0L);
    }

    @Test
    void one_bad_client_among_many_users_of_a_host_does_not_hold_up_the_others() {
        for (int minute = 0;
                minute < 30;
                minute++) { // a program with an old password that tries again at once, for ever
            for (int i = 0; i < 30; i++) {
                Caller bad = new Caller("server", "OLD", "old" + minute + "." + i);
                time.turn(Duration.ofSeconds(2));
                bad.ticket().wrong();
            }
            assertThat(stranger("server").waitedMs).isZero();
        }
    }

    @Test
    void a_delay_of_zero_switches_it_off() {
        turnstile.delay(Duration.ZERO);
        assertThat(spray(100)).containsOnly(0L);
    }

    @Test
    void what_is_remembered_of_who_was_let_in_is_bounded() {
        for (int i = 0; i <= GuessLimits.KNOWN; i++) {
            isLetIn("evil", "APP" + i);
        }
        spray(40);
        assertThat(new Caller("evil", "APP1", "right").waitedMs).isZero();
        assertThat(new Caller("evil", "APP0", "right").waitedMs)
                .as("it came first")
                .isEqualTo(-1);
    }
}
