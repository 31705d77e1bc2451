package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.BindReader;
import io.opendcp.protocol.message.ExecuteView;
import io.opendcp.protocol.message.LobColumns;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.type.WireFormat;
import org.jspecify.annotations.Nullable;

/** Reads what a request is about: its text, or that which was prepared, and the values bound to it. */
final class Reading {
    /** Type of parameters that are cursors. */
    private static final int CURSOR = 120;

    private final Desk desk;
    private final WireFormat format;

    Reading(Desk desk, WireFormat format) {
        this.desk = desk;
        this.format = format;
    }

    /**
     * Notes in {@code errand} what it is about.
     *
     * @throws DmException if nothing is prepared under its handle, or it cannot be passed on
     */
    void read(Errand errand, ClientStatement statement) {
        boolean prepare = errand.command() == Command.PREPARE;
        errand.statement = statement;
        errand.autoCommit = autoCommit(errand);
        if (prepare || errand.command() == Command.EXECUTE_DIRECT) {
            text(errand);
        } else {
            Prepared prepared = statement.prepared();
            if (prepared == null) {
                throw DmException.of(ErrorCode.UNKNOWN_HANDLE, Integer.toUnsignedString(errand.handle()));
            }
            errand.sql = prepared.sql();
            errand.facts = prepared.facts();
        }
        BindReader binds = binds(errand);
        refuseCursors(binds);
        errand.outs = LobColumns.outs(binds);
    }

    /** Whether what it runs is to be committed at once. */
    static boolean autoCommit(Errand errand) {
        ByteBuf frame = errand.frame();
        return errand.command() == Command.PREPARE ? PrepareView.autoCommit(frame) : ExecuteView.autoCommit(frame);
    }

    private void text(Errand errand) {
        ByteBuf frame = errand.frame();
        try {
            ByteBuf text = errand.command() == Command.PREPARE
                    ? PrepareView.sqlBytes(frame, format)
                    : ExecuteView.sqlBytes(frame, format);
            desk.limits().checkText(text.readableBytes());
            errand.sql = text.toString(format.charset());
        } catch (ProtocolException e) {
            if (errand.whole()) {
                throw e;
            }
            desk.limits().checkText(Header.bodyLength(frame));
            if (Fate.compiles(errand)) {
                throw DmException.of(ErrorCode.LIMIT, "PREPARE", frame.readableBytes());
            }
            errand.facts = TextFacts.UNREAD; // longer than what is looked at: any EP can run it
            return;
        }
        errand.facts = desk.guide().facts(errand.sql);
    }

    /** The values bound to it; null if there are none, or not all of what declares them is here. */
    @Nullable
    BindReader binds(Errand errand) {
        if (errand.command() == Command.PREPARE || ExecuteView.parameters(errand.frame()) == 0) {
            return null;
        }
        try {
            return ExecuteView.binds(errand.frame(), format);
        } catch (ProtocolException e) {
            if (errand.whole()) {
                throw e;
            }
            return null;
        }
    }

    /** The value of such a parameter is a client's handle, which means nothing, or another statement, on an EP. */
    private static void refuseCursors(@Nullable BindReader binds) {
        for (int i = 0; binds != null && i < binds.parameters(); i++) {
            if (binds.declaration(i).type() == CURSOR) {
                throw DmException.of(ErrorCode.NOT_THROUGH_DCP, "cursor parameters");
            }
        }
    }
}
