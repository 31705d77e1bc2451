package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.LobLength;
import io.opendcp.protocol.message.LobLengthReply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.Objects;

/** LOBs out of row that sessions are told of, and asked for. */
abstract class StagedLobs extends Staged {
    static final int GONE = -8976;
    static final int ELSEWHERE = -8977;
    static final LobOwner TABLE = new LobOwner(1111, 3, new RowId(0, 0, 7));
    static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);

    final int handle = client.allocate();

    static LobLocator locator(long id, LobOwner owner) {
        return LobLocator.outOfRow(new LobAddress(id, 2, 1, 50), 50_000, owner);
    }

    /** Selects a LOB on {@code epno}, whose id there is {@code id}; returns what the client is told of it. */
    LobLocator given(StagedClient by, int on, int epno, long id, LobOwner owner, TransactionStatus status) {
        by.direct(on, "SELECT EP " + epno);
        stage.ep(epno).asked("SELECT EP " + epno).value(CLOB, locator(id, owner), status);
        ExecuteReply reply = ExecuteReply.decode(by.fine(), ReplyContext.plain(false), EmbeddedEp.FORMAT);
        Object value = reply.outcome().resultSets().get(0).rows().get(0)[0];
        return (LobLocator) Objects.requireNonNull(value);
    }

    LobLocator given(int epno, long id, LobOwner owner) {
        return given(client, handle, epno, id, owner, client.autoCommit ? NONE : OPEN);
    }

    static LobLength length(LobLocator of) {
        return new LobLength(true, of.address(), of.owner(), -1);
    }

    /** Asks for the length; {@code epno} is asked for {@code id}. */
    void read(StagedClient by, LobLocator lob, int epno, long id) {
        by.send(length(lob));
        LobLength asked = LobLength.decode(stage.ep(epno).asked(Command.LOB_LENGTH), EmbeddedEp.FORMAT);
        assertThat(asked.address()).isEqualTo(new LobAddress(id, 2, 1, 50));
        assertThat(asked.owner().table()).isEqualTo(lob.owner().table());
        stage.ep(epno).reply(new LobLengthReply(50_000).encode(Unpooled.buffer(), EmbeddedEp.FORMAT));
        assertThat(LobLengthReply.decode(by.fine(), EmbeddedEp.FORMAT).length()).isEqualTo(50_000);
    }

    void commits() {
        client.commit();
        stage.ep(1).asked(Command.COMMIT);
        stage.ep(1).empty();
        client.fine();
    }
}
