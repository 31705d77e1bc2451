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
    /** A text; equal ones compile to the same. */
    public interface Compilable {
        /** Characters. */
        int length();
    }

    /** Of all remembered texts together. */
    private static final int MOST_CHARACTERS = 1 << 20;

    /** Handles on an EP, used or spare, with which a connection is of use to others. */
    private static final int MOST_HANDLES = 1000;

    private final Backend backend;
    private final Map<Compilable, EpStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<EpStatement> spare = new ArrayDeque<>();
    private int mostTexts = 64;
    private int handles;
    private int cursors;
    private long characters;

    EpStatements(Backend backend) {
        this.backend = backend;
    }

    /** A handle on the EP. */
    public final class EpStatement {
        private final int handle;
        private @Nullable Compilable text;
        private boolean used;
        private boolean cursor;

        private EpStatement(int handle) {
            this.handle = handle;
        }

        public int handle() {
            return handle;
        }

        /** Whether {@code text} is compiled under it. */
        public boolean holds(Compilable text) {
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
        public void compiled(@Nullable Compilable text) {
            forget();
            this.text = text;
            if (text != null) {
                EpStatement before = prepared.put(text, this);
                if (before == null) {
                    characters += text.length();
                } else {
                    before.text = null;
                    if (!before.used) {
                        spare.push(before);
                    }
                }
            }
        }

        private void forget() {
            if (text != null) {
                if (prepared.remove(text, this)) {
                    characters -= text.length();
                }
                text = null;
            }
        }

        /** The EP has freed it. */
        public void gone() {
            cursorOpen(false);
            forget();
            handles--;
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

    /** Prepared texts that are remembered from now on; the oldest unused one gives its handle up. */
    public void mostTexts(int most) {
        mostTexts = most;
        trim();
    }

    /** How many texts are compiled here. */
    public int texts() {
        return prepared.size();
    }

    /** Whether so many handles have been allocated on the EP that it is better to begin anew. */
    boolean crowded() {
        return handles > MOST_HANDLES;
    }

    /** Whether any handle has rows left. */
    public boolean cursorOpen() {
        return cursors > 0;
    }

    /** The handle under which {@code text} is compiled, if there is one and nobody uses it; it is used then. */
    public @Nullable EpStatement compiled(Compilable text) {
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
                handles++;
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
        characters = 0;
    }

    private EpStatement taken(EpStatement statement) {
        statement.used = true;
        return statement;
    }

    private void trim() {
        Iterator<EpStatement> oldest = prepared.values().iterator();
        while ((prepared.size() > mostTexts || characters > MOST_CHARACTERS) && oldest.hasNext()) {
            EpStatement statement = oldest.next();
            if (!statement.used && statement.text != null) {
                oldest.remove();
                characters -= statement.text.length();
                statement.text = null;
                spare.push(statement);
            }
        }
    }
}
