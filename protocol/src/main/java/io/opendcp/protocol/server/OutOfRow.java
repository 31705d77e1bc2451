package io.opendcp.protocol.server;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobCodec;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.TableLob;
import io.opendcp.protocol.type.WireFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which LOBs of a result are sent in their rows. Source: {@code docs/protocol/statements.md} 9.1. */
final class OutOfRow {
    /** Where all of them are said to be; there are no pages here. */
    private static final int STORAGE = 0;

    private final SessionLobs own;
    private final int inRowBytes;
    private final WireFormat format;

    /** @param inRowBytes longer ones are not sent in the row */
    OutOfRow(SessionLobs own, int inRowBytes, WireFormat format) {
        this.own = own;
        this.inRowBytes = inRowBytes;
        this.format = format;
    }

    /** The result of a statement, with locators in the places of long LOBs. */
    Outcome of(int handle, Outcome outcome) {
        return outcome.resultSets().isEmpty()
                ? outcome
                : outcome.withResultSets(outcome.resultSets().stream()
                        .map(set -> of(handle, set))
                        .toList());
    }

    private RowSet of(int handle, RowSet set) {
        List<Integer> lobs = new ArrayList<>();
        for (int i = 0; i < set.columns().size(); i++) {
            if (LobCodec.isLob(type(set, i))) {
                lobs.add(i);
            }
        }
        if (lobs.isEmpty()) {
            return set;
        }
        List<@Nullable Object[]> rows = new ArrayList<>(set.rows().size());
        for (@Nullable Object[] row : set.rows()) {
            @Nullable Object[] sent = row.clone();
            for (int i : lobs) {
                sent[i] = sent(handle, row[i]);
            }
            rows.add(sent);
        }
        return new RowSet(set.columns(), rows);
    }

    private static DmType type(RowSet set, int column) {
        Descriptor descriptor = set.columns().get(column);
        return descriptor.spec().type();
    }

    private @Nullable Object sent(int handle, @Nullable Object value) {
        if (value == null || value instanceof LobLocator) {
            return value;
        }
        if (value instanceof TableLob lob) {
            return fits(lob.value()) ? lob : elsewhere(lob.id(), lob.value(), lob.owner());
        }
        if (fits(value)) {
            return value;
        }
        long id = own.keep(handle, value);
        return id == SessionLobs.NO_ROOM ? value : elsewhere(id, value, LobOwner.SESSION);
    }

    private LobLocator elsewhere(long id, Object value, LobOwner owner) {
        return LobLocator.outOfRow(address(id), bytes(value).remaining(), owner);
    }

    private static LobAddress address(long id) {
        return new LobAddress(id, STORAGE, STORAGE, STORAGE);
    }

    /** Where a LOB is after a write: it leaves the row when it is too long, and does not come back. */
    LobAddress addressAfter(LobAddress before, long id, Object value) {
        boolean wasInRow = before.group() == LobAddress.inRow(id).group();
        return wasInRow && fits(value) ? LobAddress.inRow(id) : address(id);
    }

    /** Whether a value may be in a row. */
    private boolean fits(Object value) {
        return LobValues.length(value) <= inRowBytes && bytes(value).remaining() <= inRowBytes;
    }

    /** The value as it travels. */
    ByteBuffer bytes(Object value) {
        return value instanceof String text
                ? ByteBuffer.wrap(text.getBytes(format.charset()))
                : ByteBuffer.wrap((byte[]) value);
    }
}
