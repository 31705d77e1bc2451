package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * LOBs that are no table's: what functions and expressions came to. They are held for the client to ask for, until their
 * statement is freed; those of a statement that has run anew go when there is no room for others. Source:
 * {@code docs/protocol/statements.md} 9.3.
 */
final class SessionLobs {
    /** What {@link #keep} says when there is no room. */
    static final long NO_ROOM = -1;

    /** What one costs besides its data. */
    private static final int OVERHEAD = 128;

    private record Kept(int handle, Object value) {
        long bytes() {
            long each = value instanceof String ? Character.BYTES : Byte.BYTES;
            return OVERHEAD + each * LobValues.length(value);
        }
    }

    private final long most;
    private final Map<Long, Kept> byId = new LinkedHashMap<>();
    private final Set<Long> past = new HashSet<>();
    private long lastId;
    private long bytes;

    /** @param most bytes of heap held at a time */
    SessionLobs(long most) {
        this.most = most;
    }

    /** Holds a value of a statement's result; its id, or {@link #NO_ROOM}. */
    long keep(int handle, Object value) {
        Kept kept = new Kept(handle, value);
        if (!makeRoom(kept.bytes())) {
            return NO_ROOM;
        }
        put(++lastId, kept);
        return lastId;
    }

    /** @throws DmException if it is not held */
    Object value(long id) {
        return kept(id).value;
    }

    /** @throws DmException if it is not held, or there is no room for what it has become */
    void replace(long id, Object value) {
        Kept old = kept(id);
        Kept changed = new Kept(old.handle, value);
        if (changed.bytes() - old.bytes() > most - bytes) {
            throw DmException.of(ErrorCode.LIMIT, "bytes of LOBs", most);
        }
        bytes -= old.bytes();
        put(id, changed);
    }

    /** The statement runs anew: what it handed out before may have to go. */
    void pass(int handle) {
        byId.forEach((id, kept) -> {
            if (kept.handle == handle) {
                past.add(id);
            }
        });
    }

    /** The statement is freed. */
    void forget(int handle) {
        byId.entrySet().removeIf(each -> each.getValue().handle == handle && gone(each));
    }

    void clear() {
        byId.clear();
        past.clear();
        bytes = 0;
    }

    private Kept kept(long id) {
        Kept kept = byId.get(id);
        if (kept == null) {
            throw DmException.of(ErrorCode.LOB_GONE);
        }
        return kept;
    }

    private void put(long id, Kept kept) {
        byId.put(id, kept);
        bytes += kept.bytes();
    }

    private boolean makeRoom(long wanted) {
        Iterator<Map.Entry<Long, Kept>> oldest = byId.entrySet().iterator();
        while (wanted > most - bytes && oldest.hasNext() && wanted <= most) {
            Map.Entry<Long, Kept> each = oldest.next();
            if (past.contains(each.getKey())) {
                oldest.remove();
                gone(each);
            }
        }
        return wanted <= most - bytes;
    }

    private boolean gone(Map.Entry<Long, Kept> each) {
        past.remove(each.getKey());
        bytes -= each.getValue().bytes();
        return true;
    }
}
