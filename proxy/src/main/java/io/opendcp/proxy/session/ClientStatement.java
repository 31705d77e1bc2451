package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.message.LobColumns;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A statement handle of a client: what is prepared under it, and the handle on the EP that stands for it now. */
final class ClientStatement {
    private final int handle;
    private final IntConsumer onKept;
    private @Nullable Prepared prepared;
    private @Nullable EpStatement ep;
    private boolean streaming;
    private boolean scrolls;
    private boolean named;
    private boolean shows;
    private boolean lobs;
    private LobColumns lobColumns = LobColumns.NONE;
    private @Nullable RowsLeft rows;
    private @Nullable DmException rowsGone;

    /** @param onKept told how many bytes more of what is prepared are kept, or with a minus less */
    ClientStatement(int handle, IntConsumer onKept) {
        this.handle = handle;
        this.onKept = onKept;
    }

    /** Why its rows cannot be fetched, if they cannot. */
    @Nullable
    DmException rowsGone() {
        return rowsGone;
    }

    void rowsGone(@Nullable DmException why) {
        rowsGone = why;
    }

    /** The rest of its rows, if they are a SELECT's and read forwards. */
    @Nullable
    RowsLeft rows() {
        return rows;
    }

    /** Lets go of those before. */
    void rows(@Nullable RowsLeft rows) {
        if (this.rows != null && this.rows != rows) {
            this.rows.drop();
        }
        this.rows = rows;
    }

    /** Whether rows of it wait here for the client. */
    boolean rowsHere() {
        return rows != null && rows.any();
    }

    int handle() {
        return handle;
    }

    @Nullable
    Prepared prepared() {
        return prepared;
    }

    void prepared(@Nullable Prepared prepared) {
        onKept.accept(length(prepared) - length(this.prepared));
        this.prepared = prepared;
    }

    private static int length(@Nullable Prepared prepared) {
        return prepared == null ? 0 : prepared.frame().length();
    }

    /** The handle on the session's present EP connection, if one is bound. */
    @Nullable
    EpStatement ep() {
        return ep;
    }

    void ep(@Nullable EpStatement ep) {
        this.ep = ep;
    }

    boolean cursorOpen() {
        return ep != null && ep.cursorOpen();
    }

    /** Whether its handle on the EP holds more than a text: then nobody else can have it before the EP has been told. */
    boolean privateOnEp() {
        return ep != null && (ep.cursorOpen() || streaming || named);
    }

    /** Whether the client has named its cursor: then it has one handle on one EP as long as it lives. */
    boolean named() {
        return named;
    }

    void named(boolean named) {
        this.named = named;
    }

    /** Whether bound values are being sent ahead of their execution; both need the same connection. */
    boolean streaming() {
        return streaming;
    }

    void streaming(boolean streaming) {
        this.streaming = streaming;
    }

    /**
     * Whether all rows of its last query went to the client, outside a transaction: whether it has read them, it does not tell.
     */
    boolean shows() {
        return shows;
    }

    void shows(boolean shows) {
        this.shows = shows;
    }

    /** Whether its last answers had LOBs that are no table's: they live on its connection. */
    boolean lobs() {
        return lobs;
    }

    void lobs(boolean lobs) {
        this.lobs = lobs;
    }

    /** Which columns of its result are LOBs, as they were told last. */
    LobColumns lobColumns() {
        return lobColumns;
    }

    void lobColumns(LobColumns told) {
        lobColumns = told;
    }

    /** Whether the client may ask for rows again that it has had. */
    boolean scrolls() {
        return scrolls;
    }

    void scrolls(boolean scrolls) {
        this.scrolls = scrolls;
    }
}
