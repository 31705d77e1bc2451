package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.TableLob;
import java.util.function.UnaryOperator;

/**
 * LOBs of tables by what their locators tell. A call may complete at once or, when it has to wait, later on the same loop;
 * it counts as one of its {@link SqlSession}'s. Source: {@code docs/protocol/statements.md} 9.3.
 */
public interface TableLobs {
    /** Who is told, exactly once. */
    interface Told {
        void done(TableLob lob);

        void failed(DmException error);
    }

    /** Of a session whose results never tell of LOBs of tables. */
    TableLobs NONE = new TableLobs() {
        @Override
        public void read(LobOwner owner, long id, Told told) {
            told.failed(DmException.of(ErrorCode.LOB_GONE));
        }

        @Override
        public void change(LobOwner owner, long id, UnaryOperator<Object> edit, boolean autoCommit, Told told) {
            told.failed(DmException.of(ErrorCode.LOB_GONE));
        }
    };

    /** Reads it whole. Leaves no transaction open that was not. Fails with -8926 if it is not what it was. */
    void read(LobOwner owner, long id, Told told);

    /**
     * Changes it, as an UPDATE of its row would; it has another id then.
     *
     * @param edit makes the new value of the old one; may be called again after a wait
     * @param autoCommit whether the session commits each change by itself
     */
    void change(LobOwner owner, long id, UnaryOperator<Object> edit, boolean autoCommit, Told told);
}
