package io.opendcp.proxy.pool;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.FrameListener;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.login.LoginReply;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One physical connection to an EP and all that is known of the session behind it. Strictly one request, one reply.
 * Confined to its event loop.
 */
public final class Backend implements FrameListener {
    private final DmConnection connection;
    private final PoolKey key;
    private final EpStatements statements;
    private Settings settings;
    private final long born;
    private long confirmed;
    private Instant released;
    private long freeSince;
    private boolean transactionOpen;
    private boolean keep;
    private final Set<String> temporary = new LinkedHashSet<>();
    private @Nullable Object owner;
    private boolean retired;
    private @Nullable ReplyTaker taker;
    private @Nullable Consumer<Backend> onLost;
    private Consumer<Throwable> onDefect = defect -> {};

    /**
     * @param confirmed {@code Time.nanos()} when the EP accepted the password
     */
    public Backend(DmConnection connection, PoolKey key, Settings settings, long confirmed) {
        this.connection = connection;
        this.key = key;
        this.settings = settings;
        born = confirmed;
        this.confirmed = confirmed;
        released = Instant.EPOCH;
        statements = new EpStatements(this);
        connection.listen(this);
    }

    public PoolKey key() {
        return key;
    }

    public int epno() {
        return key.epno();
    }

    /** The session's id on its EP. */
    public long epSessionId() {
        return connection.login().sessionId();
    }

    /** What the EP answered to the login. */
    public LoginReply login() {
        return connection.login();
    }

    /** Whether it shows that the EP took this password after {@code since}, in {@code Time.nanos()}. */
    boolean shows(String user, Vault.Verifier verifier, long since) {
        return !lost() && key.user().equals(user) && key.verifier().equals(verifier) && confirmed - since >= 0;
    }

    public EpStatements statements() {
        return statements;
    }

    public Settings settings() {
        return settings;
    }

    /** What the session on the EP has been told, or has told us. */
    public void settings(Settings now) {
        settings = now;
    }

    public ByteBufAllocator allocator() {
        return connection.allocator();
    }

    public boolean transactionOpen() {
        return transactionOpen;
    }

    /** What the last reply said, or implied. */
    public void transactionOpen(boolean open) {
        transactionOpen = open;
    }

    /** Whether state of its owner that cannot be carried or undone lives here. */
    public boolean kept() {
        return keep || !temporary.isEmpty();
    }

    /** Whether that is rows of temporary tables, and nothing else. */
    public boolean keptForTables() {
        return !keep && !temporary.isEmpty();
    }

    /** Its present owner may have rows in these temporary tables, which are nobody else's and outlive transactions. */
    public void fills(Set<String> tables) {
        temporary.addAll(tables);
    }

    /** None of these rows are left. */
    public void empties(String table) {
        temporary.remove(table);
    }

    /** From now on only its present owner may use it. */
    public void keep() {
        keep = true;
    }

    /** Whether it has ended, or is ending. */
    public boolean lost() {
        return !connection.open();
    }

    /** The last time it was given back; the epoch if never. */
    public Instant released() {
        return released;
    }

    /** {@code Time.nanos()} when it was given back last. */
    long freeSince() {
        return freeSince;
    }

    /** {@code Time.nanos()} when its life began. */
    long born() {
        return born;
    }

    /** An EP has taken the same password again, at {@code other}'s login. */
    void confirmedBy(Backend other) {
        confirmed = Math.max(confirmed, other.confirmed);
    }

    /** Sends a request whose reply goes to {@code taker}; ownership of the bytes is taken. */
    public void ask(ByteBuf request, ReplyTaker taker) {
        if (this.taker != null) {
            request.release();
            throw new IllegalStateException("a second request before the reply");
        }
        if (connection.amidFrame()) {
            connection.close(); // bytes that nobody asked for: they would be taken for the reply
        }
        if (lost()) {
            request.release();
            taker.onLost();
            return;
        }
        this.taker = taker;
        connection.send(request);
    }

    /** Sends a further piece of the request under way; ownership is taken. */
    public void more(ByteBuf piece) {
        connection.send(piece);
    }

    /** Whether the EP can take more without piling it up here. */
    public boolean writable() {
        return connection.writable();
    }

    /** Whether replies are read at all. */
    public void reading(boolean on) {
        connection.reading(on);
    }

    /** Closes it; the EP rolls back. Idempotent. */
    public void close() {
        connection.close();
    }

    @Override
    public void onFrame(Frame frame) {
        ReplyTaker owed = taker;
        if (owed == null) {
            frame.release();
            connection.close(); // nobody asked
        } else if (frame.command() == Command.INTERIM && frame.whole()) {
            frame.release(); // "keep waiting", which we did not ask for and clients may not understand
        } else {
            if (frame.whole()) {
                taker = null;
            }
            try {
                owed.onReply(frame);
            } catch (RuntimeException e) {
                throw unreadable(owed, e);
            }
        }
    }

    @Override
    public void onChunk(FrameChunk chunk) {
        ReplyTaker owed = taker;
        if (owed == null) {
            chunk.release(); // of a frame that nobody asked for
            return;
        }
        if (chunk.last()) {
            taker = null;
        }
        try {
            owed.onReplyChunk(chunk);
        } catch (RuntimeException e) {
            throw unreadable(owed, e);
        }
    }

    /** Whoever could not make sense of a reply is told that there will be none, so that nobody waits for ever. */
    private RuntimeException unreadable(ReplyTaker owed, RuntimeException cause) {
        taker = null;
        if (!(cause instanceof ProtocolException)) {
            onDefect.accept(cause);
        }
        connection.close();
        owed.onLost();
        return cause;
    }

    @Override
    public void onWritable(boolean writable) {
        if (taker != null) {
            taker.onBackendWritable(writable);
        }
    }

    @Override
    public void onClosed() {
        if (onLost != null) {
            onLost.accept(this);
        }
        ReplyTaker owed = taker;
        taker = null;
        if (owed != null) {
            owed.onLost();
        }
    }

    /** Who is told of errors of ours in what came from the EP. */
    void onDefect(Consumer<Throwable> told) {
        onDefect = told;
    }

    void onLost(Consumer<Backend> told) {
        onLost = told;
    }

    @Nullable
    Object owner() {
        return owner;
    }

    /** It is not to be lent again. */
    void retire() {
        retired = true;
    }

    boolean retired() {
        return retired;
    }

    void lentTo(Object owner) {
        this.owner = owner;
    }

    void released(Instant when, long nanos) {
        owner = null;
        released = when;
        freeSince = nanos;
        connection.reading(true);
    }

    /** The check-in rule: nothing of its owner is left on it. */
    boolean clean() {
        return !lost()
                && !kept()
                && taker == null
                && !connection.amidFrame()
                && !transactionOpen
                && !statements.cursorOpen();
    }
}
