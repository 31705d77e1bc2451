package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.type.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@link StatementSession} with a client that sends frames and keeps what comes back. */
final class SessionUnderTest implements Replies {
    static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);

    final ScriptedSql sql = new ScriptedSql();
    final List<Throwable> defects = new ArrayList<>();
    final StatementSession session;
    private final List<Frame> replies = new ArrayList<>();
    private boolean ended;

    SessionUnderTest() {
        this(StatementLimits.USUAL);
    }

    SessionUnderTest(StatementLimits limits) {
        session = new StatementSession(sql, FORMAT, this, limits, defect -> {
            defects.add(defect);
            return "D" + defects.size();
        });
    }

    /** Sends a frame without waiting; it must be released by the session. */
    void post(ByteBuf frame) {
        session.onFrame(new Frame(frame));
        assertThat(frame.refCnt()).isZero();
    }

    void post(Request request) {
        post(request.encode(Unpooled.buffer(), FORMAT));
    }

    /** Sends a request and takes its one reply. */
    Frame ask(Request request) {
        post(request);
        return reply();
    }

    Frame ask(Command command) {
        return askRaw(Header.close(Header.open(Unpooled.buffer(), command, 1, 0)));
    }

    Frame askRaw(ByteBuf frame) {
        post(frame);
        return reply();
    }

    /** The one reply that has come and was not taken yet. */
    Frame reply() {
        assertThat(replies).hasSize(1);
        Frame reply = replies.remove(0);
        assertThat(Header.sealed(reply.content())).isTrue();
        assertThat(Header.bodyLength(reply.content())).isEqualTo(reply.content().readableBytes() - Header.LENGTH);
        return reply;
    }

    boolean silent() {
        return replies.isEmpty();
    }

    boolean ended() {
        return ended;
    }

    int allocate() {
        return ask(new Allocate(true)).handle();
    }

    ExecuteReply direct(int handle, String text) {
        return executed(ask(Prepare.direct(handle, text, true)));
    }

    static ExecuteReply executed(Frame reply) {
        assertThat(Header.code(reply.content())).isNotNegative();
        return ExecuteReply.decode(reply, ReplyContext.plain(true), FORMAT);
    }

    /** Reads an error reply whose layout is that of an execute reply. */
    static ErrorReply refused(Frame reply) {
        return refused(reply, ErrorReply.Layout.EXECUTE);
    }

    static ErrorReply refused(Frame reply, ErrorReply.Layout layout) {
        return ErrorReply.decode(reply, layout, FORMAT);
    }

    @Override
    public ByteBufAllocator allocator() {
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public void send(ByteBuf bytes) {
        replies.add(new Frame(Unpooled.copiedBuffer(bytes)));
        bytes.release();
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public void reading(boolean on) {
        throw new UnsupportedOperationException("nothing here is held back");
    }
}
