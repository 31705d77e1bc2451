package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.GetLobs;
import io.opendcp.protocol.message.GetLobsReply;
import io.opendcp.protocol.message.LobLength;
import io.opendcp.protocol.message.LobLengthReply;
import io.opendcp.protocol.message.LobPosition;
import io.opendcp.protocol.message.ReadLob;
import io.opendcp.protocol.message.ReadLobReply;
import io.opendcp.protocol.message.TruncateLob;
import io.opendcp.protocol.message.TruncateLobReply;
import io.opendcp.protocol.message.WriteLob;
import io.opendcp.protocol.message.WriteLobReply;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.TableLob;
import io.opendcp.protocol.type.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers messages about LOBs: those of tables are read and changed by the {@link SqlSession}, others are the session's.
 * The last one that was read is held until something else is asked for, since clients read in pieces. Source: {@code docs/protocol/statements.md} 9.
 */
final class LobDesk {
    /** The most data in one reply. */
    private static final int MOST = 1 << 20;

    private final SqlSession sql;
    private final SessionLobs own;
    private final OutOfRow rows;
    private final WireFormat format;
    private @Nullable TableLob last;

    LobDesk(SqlSession sql, SessionLobs own, OutOfRow rows, WireFormat format) {
        this.sql = sql;
        this.own = own;
        this.rows = rows;
        this.format = format;
    }

    void length(LobLength wanted, Exchange request) {
        read(wanted.owner(), wanted.address().id(), request, value -> {
            checkKind(wanted.text(), value);
            request.reply(out -> new LobLengthReply(LobValues.length(value)).encode(out, format));
        });
    }

    void read(ReadLob wanted, Exchange request) {
        if (wanted.offset() < 0 || wanted.length() < 0) {
            throw new ProtocolException(wanted.length() + " of a LOB from " + wanted.offset() + " on");
        }
        read(wanted.owner(), wanted.address().id(), request, value -> {
            checkKind(wanted.text(), value);
            Object part = LobValues.part(value, wanted.offset(), Math.min(wanted.length(), MOST));
            long next = wanted.offset() + LobValues.length(part);
            ReadLobReply reply = new ReadLobReply(
                    next >= LobValues.length(value),
                    position(wanted.address(), next),
                    rows.bytes(part),
                    wanted.text() && wanted.counted() ? LobValues.length(part) : ReadLobReply.NOT_COUNTED);
            request.reply(out -> reply.encode(out, format));
        });
    }

    void write(WriteLob wanted, boolean autoCommit, Exchange request) {
        Object data = data(wanted.text(), wanted.data());
        if (wanted.offset() < 0) {
            throw new ProtocolException("a LOB is written from " + wanted.offset() + " on");
        }
        UnaryOperator<Object> edit = old -> {
            checkKind(wanted.text(), old);
            return LobValues.written(old, wanted.offset(), data);
        };
        change(wanted.owner(), wanted.address().id(), edit, autoCommit, request, (id, value) -> {
            LobAddress now = rows.addressAfter(wanted.address(), id, value);
            long next = wanted.offset() + LobValues.length(data);
            WriteLobReply reply = new WriteLobReply(LobValues.length(data), now, position(now, next));
            request.reply(reply::encode);
        });
    }

    void truncate(TruncateLob wanted, boolean autoCommit, Exchange request) {
        if (wanted.length() < 0) {
            throw new ProtocolException("a LOB is cut to " + wanted.length());
        }
        UnaryOperator<Object> edit = old -> {
            checkKind(wanted.text(), old);
            return LobValues.cut(old, wanted.length());
        };
        change(wanted.owner(), wanted.address().id(), edit, autoCommit, request, (id, value) -> {
            TruncateLobReply reply = new TruncateLobReply(LobValues.length(value), id);
            request.reply(out -> reply.encode(out, format));
        });
    }

    /** LOBs of tables cannot be found without their rows, which this message does not tell. */
    void several(GetLobs wanted, Exchange request) {
        List<ByteBuffer> data = new ArrayList<>();
        for (GetLobs.Wanted one : wanted.wanted()) {
            if (one.owner().isTable()) {
                throw DmException.of(ErrorCode.NOT_SUPPORTED, "LOBs of tables without their rows");
            }
            Object value = own.value(one.address().id());
            checkKind(one.text(), value);
            data.add(rows.bytes(value));
        }
        request.reply(new GetLobsReply(data)::encode);
    }

    /** Gets the value of a LOB; if there is none, the request is refused. */
    void read(LobOwner owner, long id, Exchange request, Consumer<Object> then) {
        TableLob held = last;
        if (!owner.isTable()) {
            then.accept(own.value(id));
        } else if (held != null && held.id() == id && held.owner().equals(owner)) {
            then.accept(held.value());
        } else {
            sql.lobs().read(owner, id, told(request, lob -> {
                last = lob;
                then.accept(lob.value());
            }));
        }
    }

    private void change(
            LobOwner owner,
            long id,
            UnaryOperator<Object> edit,
            boolean autoCommit,
            Exchange request,
            BiConsumer<Long, Object> then) {
        if (owner.isTable()) {
            last = null;
            sql.lobs().change(owner, id, edit, autoCommit, told(request, lob -> then.accept(lob.id(), lob.value())));
        } else {
            Object changed = edit.apply(own.value(id));
            own.replace(id, changed);
            then.accept(id, changed);
        }
    }

    /** Something else was asked for, which may change or undo what was read. */
    void forgetLast() {
        last = null;
    }

    private static TableLobs.Told told(Exchange request, Consumer<TableLob> then) {
        return new TableLobs.Told() {
            @Override
            public void done(TableLob lob) {
                request.proceed(() -> then.accept(lob));
            }

            @Override
            public void failed(DmException error) {
                request.refuse(error);
            }
        };
    }

    private Object data(boolean text, ByteBuffer data) {
        if (text) {
            return format.charset().decode(data.duplicate()).toString();
        }
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }

    private static LobPosition position(LobAddress address, long total) {
        return new LobPosition(address.file(), address.page(), total);
    }

    private static void checkKind(boolean text, Object value) {
        if (text != value instanceof String) {
            throw new ProtocolException("a " + (text ? "CLOB" : "BLOB") + " is asked for, which it is not");
        }
    }
}
