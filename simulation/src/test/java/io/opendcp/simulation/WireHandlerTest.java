package io.opendcp.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WireHandlerTest {
    private static final Duration LEAST = Duration.ofNanos(100);
    private static final Duration MOST = Duration.ofNanos(200);

    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new WireHandler(time, Chance.of(1, "messages"), LEAST, MOST));

    private static ByteBuf message(int number) {
        return Unpooled.buffer(1).writeByte(number);
    }

    private static List<Integer> taken(Queue<Object> messages) {
        List<Integer> numbers = new ArrayList<>();
        for (Object each = messages.poll(); each != null; each = messages.poll()) {
            ByteBuf bytes = (ByteBuf) each;
            numbers.add((int) bytes.readByte());
            bytes.release();
        }
        return numbers;
    }

    @Test
    void messages_arrive_in_order_neither_earlier_nor_later_than_drawn() {
        for (int i = 0; i < 20; i++) {
            channel.writeInbound(message(i));
            channel.writeOutbound(message(i));
        }
        time.turn(LEAST.minusNanos(1));
        assertThat(taken(channel.inboundMessages())).isEmpty();
        assertThat(taken(channel.outboundMessages())).isEmpty();

        time.turn(MOST.minus(LEAST).plusNanos(1));
        assertThat(taken(channel.inboundMessages())).hasSize(20).isSorted();
        assertThat(taken(channel.outboundMessages())).hasSize(20).isSorted();
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void closing_hurries_what_has_been_sent_and_loses_what_has_not_come() {
        ByteBuf lost = message(1);
        channel.writeInbound(lost);
        channel.writeOutbound(message(2));

        channel.close();

        assertThat(taken(channel.outboundMessages())).containsExactly(2);
        assertThat(lost.refCnt()).isZero();
        time.turn(MOST);
        assertThat(taken(channel.inboundMessages())).isEmpty();
    }

    @Test
    void nothing_arrives_at_whoever_has_closed() {
        List<ByteBuf> late = new ArrayList<>();
        EmbeddedChannel closing = new EmbeddedChannel(
                new io.netty.channel.ChannelDuplexHandler() {
                    @Override
                    public void close(
                            io.netty.channel.ChannelHandlerContext ctx, io.netty.channel.ChannelPromise promise) {
                        late.add(message(3));
                        ctx.fireChannelRead(late.get(0)); // as the local transport does with what was on its way
                        ctx.close(promise);
                    }
                },
                new WireHandler(time, Chance.of(1, "messages"), LEAST, MOST));

        closing.close();
        time.turn(MOST);

        assertThat(late.get(0).refCnt()).isZero();
        assertThat(closing.<ByteBuf>readInbound()).isNull();
    }
}
