package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.message.BindReader;
import io.opendcp.protocol.message.LobColumns;
import io.opendcp.protocol.message.LobView;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.proxy.pool.Backend;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests that name LOBs: they go to the EP that has those, under its own ids. A table's LOB is read on any connection to its EP,
 * also beside a transaction that runs on another one; what is written belongs to the transaction. Source:
 * {@code docs/protocol/statements.md} 9.
 */
final class Lobs {
    /** As {@link BindReader#lobCopyAt} says it. */
    private static final int NOWHERE = -1;

    private final Desk desk;
    private final Seat seat;
    private final Holding holding;
    private final Running running;

    Lobs(Desk desk, Seat seat, Holding holding, Running running) {
        this.desk = desk;
        this.seat = seat;
        this.holding = holding;
        this.running = running;
    }

    /** 24 and 29 to 32. */
    void begin(Errand errand) {
        ByteBuf frame = errand.frame();
        for (int i = 0; i < LobView.count(frame); i++) {
            int which = i;
            name(errand, LobView.id(frame, i), id -> LobView.setId(frame, which, id));
        }
        errand.autoCommit = holding.autoCommit();
        LobMark lob = errand.lob;
        Backend held = seat.backend();
        if (lob == null || held == null || held.epno() == lob.epno()) {
            running.anywhere(errand);
        } else if (Fate.writesLob(errand)) {
            throw elsewhere(lob, held);
        } else {
            running.beside(errand, lob.epno());
        }
    }

    /** Values that are to be copied from LOBs that the client names: the statement goes to the EP that has them. */
    void copies(Errand errand, @Nullable BindReader binds) {
        if (binds == null || !lobs(binds)) {
            return;
        }
        ByteBuf frame = errand.frame();
        for (int row = 0; row < binds.rows(); row++) {
            for (int i = 0; i < binds.parameters(); i++) {
                int at = LobColumns.isLob(binds.declaration(i).type()) ? binds.lobCopyAt(row, i) : NOWHERE;
                if (at != NOWHERE) {
                    name(errand, LobLocator.id(frame, at), id -> LobLocator.setId(frame, at, id));
                }
            }
        }
        LobMark lob = errand.lob;
        Backend held = seat.backend();
        if (lob != null && held != null && held.epno() != lob.epno()) {
            throw elsewhere(lob, held);
        }
    }

    private static boolean lobs(BindReader binds) {
        for (int i = 0; i < binds.parameters(); i++) {
            if (LobColumns.isLob(binds.declaration(i).type())) {
                return true;
            }
        }
        return false;
    }

    /** The request names the LOB that the client knows as {@code told}; {@code ep} puts the EP's id into it. */
    private void name(Errand errand, long told, LongConsumer ep) {
        LobMark mark = LobMark.of(told);
        if (mark == null || !here(mark)) {
            throw DmException.of(ErrorCode.LOB_UNKNOWN_HERE);
        }
        LobMark other = errand.lob;
        if (other != null && other.epno() != mark.epno()) {
            throw DmException.of(ErrorCode.LOB_ELSEWHERE, instance(mark.epno()), instance(other.epno()));
        }
        ep.accept(mark.numbered() ? holding.lobNumbers().id(mark.id()) : mark.id());
        errand.lob = other == null || other.loan() == 0 ? mark : other; // what lives on one connection binds most
    }

    private boolean here(LobMark mark) {
        Backend held = seat.backend();
        boolean loaned = held != null && held.epno() == mark.epno() && mark.loan() == holding.loan();
        return mark.loan() == 0 ? !desk.instance(mark.epno()).isEmpty() : loaned;
    }

    private DmException elsewhere(LobMark lob, Backend held) {
        return DmException.of(ErrorCode.LOB_ELSEWHERE, instance(lob.epno()), instance(held.epno()));
    }

    private String instance(int epno) {
        return desk.instance(epno);
    }
}
