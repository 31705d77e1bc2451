package io.opendcp.protocol.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.FrameListener;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.Commit;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReadLob;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.Rollback;
import io.opendcp.protocol.message.SetIsolation;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs texts on a {@link DmConnection}, one after the other, and collects their rows; commits each by itself unless told
 * otherwise. For control connections and tests: answers are held in memory. Confined to its event loop.
 */
public final class SqlConnection implements FrameListener {
    /** The longest reply and the most rows that are collected. */
    public static final int LONGEST_REPLY = 16 << 20;

    public static final int MOST_ROWS = 1_000_000;

    private final DmConnection connection;
    private final Deque<Task> line = new ArrayDeque<>();
    private @Nullable AllocateReply handle;
    private @Nullable CompositeByteBuf partial;
    private @Nullable Task task;
    private Runnable onClose = () -> {};
    private boolean retiring;
    private boolean autoCommit = true;

    /** Who is told, once, how a text or request ended. */
    public interface Told<T> {
        void done(T result);

        void failed(DmException error);
    }

    private abstract static class Task {
        abstract ByteBuf request(int handle);

        /** The whole reply, without error; returns the next request or null if this was the last. */
        abstract @Nullable ByteBuf reply(Frame frame);

        abstract void failed(DmException error);
    }

    /** Takes the connection over. */
    public SqlConnection(DmConnection connection) {
        this.connection = connection;
        connection.listen(this);
    }

    public DmConnection connection() {
        return connection;
    }

    /** Whether column descriptors carry base names; known once a text has run. */
    public boolean baseNames() {
        return handle != null && handle.baseNames();
    }

    /** Whether each of the texts that are asked for from now on commits by itself. */
    public void autoCommit(boolean on) {
        autoCommit = on;
    }

    public boolean autoCommit() {
        return autoCommit;
    }

    /** Ends the transaction. */
    public void commit(Told<Frame> told) {
        ask(new Commit().encode(connection.allocator().buffer(), connection.format()), told);
    }

    /** Undoes the transaction. */
    public void rollback(Told<Frame> told) {
        ask(new Rollback().encode(connection.allocator().buffer(), connection.format()), told);
    }

    /** Sets the isolation level, 0 to 3, outside a transaction. */
    public void isolation(int level, Told<Frame> told) {
        ask(new SetIsolation(level).encode(connection.allocator().buffer(), connection.format()), told);
    }

    /** Runs {@code sql}; {@code told} gets its outcome with all rows of the first result set, LOBs read to their ends. */
    public void run(String sql, Told<Outcome> told) {
        enqueue(new SqlTask(sql, autoCommit, told));
    }

    /**
     * Sends a request of another kind, whose ownership is taken; {@code told} gets the reply frame if it is no error, and
     * must not keep it.
     */
    public void ask(ByteBuf request, Told<Frame> told) {
        enqueue(new Task() {
            private boolean sent;

            @Override
            ByteBuf request(int handle) {
                sent = true;
                return request;
            }

            @Override
            @Nullable
            ByteBuf reply(Frame frame) {
                told.done(frame);
                return null;
            }

            @Override
            void failed(DmException error) {
                if (!sent) {
                    request.release();
                }
                told.failed(error);
            }
        });
    }

    /** {@code told} is run when the connection has ended; at once if it has. */
    public void onClose(Runnable told) {
        onClose = told;
        if (!connection.open()) {
            told.run();
        }
    }

    /** Closes it as soon as nothing is under way on it. */
    public void retire() {
        retiring = true;
        if (task == null && line.isEmpty()) {
            close();
        }
    }

    public void close() {
        connection.close();
    }

    private void enqueue(Task next) {
        if (!connection.open()) {
            next.failed(DmException.of(ErrorCode.CONNECTION_LOST));
            return;
        }
        line.add(next);
        proceed();
    }

    private void proceed() {
        if (task != null) {
            return;
        }
        if (line.isEmpty()) {
            if (retiring) {
                close();
            }
            return;
        }
        AllocateReply allocated = handle;
        if (allocated == null) {
            task = new AllocateTask();
        } else {
            task = line.removeFirst();
        }
        connection.send(task.request(allocated == null ? 0 : allocated.handle()));
    }

    @Override
    public void onFrame(Frame frame) {
        if (frame.whole()) {
            onReply(frame);
        } else if (frame.following() > LONGEST_REPLY) {
            frame.release();
            connection.close();
        } else {
            partial = connection.allocator().compositeBuffer(Integer.MAX_VALUE).addComponent(true, frame.content());
        }
    }

