package io.opendcp.proxy.pool;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The statement handles that a {@link Backend} has on its EP: those that hold a prepared text, to be used again by
 * whoever runs the same text next, and spare ones. A handle with an open cursor belongs to one client statement.
 */
public final class EpStatements {
    /** Prepared texts remembered a connection; the oldest unused one gives its handle up. */
    public static final int MOST = 64;

    private final Backend backend;
    private final Map<Object, EpStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<EpStatement> spare = new ArrayDeque<>();
    private int cursors;

    EpStatements(Backend backend) {
        this.backend = backend;
    }

    /** A handle on the EP. */
    public final class EpStatement {
        private final int handle;
        private @Nullable Object text;
        private boolean used;
        private boolean cursor;

        private EpStatement(int handle) {
            this.handle = handle;
        }

        public int handle() {
            return handle;
        }

        /** Whether {@code text} is compiled under it. */
        public boolean holds(Object text) {
            return text.equals(this.text);
        }

        /** Whether rows are left to be fetched. */
        public boolean cursorOpen() {
            return cursor;
        }

        /** Tells whether the last reply left rows to be fetched. */
        public void cursorOpen(boolean open) {
            if (cursor != open) {
                cursor = open;
                cursors += open ? 1 : -1;
            }
        }

        /** {@code text} is compiled under it now; null if nothing is. */
        public void compiled(@Nullable Object text) {
            forget();
            this.text = text;
            if (text != null) {
                EpStatement before = prepared.put(text, this);
                if (before != null && before != this) {
                    before.text = null;
                    if (!before.used) {
                        spare.push(before);
                    }
                }
            }
        }

        private void forget() {
            if (text != null) {
                prepared.remove(text, this);
                text = null;
            }
        }

        /** Its user needs it no more; a cursor must have been closed. */
        public void giveBack() {
            if (!used) {
                return;
            }
            used = false;
            if (text == null) {
                spare.push(this);
            }
            trim();
        }
    }

    /** Whether any handle has rows left. */
    public boolean cursorOpen() {
        return cursors > 0;
    }

    /** The handle under which {@code text} is compiled, if there is one and nobody uses it; it is used then. */
    public @Nullable EpStatement compiled(Object text) {
        EpStatement found = prepared.get(text);
        if (found == null || found.used) {
            return null;
        }
        return taken(found);
    }

    /**
     * Gives {@code told} a handle for any text; one is allocated if none is spare. Nothing else may be asked of the
     * backend until then.
     *
     * @param failed takes the EP's error reply
     */
    public void any(Consumer<EpStatement> told, Consumer<Frame> failed, Runnable lost) {
        EpStatement one = spare.poll();
        if (one != null) {
            told.accept(taken(one));
            return;
        }
        ByteBuf request = backend.allocator().buffer(Header.LENGTH).writeZero(Header.LENGTH);
        request.setShortLE(4, Command.ALLOCATE_STATEMENT.code());
        request.setByte(20, 1); // column descriptors may carry base names
        Header.seal(request);
        backend.ask(request, new ReplyTaker() {
            @Override
            public void onReply(Frame frame) {
                if (Header.code(frame.content()) < 0) {
                    failed.accept(frame);
                    return;
                }
                EpStatement fresh = new EpStatement(frame.handle());
                frame.release();
                told.accept(taken(fresh));
            }

            @Override
            public void onReplyChunk(FrameChunk chunk) {
                chunk.release();
            }

            @Override
            public void onLost() {
                lost.run();
            }
        });
    }

    /** Forgets all compiled texts: what they meant may have changed by DDL. */
    public void forgetTexts() {
        for (EpStatement statement : prepared.values()) {
            statement.text = null;
            if (!statement.used) {
                spare.push(statement);
            }
        }
        prepared.clear();
    }

    private EpStatement taken(EpStatement statement) {
        statement.used = true;
        return statement;
    }

    private void trim() {
        Iterator<EpStatement> oldest = prepared.values().iterator();
        while (prepared.size() > MOST && oldest.hasNext()) {
            EpStatement statement = oldest.next();
            if (!statement.used) {
                oldest.remove();
                statement.text = null;
                spare.push(statement);
            }
        }
    }
}
