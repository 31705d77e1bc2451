package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.Commit;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.message.Rollback;
import io.opendcp.protocol.server.Replies;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.proxy.pool.EmbeddedEp;
import io.opendcp.proxy.pool.Vault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client whose part the test plays: what it sends reaches its session at once, what it is sent is put down. */
final class StagedClient {
    final Session session;
    final Vault.Sealed sealed;
    final Deque<ByteBuf> replies = new ArrayDeque<>();
    boolean autoCommit = true;
    boolean reading = true;
    boolean ended;
    private final Stage stage;
    private boolean left;

    StagedClient(Stage stage, String user, long id) {
        this.stage = stage;
        Password password = Password.of("secret", StandardCharsets.UTF_8);
        sealed = EmbeddedEp.VAULT.seal(password);
        Client client = new Client(
                id,
                user,
                EmbeddedEp.key(user, "secret", 0),
                new LoginClient(2, "test", "", ""),
                new LoginWishes(-1, 1, false, 480, 0, false, 0, true, 0, true, !stage.olderDrivers),
                sealed,
                EmbeddedEp.FORMAT,
                "nowhere",
                stage.time.now());
        session = new Session(client, EmbeddedEp.SETTINGS, new WayBack(), stage);
    }

    long id() {
        return session.client().sessionId();
    }

    void send(Request request) {
        raw(request.encode(Unpooled.buffer(), EmbeddedEp.FORMAT));
    }

    void raw(ByteBuf bytes) {
        session.onFrame(new Frame(stage.watched(bytes)));
    }

    /** The first part of a long frame; the rest comes with {@link #rest}. */
    void begin(ByteBuf bytes, int following) {
        session.onFrame(new Frame(stage.watched(bytes), following));
    }

    void rest(int bytes, boolean last) {
        session.onChunk(new FrameChunk(stage.watched(Unpooled.buffer(bytes).writeZero(bytes)), last));
    }

    int allocate() {
        send(new Allocate(true));
        return reply().handle();
    }

    void direct(int handle, String sql) {
        send(Prepare.direct(handle, sql, autoCommit));
    }

    void prepare(int handle, String sql) {
        send(Prepare.only(handle, sql));
    }

    void execute(int handle) {
        send(new Execute(handle, ExecuteOptions.plain(autoCommit), KeyRequest.NONE, Binds.NONE));
    }

    /** Executes with one number. */
    void execute(int handle, int value) {
        Declaration number = Declaration.in(new TypeSpec(DmType.INTEGER, 4, 0));
        Binds binds = new Binds(List.of(number), Collections.singletonList(new @Nullable Object[] {value}));
        send(new Execute(handle, ExecuteOptions.plain(autoCommit), KeyRequest.NONE, binds));
    }

    void fetch(int handle, long first) {
        send(new Fetch(handle, first, Long.MAX_VALUE, 1, 32));
    }

    void commit() {
        send(new Commit());
    }

    void rollback() {
        send(new Rollback());
    }

    /** The oldest reply that has not been looked at. */
    Frame reply() {
        ByteBuf bytes = replies.poll();
        assertThat(bytes).as("a reply").isNotNull();
        Frame copy = new Frame(Unpooled.copiedBuffer(bytes));
        bytes.release();
        assertThat(Header.sealed(copy.content())).as("checksum").isTrue();
        return copy;
    }

    /** A reply that is no error. */
    Frame fine() {
        Frame reply = reply();
        assertThat(Header.code(reply.content())).isNotNegative();
        return reply;
    }

    /** The code of the error that it is told. */
    int error() {
        return errorReply().code();
    }

    ErrorReply errorReply() {
        return ErrorReply.decode(reply(), ErrorReply.Layout.EXECUTE, EmbeddedEp.FORMAT);
    }

    /** The transaction status that the reply tells. */
    static TransactionStatus status(Frame reply) {
        return TransactionStatus.of(ReplyView.executeTransaction(reply.content()));
    }

    boolean answered() {
        return !replies.isEmpty();
    }

    /** Its connection ends. Idempotent. */
    void leave() {
        if (!left) {
            left = true;
            session.onClosed();
        }
        replies.forEach(ByteBuf::release);
        replies.clear();
    }

    private final class WayBack implements Replies {
        @Override
        public ByteBufAllocator allocator() {
            return UnpooledByteBufAllocator.DEFAULT;
        }

        @Override
        public void send(ByteBuf bytes) {
            if (ended || left) {
                bytes.release();
            } else {
                replies.add(bytes);
            }
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void reading(boolean on) {
            reading = on;
        }
    }
}