    @Override
    public void onChunk(FrameChunk chunk) {
        CompositeByteBuf collected = partial;
        if (collected == null) {
            chunk.release();
            return;
        }
        collected.addComponent(true, chunk.content());
        if (chunk.last()) {
            partial = null;
            onReply(new Frame(collected));
        }
    }

    private void onReply(Frame frame) {
        Task asked = task;
        ByteBuf next = null;
        try {
            if (asked == null) {
                connection.close(); // nobody asked
                return;
            }
            if (Header.code(frame.content()) < 0) {
                ErrorReply error = ErrorReply.decode(frame, ErrorReply.Layout.OTHER, connection.format());
                task = null;
                asked.failed(DmException.relayed(error.code(), error.message()));
            } else {
                next = asked.reply(frame);
                if (next == null) {
                    task = null;
                }
            }
        } catch (ProtocolException e) {
            task = null;
            connection.close();
            if (asked != null) {
                asked.failed(DmException.of(ErrorCode.BAD_MESSAGE, e.getMessage()));
            }
        } finally {
            frame.release();
        }
        if (next != null) {
            connection.send(next);
        } else {
            proceed();
        }
    }

    @Override
    public void onClosed() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
        List<Task> orphans = new ArrayList<>(line);
        line.clear();
        if (task != null) {
            orphans.add(0, task);
            task = null;
        }
        onClose.run();
        orphans.forEach(orphan -> orphan.failed(DmException.of(ErrorCode.CONNECTION_LOST)));
    }

    private final class AllocateTask extends Task {
        @Override
        ByteBuf request(int ignored) {
            return new Allocate(true).encode(connection.allocator().buffer(), connection.format());
        }

        @Override
        @Nullable
        ByteBuf reply(Frame frame) {
            handle = AllocateReply.decode(frame);
            return null;
        }

        @Override
        void failed(DmException error) {
            connection.close();
        }
    }

    private final class SqlTask extends Task {
        private final String sql;
        private final boolean commits;
        private final Told<Outcome> told;
        private @Nullable ExecuteReply begun;
        private final List<@Nullable Object[]> rows = new ArrayList<>();
        private int on;
        private @Nullable LobFetch lobs;

        SqlTask(String sql, boolean commits, Told<Outcome> told) {
            this.sql = sql;
            this.commits = commits;
            this.told = told;
        }

        @Override
        ByteBuf request(int allocated) {
            on = allocated;
            return Prepare.direct(allocated, sql, commits)
                    .encode(connection.allocator().buffer(), connection.format());
        }

        @Override
        @Nullable
        ByteBuf reply(Frame frame) {
            LobFetch reading = lobs;
            if (begun != null && reading != null) {
                reading.reply(frame);
                return finished(begun, reading);
            }
            if (begun == null) {
                begun = ExecuteReply.decode(frame, ReplyContext.plain(baseNames()), connection.format());
                if (begun.outcome().resultSets().isEmpty()) {
                    told.done(begun.outcome());
                    return null;
                }
                rows.addAll(begun.outcome().resultSets().get(0).rows());
                return rows.size() < begun.totalRows() ? fetch() : finished(begun);
            }
            FetchReply reply = FetchReply.decode(
                    frame, rows.size(), begun.outcome().resultSets().get(0).columns(), connection.format());
            rows.addAll(reply.rows());
            boolean more = !reply.rows().isEmpty() && rows.size() < reply.total() && rows.size() < MOST_ROWS;
            return more ? fetch() : finished(begun);
        }

        private ByteBuf fetch() {
            return new Fetch(on, rows.size(), Long.MAX_VALUE, 1, 32)
                    .encode(connection.allocator().buffer(), connection.format());
        }

        private @Nullable ByteBuf finished(ExecuteReply reply) {
            List<Descriptor> columns = reply.outcome().resultSets().get(0).columns();
            lobs = new LobFetch(columns, rows, LONGEST_REPLY, connection.format());
            return finished(reply, lobs);
        }

        private @Nullable ByteBuf finished(ExecuteReply reply, LobFetch reading) {
            ReadLob next = reading.next();
            if (next != null) {
                return next.encode(connection.allocator().buffer(), connection.format());
            }
            RowSet first = reply.outcome().resultSets().get(0);
            told.done(Outcome.rows(
                    reply.outcome().type(),
                    new RowSet(first.columns(), rows),
                    reply.outcome().transaction()));
            return null;
        }

        @Override
        void failed(DmException error) {
            told.failed(error);
        }
    }
}
