package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.server.Replies;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrandTest {
    /** Nobody who is to be told or sent anything. */
    private static final class Nobody implements Errand.Host, Replies {
        @Override
        public void onArrived() {}

        @Override
        public boolean onReplyBegins(Errand errand, ReplyHead head, Frame frame) {
            throw new AssertionError("a reply for somebody who has left");
        }

        @Override
        public void onDone(Errand errand, @Nullable ReplyHead head) {
            throw new AssertionError("done");
        }

        @Override
        public void onLost(Errand errand, boolean begun) {
            throw new AssertionError("lost");
        }

        @Override
        public ByteBufAllocator allocator() {
            return ByteBufAllocator.DEFAULT;
        }

        @Override
        public void send(ByteBuf bytes) {
            throw new AssertionError("sent");
        }

        @Override
        public void end() {}

        @Override
        public void reading(boolean on) {}
    }

    private static Frame frame() {
        return new Frame(new EmptyReply(Command.EXECUTE_DIRECT, 1, 0).encode(Unpooled.buffer()), 0);
    }

    @Test
    void a_reply_that_comes_when_the_client_has_left_is_dropped() {
        Nobody nobody = new Nobody();
        Errand errand = new Errand(nobody, nobody, frame());
        errand.end();
        Frame late = frame();

        errand.onReply(late);

        assertThat(late.refCnt()).isZero();
    }

    @Test
    void what_is_sent_once_more_has_the_handle_of_where_it_goes_now() {
        Nobody nobody = new Nobody();
        Errand errand = new Errand(nobody, nobody, frame());
        int handle = errand.handle();
        EmbeddedEp lost = new EmbeddedEp(EmbeddedEp.key("A", "secret", 0), 1, 0);
        EmbeddedEp next = new EmbeddedEp(EmbeddedEp.key("A", "secret", 0), 2, 0);

        errand.send(lost.backend(), handle + 3);
        assertThat(sent(lost)).isEqualTo(handle + 3);
        assertThat(errand.again()).isTrue();
        errand.send(next.backend(), handle);

        assertThat(sent(next)).isEqualTo(handle);
        errand.end();
        lost.end();
        next.end();
    }

    /** The handle of what was sent. */
    private static int sent(EmbeddedEp ep) {
        ByteBuf request = Objects.requireNonNull(ep.sent());
        int handle = Header.handle(request);
        request.release();
        return handle;
    }
}
