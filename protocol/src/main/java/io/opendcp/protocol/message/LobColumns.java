package io.opendcp.protocol.message;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a result, or which OUT values, are LOBs, and of which of those it was said that they belong to a table: enough to
 * find the locators in its rows.
 */
public final class LobColumns {
    /** There are none. */
    public static final LobColumns NONE = new LobColumns(0, new BitSet(), new BitSet());

    private final int columns;
    private final BitSet lobs;
    private final BitSet ofTables;

    private LobColumns(int columns, BitSet lobs, BitSet ofTables) {
        this.columns = columns;
        this.lobs = lobs;
        this.ofTables = ofTables;
    }

    /** The arguments are copied. */
    static LobColumns of(int columns, BitSet lobs, BitSet ofTables) {
        return new LobColumns(columns, (BitSet) lobs.clone(), (BitSet) ofTables.clone());
    }

    /** The OUT values of an execution that declares {@code binds}, or no parameters. */
    public static LobColumns outs(@Nullable BindReader binds) {
        BitSet lobs = null;
        int outs = 0;
        for (int i = 0; binds != null && i < binds.parameters(); i++) {
            Declaration declared = binds.declaration(i);
            if (declared.io() != Descriptor.Io.IN) {
                lobs = lobs == null ? new BitSet() : lobs;
                lobs.set(outs++, isLob(declared.type()));
            }
        }
        return lobs == null ? NONE : new LobColumns(outs, lobs, new BitSet());
    }

    /** Whether values of that type are LOBs. */
    public static boolean isLob(int type) {
        return type == DmType.BLOB.code() || type == DmType.CLOB.code();
    }

    /** In all. */
    int columns() {
        return columns;
    }

    /** Whether one of them is a LOB. */
    public boolean any() {
        return !lobs.isEmpty();
    }

    boolean lob(int column) {
        return lobs.get(column);
    }

    /** Whether the descriptor names table and column, for locators that do not. */
    boolean ofTable(int column) {
        return ofTables.get(column);
    }
}
