package io.opendcp.proxy.pool;

import static io.opendcp.proxy.pool.Borrower.Logins.AT_ONCE;
import static io.opendcp.proxy.pool.Borrower.Logins.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What comes back, and what does not. */
class CheckInTest extends PoolOfTwo {
    @Test
    void a_connection_that_broke_while_free_is_not_lent() {
        Borrower one = lent("A", 0);
        giveBack(one);
        eps.get(0).cut();

        Borrower next = lent("A", 0);

        assertThat(next.backend).isNotSameAs(one.backend);
        assertThat(pool.backends()).hasSize(1);
    }

    @Test
    void a_connection_that_comes_back_is_read_from_so_that_its_end_is_seen() {
        Borrower one = lent("A", 0);
        held(one).reading(false);

        giveBack(one);

        assertThat(eps.get(0).reading()).isTrue();
    }

    @Test
    void a_connection_that_breaks_while_lent_leaves_room() {
        lent("A", 0);
        lent("A", 0);
        Borrower next = borrower("A", 0, AT_ONCE).asks(pool);

        eps.get(0).cut();

        assertThat(next.backend).isNotNull();
        assertThat(pool.violations()).isZero();
    }

    @Test
    void giving_back_what_is_lost_is_no_violation() {
        Borrower one = lent("A", 0);
        eps.get(0).cut();

        giveBack(one);

        assertThat(pool.violations()).isZero();
        assertThat(pool.backends()).isEmpty();
    }

    @Test
    void a_login_whose_connection_is_lost_by_the_time_it_is_told_takes_no_room() {
        Borrower unlucky = borrower("A", 0, LATER).asks(pool);
        EmbeddedEp ep = new EmbeddedEp(unlucky.key(), 1, 0);
        eps.add(ep);
        ep.cut();

        Objects.requireNonNull(unlucky.making).made(ep.backend());

        assertThat(Objects.requireNonNull(unlucky.error).code()).isEqualTo(-6010);
        assertThat(pool.backends()).isEmpty();
    }

    @Test
    void giving_back_twice_closes_it_and_counts() {
        Borrower one = lent("A", 0);
        giveBack(one);

        giveBack(one);

        assertThat(held(one).lost()).isTrue();
        assertThat(pool.violations()).isEqualTo(1);
        assertThat(pool.backends()).isEmpty();
    }

    @Test
    void giving_back_what_is_anothers_closes_it_and_counts() {
        Borrower one = lent("A", 0);
        giveBack(one);
        Borrower two = lent("A", 0);
        assertThat(two.backend).isSameAs(one.backend);

        giveBack(one);

        assertThat(held(two).lost()).isTrue();
        assertThat(pool.violations()).isEqualTo(1);
    }

    @Test
    void an_open_transaction_does_not_come_back() {
        Borrower one = lent("A", 0);
        held(one).transactionOpen(true);
        unclean(one);
    }

    @Test
    void an_outstanding_reply_does_not_come_back() {
        Borrower one = lent("A", 0);
        ByteBuf request = eps.get(0).unsolicited();
        held(one).ask(request, new Ignoring());
        unclean(one);
    }

    @Test
    void an_open_cursor_does_not_come_back() {
        Borrower one = lent("A", 0);
        held(one).statements().any(statement -> statement.cursorOpen(true), error -> {}, () -> {});
        eps.get(0).answer(Objects.requireNonNull(eps.get(0).sent()));
        unclean(one);
    }

    @Test
    void state_of_its_owner_does_not_come_back() {
        Borrower one = lent("A", 0);
        held(one).keep();
        unclean(one);
    }

    @Test
    void half_a_frame_that_nobody_asked_for_does_not_come_back() {
        Borrower one = lent("A", 0);
        eps.get(0).send(eps.get(0).unsolicited().writerIndex(20));
        unclean(one);
    }

    private void unclean(Borrower one) {
        giveBack(one);

        assertThat(held(one).lost()).isTrue();
        assertThat(pool.violations()).isEqualTo(1);
        assertThat(pool.backends()).isEmpty();
    }

    /** Takes replies and lets them go. */
    private static final class Ignoring implements ReplyTaker {
        @Override
        public void onReply(io.opendcp.protocol.frame.Frame frame) {
            frame.release();
        }

        @Override
        public void onReplyChunk(io.opendcp.protocol.frame.FrameChunk chunk) {
            chunk.release();
        }

        @Override
        public void onLost() {}
    }

    @Test
    void an_error_of_ours_over_a_reply_is_told_and_ends_the_connection() {
        Borrower one = lent("A", 0);
        IllegalStateException ours = new IllegalStateException("ours");
        AtomicBoolean lost = new AtomicBoolean();
        held(one).ask(eps.get(0).unsolicited(), new ReplyTaker() {
            @Override
            public void onReply(Frame frame) {
                frame.release();
                throw ours;
            }

            @Override
            public void onReplyChunk(FrameChunk chunk) {
                chunk.release();
            }

            @Override
            public void onLost() {
                lost.set(true);
            }
        });

        assertThatThrownBy(() ->
                        eps.get(0).answer(Objects.requireNonNull(eps.get(0).sent())))
                .isSameAs(ours); // as the pipeline's end has it

        assertThat(defects).containsExactly(ours);
        assertThat(lost).isTrue();
        assertThat(pool.backends()).isEmpty();
    }
}
