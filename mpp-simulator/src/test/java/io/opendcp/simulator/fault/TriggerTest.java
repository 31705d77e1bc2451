package io.opendcp.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.server.DmPort;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Triggers count frames, whose they are and what they ask for. */
class TriggerTest {
    private static final int FRAME = 64;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void arm(String sentence) {
        bench.faults.arm(Faults.parse(sentence));
    }

    @Test
    void the_fourth_reply_of_its_kind_is_cut() {
        arm("when EP02 has answered 3 commits, cut its 4th reply after 7 bytes");
        for (int i = 0; i < 3; i++) {
            bench.exchange(Command.COMMIT);
            bench.exchange(Command.PREPARE);
        }
        assertThat(bench.answeredBytes()).isEqualTo(6 * FRAME);

        bench.exchange(Command.COMMIT);

        assertThat(bench.answeredBytes()).isEqualTo(7);
        assertThat(bench.channel.isOpen()).isFalse();
        assertThat(bench.faults.bites()).containsEntry("CutAfter", 1L);
        assertThat(bench.faults.armed()).isEmpty();
    }

    @Test
    void a_request_is_known_before_any_of_it_has_passed() {
        arm("when EP02 has answered 1 commit, cut its 2nd request after 10 bytes");
        bench.exchange(Command.COMMIT);
        ByteBuf second = Bench.frame(Command.COMMIT, 3);
        bench.asked();

        while (second.isReadable() && bench.channel.isOpen()) {
            bench.ask(second.readRetainedSlice(1));
        }

        assertThat(bench.askedBytes()).isEqualTo(10);
        assertThat(bench.channel.isOpen()).isFalse();
        second.release();
    }

    @Test
    void frames_are_found_however_they_are_cut_to_pieces() {
        for (long seed = 1; seed <= 50; seed++) {
            try (Bench each = new Bench()) {
                SplittableRandom chance = new SplittableRandom(seed);
                each.faults.arm(Faults.parse("when EP has been asked for 4 fetches, swallow its 5th request"));
                ByteBuf all = Unpooled.buffer();
                for (int i = 0; i < 6; i++) {
                    all.writeBytes(Bench.frame(Command.FETCH, 10 * i));
                    all.writeBytes(Bench.frame(Command.CLOSE_STATEMENT, 5));
                }
                int length = all.readableBytes();
                while (all.isReadable()) {
                    each.ask(all.readRetainedSlice(Math.min(all.readableBytes(), 1 + chance.nextInt(90))));
                }
                all.release();

                assertThat(each.askedBytes()).as("seed %d", seed).isEqualTo(length - FRAME - 40);
                assertThat(each.channel.isOpen()).isTrue();
            }
        }
    }

    @Test
    void what_a_frame_suffers_ends_with_it() {
        arm("on EP02, delay its 2nd reply by 3 s");
        bench.exchange(Command.FETCH);
        bench.exchange(Command.FETCH);
        assertThat(bench.answeredBytes()).isEqualTo(FRAME);

        bench.time.turn(Duration.ofSeconds(3));
        assertThat(bench.answeredBytes()).isEqualTo(FRAME);
        bench.exchange(Command.FETCH);
        assertThat(bench.answeredBytes()).isEqualTo(FRAME);
    }

    @Test
    void replies_do_not_overtake_a_delayed_one() {
        arm("on EP02, delay its 1st reply by 3 s");
        bench.answerTo(Command.FETCH, 1);
        bench.answerTo(Command.FETCH, 2);
        assertThat(bench.answered()).isEmpty();

        bench.time.turn(Duration.ofSeconds(3));

        assertThat(String.join("", bench.answered())).endsWith("0102").hasSize(2 * (2 * FRAME + 3));
    }

    @Test
    void a_port_suffers_when_the_time_has_come_and_not_before() {
        arm("when EP02 has answered 2 messages, swallow its replies");
        bench.exchange(Command.ALLOCATE_STATEMENT);
        bench.exchange(Command.FETCH);
        assertThat(bench.answeredBytes()).isEqualTo(2 * FRAME);

        bench.exchange(Command.FETCH);

        assertThat(bench.answered()).isEmpty();
        assertThat(bench.faults.inForce()).containsExactly(new Blackhole(Direction.REPLIES));
    }

    @Test
    void counting_begins_anew_after_each_time() {
        arm("when EP02 has answered 1 fetch, swallow its 2nd reply, 2 times");
        List<Integer> bytes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            bench.exchange(Command.FETCH);
            bytes.add(bench.answeredBytes());
        }

