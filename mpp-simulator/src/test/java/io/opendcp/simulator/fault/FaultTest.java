package io.opendcp.simulator.fault;

import static io.opendcp.simulator.fault.Direction.REPLIES;
import static io.opendcp.simulator.fault.Direction.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each fault does to bytes, and that healing heals. */
class FaultTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void without_faults_nothing_is_in_the_pipeline() {
        assertThat(bench.channel.pipeline().get(FaultHandler.class)).isNull();

        bench.faults.suffers(new Slice(REPLIES, 1));
        assertThat(bench.channel.pipeline().get(FaultHandler.class)).isNotNull();

        bench.faults.heals(new Slice(REPLIES, 1));
        assertThat(bench.channel.pipeline().get(FaultHandler.class)).isNull();
        bench.ask("0102");
        assertThat(bench.asked()).containsExactly("0102");
    }

    @Test
    void refused_connections_end_and_those_that_there_are_stay() {
        bench.faults.suffers(new Refuse());
        EmbeddedChannel second = new EmbeddedChannel();
        bench.faults.connected(second);
        bench.ask("01");

        assertThat(second.isOpen()).isFalse();
        assertThat(bench.asked()).containsExactly("01");
        assertThat(bench.faults.bites()).containsEntry("Refuse", 1L);

        bench.faults.heals(new Refuse());
        EmbeddedChannel third = new EmbeddedChannel();
        bench.faults.connected(third);
        assertThat(third.isOpen()).isTrue();
        third.finishAndReleaseAll();
    }

    @Test
    void reset_ends_the_connection_at_the_next_bytes_of_its_direction_which_are_lost() {
        bench.faults.suffers(new Reset(REPLIES));

        bench.ask("01");
        assertThat(bench.channel.isOpen()).isTrue();
        bench.answer("02");

        assertThat(bench.asked()).containsExactly("01");
        assertThat(bench.answered()).isEmpty();
        assertThat(bench.channel.isOpen()).isFalse();
    }

    @Test
    void half_open_ends_the_connection_for_the_server_only() {
        bench.faults.suffers(new HalfOpen());
        bench.ask("01");
        bench.answer("02");

        assertThat(bench.asked()).isEmpty();
        assertThat(bench.answered()).isEmpty();
        assertThat(bench.serverTold).isTrue();
        assertThat(bench.channel.isOpen()).isTrue();

        bench.faults.heals(new HalfOpen());
        assertThat(bench.channel.isOpen()).isFalse();
    }

    @Test
    void half_open_does_nothing_to_connections_that_come_later() {
        bench.faults.suffers(new HalfOpen());
        EmbeddedChannel later = new EmbeddedChannel();
        bench.faults.connected(later);
        later.writeInbound(Unpooled.wrappedBuffer(new byte[3]));

        assertThat(later.inboundMessages()).hasSize(1);
        later.finishAndReleaseAll();
    }

    @Test
    void swallowed_bytes_never_come_and_the_end_of_the_connection_is_not_told() {
        bench.faults.suffers(new Blackhole(REPLIES));
        bench.ask("01");
        bench.answer("02");
        bench.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);

        assertThat(bench.asked()).containsExactly("01");
        assertThat(bench.answered()).isEmpty();
        assertThat(bench.channel.isOpen()).isTrue();
    }

    @Test
    void a_healed_black_hole_cuts_connections_that_lost_bytes_and_no_others() {
        Bench whole = new Bench();
        for (Bench each : List.of(bench, whole)) {
            each.faults.suffers(new Blackhole(REQUESTS));
        }
        bench.ask("01");

        for (Bench each : List.of(bench, whole)) {
            each.faults.heals(new Blackhole(REQUESTS));
        }

        assertThat(bench.channel.isOpen()).isFalse();
        assertThat(whole.channel.isOpen()).isTrue();
        whole.close();
    }

    @Test
    void stalled_bytes_come_in_their_order_when_healed() {
        bench.faults.suffers(new Stall(REQUESTS));
        bench.ask("01");
        bench.ask("02");
        assertThat(bench.asked()).isEmpty();

        bench.faults.heals(new Stall(REQUESTS));

        assertThat(bench.asked()).containsExactly("01", "02");
    }

    @Test
    void a_stalled_connection_reads_no_more_than_a_little() {
        bench.faults.suffers(new Stall(REQUESTS));
        bench.faults.suffers(new Stall(REPLIES));
        bench.ask(Unpooled.wrappedBuffer(new byte[(int) FaultHandler.HELD_MAX_BYTES + 1]));
        bench.answer(Unpooled.wrappedBuffer(new byte[(int) FaultHandler.HELD_MAX_BYTES + 1]));

        assertThat(bench.channel.isWritable()).isFalse();

        bench.faults.heal();

        assertThat(bench.channel.isWritable()).isTrue();
        assertThat(bench.askedBytes())
                .isEqualTo(bench.answeredBytes())
                .isEqualTo((int) FaultHandler.HELD_MAX_BYTES + 1);
    }

    @Test
    void delayed_bytes_come_at_their_time() {
        bench.faults.suffers(new Delay(REPLIES, Duration.ofSeconds(3)));
        bench.answer("01");
        bench.time.turn(Duration.ofMillis(2_999));
        bench.answer("02");
        assertThat(bench.answered()).isEmpty();

        bench.time.turn(Duration.ofMillis(1));
        assertThat(bench.answered()).containsExactly("01");

        bench.time.turn(Duration.ofMillis(2_999));
        assertThat(bench.answered()).containsExactly("02");
    }

    @Test
    void the_longest_delay_lasts_as_long_however_late_it_is() {
        bench.time.turn(Duration.ofDays(200 * 365));
        bench.faults.arm(Faults.parse("on EP01, delay its replies by 86400000 s"));
        bench.answer("01");

        bench.time.turn(Duration.ofDays(999));
        assertThat(bench.answered()).isEmpty();
        bench.time.turn(Duration.ofDays(1));
        assertThat(bench.answered()).containsExactly("01");
    }

    @Test
    void jitter_is_drawn_and_keeps_the_order() {
        bench.faults.suffers(new Delay(REPLIES, Duration.ofMillis(10), Duration.ofMillis(50)));
        StringBuilder sent = new StringBuilder();
        for (int i = 10; i < 40; i++) {
            bench.answer(String.valueOf(i));
            sent.append(i);
        }

        StringBuilder came = new StringBuilder();
        int moments = 0;
        for (int ms = 0; ms <= 60; ms++) {
            List<String> now = bench.answered();
            moments += now.isEmpty() ? 0 : 1;
            now.forEach(came::append);
            bench.time.turn(Duration.ofMillis(1));
        }
        assertThat(came).hasToString(sent.toString());
        assertThat(moments).isGreaterThan(1);
    }

    @Test
    void a_healed_delay_lets_go_at_once_and_delays_no_more() {
        bench.faults.suffers(new Delay(REQUESTS, Duration.ofSeconds(3)));
        bench.ask("01");

        bench.faults.heals(new Delay(REQUESTS, Duration.ofSeconds(3)));
        bench.ask("02");

        assertThat(bench.asked()).containsExactly("01", "02");
        bench.time.turn(Duration.ofSeconds(9));
        assertThat(bench.asked()).isEmpty();
    }

    @Test
    void the_end_of_a_connection_waits_for_delayed_replies() {
        bench.faults.suffers(new Delay(REPLIES, Duration.ofSeconds(1)));
        bench.answer("01");
        bench.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        assertThat(bench.channel.isOpen()).isTrue();

        bench.time.turn(Duration.ofSeconds(1));

        assertThat(String.join("", bench.answered())).isEqualTo("01");
        assertThat(bench.channel.isOpen()).isFalse();
    }

    @Test
    void throttled_bytes_come_at_their_rate() {
        bench.faults.suffers(new Throttle(REPLIES, 100));
        bench.answer(Unpooled.wrappedBuffer(new byte[250]));

        bench.time.turn(Duration.ofSeconds(1));
        assertThat(bench.answeredBytes()).isEqualTo(100);
        bench.time.turn(Duration.ofMillis(500));
        assertThat(bench.answeredBytes()).isEqualTo(50);
        bench.faults.heals(new Throttle(REPLIES, 100));
        assertThat(bench.answeredBytes()).isEqualTo(100);
    }

    @Test
    void sliced_bytes_come_in_pieces() {
        bench.faults.suffers(new Slice(REQUESTS, 2));
        bench.ask("0102030405");

        assertThat(bench.asked()).containsExactly("0102", "0304", "05");
        bench.faults.heals(new Slice(REQUESTS, 2));
        bench.ask("0102030405");
        assertThat(bench.asked()).containsExactly("0102030405");
    }

    @Test
    void the_given_byte_is_garbled_once() {
        bench.faults.suffers(Garble.after(REPLIES, 3));
        bench.answer("0000");
        bench.answer("0000");
        bench.answer("00000000");

        String came = String.join("", bench.answered());
        assertThat(came)
                .startsWith("000000")
                .endsWith("00000000")
                .doesNotMatch("0*")
                .hasSize(16);
        assertThat(bench.faults.bites()).containsEntry("Garble", 1L);
    }

    @Test
    void a_drawn_byte_is_garbled_within_its_bounds() {
        bench.faults.suffers(new Garble(REQUESTS, 2, 4));
        bench.ask("0000000000000000");

        assertThat(bench.asked().get(0)).startsWith("0000").endsWith("0000").doesNotMatch("0*");
    }

    @Test
    void a_cut_lets_so_many_bytes_arrive_and_nothing_after_them() {
        bench.faults.suffers(new CutAfter(REPLIES, 3));
        bench.answer("0102");
        assertThat(bench.channel.isOpen()).isTrue();

        bench.answer("0304");

        assertThat(String.join("", bench.answered())).isEqualTo("010203");
        assertThat(bench.channel.isOpen()).isFalse();
        assertThat(bench.serverTold).isTrue();
    }

    @Test
    void what_is_answered_to_the_last_bytes_before_a_cut_is_lost() {
        bench.channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ctx.writeAndFlush(message, ctx.voidPromise()); // an echo
            }
        });
        bench.faults.suffers(new CutAfter(REQUESTS, 2));

        bench.ask("0102");

        assertThat(bench.answered()).isEmpty();
        assertThat(bench.channel.isOpen()).isFalse();
    }

    @Test
    void faults_work_one_after_the_other() {
        bench.faults.suffers(new Slice(REPLIES, 1));
        bench.faults.suffers(new Delay(REPLIES, Duration.ofSeconds(1)));
        bench.answer("0102");
        assertThat(bench.answered()).isEmpty();

        bench.time.turn(Duration.ofSeconds(1));

        assertThat(bench.answered()).containsExactly("01", "02");
        assertThat(bench.faults.bites()).containsEntry("Slice", 1L).containsEntry("Delay", 2L);
    }

    @Test
    void what_is_on_its_way_when_a_connection_ends_is_released() {
        bench.faults.suffers(new Delay(REPLIES, Duration.ofSeconds(1)));
        bench.faults.suffers(new Stall(REQUESTS));
        bench.answer("01");
        bench.ask("02");

        bench.channel.close();

        bench.time.turn(Duration.ofSeconds(2));
        assertThat(bench.answered()).isEmpty();
        assertThat(bench.asked()).isEmpty();
        assertThat(bench.faults.connections()).isZero();
    }

    @Test
    void values_that_mean_nothing_are_refused() {
        assertThatThrownBy(() -> new Delay(REPLIES, Duration.ofMillis(-1))).hasMessageContaining("delay is negative");
        assertThatThrownBy(() -> new Delay(REPLIES, Duration.ofDays(1_001))).hasMessageContaining("at most 86400000 s");
        assertThatThrownBy(() -> new ClockSkew(Duration.ofDays(-1_001))).hasMessageContaining("at most 86400000 s");
        assertThatThrownBy(() -> new Throttle(REPLIES, 0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Slice(REPLIES, 0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Garble(REPLIES, -1, 1)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> new CutAfter(REPLIES, -1)).hasMessageContaining("at least 0");
    }
}