        assertThat(bytes).containsExactly(FRAME, 0, FRAME, 0, FRAME, FRAME);
    }

    @Test
    void interim_messages_do_not_count_as_replies() {
        arm("when EP02 has answered 1 fetch, swallow its 2nd reply");
        bench.ask(Bench.frame(Command.FETCH, 0));
        bench.answer(Bench.frame(Command.INTERIM, 0));
        bench.answer(Bench.frame(Command.FETCH, 0));
        bench.ask(Bench.frame(Command.FETCH, 0));
        bench.answer(Bench.frame(Command.INTERIM, 0));
        bench.answeredBytes();

        bench.answer(Bench.frame(Command.FETCH, 0));

        assertThat(bench.answered()).isEmpty();
    }

    @Test
    void only_one_users_messages_count() {
        Recorded instance = new Recorded();
        PortFaults port = new PortFaults(bench.time, new SplittableRandom(1), instance);
        port.connected(bench.channel);
        bench.channel.attr(DmPort.USER).set("other");
        port.arm(Faults.parse("when EP02 has answered 1 commit of user app, kill it"));
        bench.exchange(Command.COMMIT);
        bench.channel.runPendingTasks();
        assertThat(instance.done).isEmpty();

        bench.channel.attr(DmPort.USER).set("app");
        bench.exchange(Command.COMMIT);
        bench.channel.runPendingTasks();

        assertThat(instance.done).containsExactly("kill");
        assertThat(bench.answeredBytes()).isEqualTo(2 * FRAME);
    }

    @Test
    void nothing_gets_through_between_the_trigger_and_the_kill() {
        PortFaults port = new PortFaults(bench.time, new SplittableRandom(1), new Recorded());
        port.connected(bench.channel);
        port.arm(Faults.parse("when EP02 has been asked for 1 commit, kill it"));
        ByteBuf two = Unpooled.wrappedBuffer(Bench.frame(Command.COMMIT, 0), Bench.frame(Command.COMMIT, 1));

        bench.ask(two);

        assertThat(bench.askedBytes()).isEqualTo(FRAME);
    }

    @Test
    void instances_are_paused_resumed_restarted_and_healed_by_word() {
        Recorded instance = new Recorded();
        PortFaults port = new PortFaults(bench.time, new SplittableRandom(1), instance);
        for (String word : List.of("pause", "resume", "restart", "heal")) {
            port.arm(Faults.parse("on EP02, " + word + " it"));
        }

        assertThat(instance.done).containsExactly("pause", "resume", "restart", "heal");
    }

    @Test
    void a_disarmed_trigger_does_nothing() {
        Trigger trigger = Faults.parse("when EP02 has answered 1 fetch, swallow its replies");
        bench.faults.arm(trigger);
        bench.faults.disarm(trigger);
        bench.exchange(Command.FETCH);

        bench.exchange(Command.FETCH);

        assertThat(bench.answeredBytes()).isEqualTo(2 * FRAME);
        assertThat(bench.channel.pipeline().get(FaultHandler.class)).isNull();
    }

    @Test
    void a_frame_stalled_by_a_trigger_is_healed_with_the_rest() {
        arm("on EP02, stall its 1st reply");
        bench.exchange(Command.FETCH);
        bench.exchange(Command.FETCH);
        assertThat(bench.answered()).isEmpty();

        bench.faults.heal();

        assertThat(bench.answeredBytes()).isEqualTo(2 * FRAME);
    }

    @Test
    void whoever_sends_half_a_header_hears_when_it_is_written() {
        arm("when EP02 has answered 9 fetches, swallow its 10th reply");
        bench.ask(Bench.frame(Command.FETCH, 0));
        ByteBuf reply = Bench.frame(Command.FETCH, 3);
        List<ChannelFuture> written = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            written.add(bench.channel.writeAndFlush(reply.readRetainedSlice(FRAME / 2 - 1)));
        }
        assertThat(written).noneMatch(ChannelFuture::isDone);

        written.add(bench.channel.writeAndFlush(reply));

        assertThat(bench.answeredBytes()).isEqualTo(FRAME + 3);
        assertThat(written).allMatch(ChannelFuture::isSuccess);
    }

    @Test
    void half_a_header_that_nothing_follows_is_written_when_the_triggers_are_healed() {
        arm("when EP02 has answered 9 fetches, swallow its 10th reply");
        bench.ask(Bench.frame(Command.FETCH, 0));
        ChannelFuture written = bench.channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[FRAME / 2]));

        bench.faults.heal();

        assertThat(bench.answeredBytes()).isEqualTo(FRAME / 2);
        assertThat(written.isSuccess()).isTrue();
    }

    @Test
    void half_a_header_is_not_written_when_the_connection_ends() {
        arm("when EP02 has answered 9 fetches, swallow its 10th reply");
        bench.ask(Bench.frame(Command.FETCH, 0));
        ChannelFuture written = bench.channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[FRAME / 2]));

        bench.channel.close();

        assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void bytes_that_are_no_frames_pass() {
        arm("on EP02, cut its 1st reply after 7 bytes");
        String garbage = "ff".repeat(100);

        bench.ask(garbage);
        bench.ask(garbage);

        assertThat(bench.askedBytes()).isEqualTo(200);
    }

    @Test
    void where_no_instance_is_known_neither_it_nor_its_users_can_be_meant() {
        assertThatThrownBy(() -> arm("on EP02, kill it")).hasMessageContaining("neither an instance");
        assertThatThrownBy(() -> arm("on EP02, fill its disk")).hasMessageContaining("neither an instance");
        assertThatThrownBy(() -> bench.faults.suffers(new FullDisk())).hasMessageContaining("no instance known");
        assertThatThrownBy(() -> arm("when EP02 has answered 1 commit of user APP, refuse connections"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Recorded implements Instance {
        private final List<String> done = new ArrayList<>();

        @Override
        public void pause() {
            done.add("pause");
        }

        @Override
        public void resume() {
            done.add("resume");
        }

        @Override
        public void kill() {
            done.add("kill");
        }

        @Override
        public void restart() {
            done.add("restart");
        }

        @Override
        public void heal() {
            done.add("heal");
        }

        @Override
        public void suffers(EpFault fault, Runnable bitten) {
            done.add(fault.words());
        }

        @Override
        public void heals(EpFault fault) {
            done.add("heal " + fault.words());
        }
    }
}
